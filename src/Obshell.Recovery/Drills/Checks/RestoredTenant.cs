using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>
/// A tenant that a drill has restored, and where it serves SQL: what a <c>-Verify</c> script block receives. It is dropped
/// after the checks, so nothing in it has to be kept.
/// </summary>
public sealed class RestoredTenant
{
    /// <summary>Name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Number; 0 while unknown.</summary>
    public long TenantId { get; init; }

    /// <summary><c>MYSQL</c> or <c>ORACLE</c>; empty when unknown.</summary>
    public string Mode { get; init => field = value ?? ""; } = "";

    /// <summary>An OceanBase server that serves the tenant's SQL; empty when unknown.</summary>
    public string Host { get; init => field = value ?? ""; } = "";

    /// <summary>Its SQL port, not the agent's; 0 when unknown.</summary>
    public int Port { get; init; }

    /// <summary>The administrator as SQL clients name him: <c>root@name</c>, or <c>SYS@name</c> in Oracle mode. His password is the source tenant's.</summary>
    public string User => Name.Length == 0 ? "" : (IsOracle ? "SYS@" : "root@") + Name;

    /// <summary>The point that was really reached, by OceanBase's job (UTC); null when unknown.</summary>
    public DateTimeOffset? ReachedPoint { get; init; }

    /// <summary>The DAG that made it.</summary>
    public AgentDag? Dag { get; init; }

    internal bool IsOracle => string.Equals(Mode, "ORACLE", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Name);
}
