namespace Obshell.Simulator;

/// <summary>A row of a tenant in OceanBase's views (PROTOCOL 6.3).</summary>
public sealed record Tenant
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>tenant_id. With 0 the simulator chooses it: 1 for sys, and 1002, 1004 ... for others.</summary>
    public long Id { get; init; }

    /// <summary>MYSQL or ORACLE.</summary>
    public string Mode { get; init; } = "MYSQL";

    /// <summary>NORMAL, CREATING, RESTORE, DROPPING ...</summary>
    public string Status { get; init; } = "NORMAL";

    /// <summary>PRIMARY, STANDBY or RESTORE. A restored tenant is STANDBY until stage 4 activates it.</summary>
    public string Role { get; init; } = "PRIMARY";

    /// <summary>True if the tenant's META tenant is NORMAL. Stage 2 waits for this.</summary>
    public bool MetaIsNormal { get; init; } = true;

    /// <summary>The primary zone, as the user wrote it.</summary>
    public string PrimaryZone { get; init; } = "RANDOM";

    /// <summary>Locality, such as <c>FULL{1}@zone1</c>.</summary>
    public string Locality { get; init; } = "FULL{1}@zone1";

    /// <summary>True if the tenant is in the recycle bin.</summary>
    public bool InRecycleBin { get; init; }

    /// <summary>The time of its creation, UTC. Default: the start of the simulator.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Comment.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Character set.</summary>
    public string Charset { get; init; } = "";

    /// <summary>Collation.</summary>
    public string Collation { get; init; } = "";

    /// <summary>The addresses that are allowed to connect.</summary>
    public string Whitelist { get; init; } = "";

    /// <summary>The value of the tenant's time_zone key.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>lower_case_table_names in the tenant's row.</summary>
    public string LowerCaseTableNames { get; init; } = "";

    /// <summary>The content that SQL shows.</summary>
    public TenantContent Content { get; init; } = new();

    /// <summary>
    /// The state of the tenant's backup when the tenant is added. Null: a new tenant has no backup, and the backup of an existing tenant is
    /// unchanged.
    /// </summary>
    public TenantBackup? Backup { get; init; }

    /// <summary>System variables by name. For any other variable the answer is 404 <c>OB.Tenant.Variable.NotExist</c>.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}
