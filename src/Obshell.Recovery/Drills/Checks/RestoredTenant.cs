using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>
/// A tenant that a drill has restored, with the server and port for SQL. A <c>-Verify</c> script block receives this object. By default the
/// drill drops the tenant after the checks, so the script need not undo its changes.
/// </summary>
public sealed class RestoredTenant
{
    /// <summary>The tenant's name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The tenant's id; 0 while unknown.</summary>
    public long TenantId { get; init; }

    /// <summary><c>MYSQL</c> or <c>ORACLE</c>; empty when unknown.</summary>
    public string Mode { get; init => field = value ?? ""; } = "";

    /// <summary>An OceanBase server that accepts SQL connections for the tenant; empty when unknown.</summary>
    public string Host { get; init => field = value ?? ""; } = "";

    /// <summary>The server's SQL port, not the agent's port; 0 when unknown.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The administrator's name for SQL clients: <c>root@name</c>, or <c>SYS@name</c> in Oracle mode. The password is the same as in the
    /// source tenant.
    /// </summary>
    public string User => Name.Length == 0 ? "" : (IsOracle ? "SYS@" : "root@") + Name;

    /// <summary>The point that OceanBase's job reached (UTC); null when unknown.</summary>
    public DateTimeOffset? ReachedPoint { get; init; }

    /// <summary>The DAG that created the tenant.</summary>
    public AgentDag? Dag { get; init; }

    internal bool IsOracle => string.Equals(Mode, "ORACLE", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Name);
}
