using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>A tenant as the agent reports it (PROTOCOL 6.3). The properties have the names of the API, in Pascal case.</summary>
public sealed class TenantDetail : IOfConnection
{
    /// <summary>Number of the tenant; <c>sys</c> is 1.</summary>
    public long TenantId { get; init; }

    /// <summary>The name of the tenant's cluster; empty when the tenant was not read from a cluster.</summary>
    public string ClusterName => Connection?.ClusterName ?? "";

    /// <summary>The id of the tenant's cluster; 0 when the tenant was not read from a cluster.</summary>
    public long ClusterId => Connection?.ClusterId ?? 0;

    /// <summary>Name.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary><c>MYSQL</c> or <c>ORACLE</c>.</summary>
    public string Mode { get; init => field = value ?? ""; } = "";

    /// <summary><c>NORMAL</c>, <c>CREATING</c>, <c>RESTORE</c>, <c>DROPPING</c>, ... Only a NORMAL tenant can be used.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    /// <summary>Whether the tenant is locked, so users cannot log in: <c>YES</c> or <c>NO</c>.</summary>
    public string Locked { get; init => field = value ?? ""; } = "";

    /// <summary>Zones in order of priority, highest first, or <c>RANDOM</c>.</summary>
    public string PrimaryZone { get; init => field = value ?? ""; } = "";

    /// <summary>Locality, e.g. <c>FULL{1}@zone1</c>.</summary>
    public string Locality { get; init => field = value ?? ""; } = "";

    /// <summary><c>YES</c> or <c>NO</c>.</summary>
    public string InRecyclebin { get; init => field = value ?? ""; } = "";

    /// <summary><see cref="Status"/>, or <c>RECYCLED</c> for a tenant in the recycle bin.</summary>
    public string State => InRecyclebin == "YES" ? "RECYCLED" : Status;

    /// <summary>When the tenant was created: the database's local time, but with the agent's time zone offset.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>Whether the tenant is read-only.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Comment.</summary>
    public string Comment { get; init => field = value ?? ""; } = "";

    /// <summary>The ways in which clients can connect.</summary>
    public TenantConnectionString[] ConnectionStrings { get; init => field = value is null ? [] : Array.FindAll(value, c => c is not null); } = [];

    /// <summary>Character set. Like all properties after it, it is null when the tenant was read without details.</summary>
    public string? Charset { get; init; }

    /// <summary>Collation.</summary>
    public string? Collation { get; init; }

    /// <summary>The client addresses from which users can connect.</summary>
    public string? Whitelist { get; init; }

    /// <summary>Time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Variable <c>lower_case_table_names</c>.</summary>
    public string? LowerCaseTableNames { get; init; }

    /// <summary>Whether the tenant detects deadlocks.</summary>
    public bool? DeadLockDetectionEnabled { get; init; }

    /// <summary>The resource pools of the tenant; null when the tenant was read without details.</summary>
    public TenantPool[]? Pools { get; init => field = value is null ? null : Array.FindAll(value, p => p is not null); }

    /// <summary>The connection to the tenant's cluster; the same name may exist in another cluster.</summary>
    internal ObConnection? Connection { get; set; }

    ObConnection? IOfConnection.GetConnection() => Connection;

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(TenantName);
}
