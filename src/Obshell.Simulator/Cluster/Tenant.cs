namespace Obshell.Simulator;

/// <summary>A tenant row as OceanBase's views show it (PROTOCOL 6.3).</summary>
public sealed record Tenant
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>tenant_id; 0 lets the simulator choose (1 for sys, from 1002 in steps of two for others).</summary>
    public long Id { get; init; }

    /// <summary>MYSQL or ORACLE.</summary>
    public string Mode { get; init; } = "MYSQL";

    /// <summary>NORMAL, CREATING, RESTORE, DROPPING ...</summary>
    public string Status { get; init; } = "NORMAL";

    /// <summary>PRIMARY, STANDBY or RESTORE: a restored tenant is STANDBY until stage 4 activates it.</summary>
    public string Role { get; init; } = "PRIMARY";

    /// <summary>False while the tenant's META tenant is not NORMAL, which stage 2 waits for.</summary>
    public bool MetaIsNormal { get; init; } = true;

    /// <summary>Primary zone as given.</summary>
    public string PrimaryZone { get; init; } = "RANDOM";

    /// <summary>Locality, such as <c>FULL{1}@zone1</c>.</summary>
    public string Locality { get; init; } = "FULL{1}@zone1";

    /// <summary>True when it is in the recycle bin.</summary>
    public bool InRecycleBin { get; init; }

    /// <summary>When it was created, UTC; the simulator's start when not given.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Comment.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Character set.</summary>
    public string Charset { get; init; } = "";

    /// <summary>Collation.</summary>
    public string Collation { get; init; } = "";

    /// <summary>Addresses that may connect.</summary>
    public string Whitelist { get; init; } = "";

    /// <summary>Value of the tenant's time zone key.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>lower_case_table_names as the tenant's row shows it.</summary>
    public string LowerCaseTableNames { get; init; } = "";

    /// <summary>Its content, as SQL shows it.</summary>
    public TenantContent Content { get; init; } = new();

    /// <summary>State of its backup when the tenant is added. Null: nothing is configured; for a tenant that exists, nothing changes.</summary>
    public TenantBackup? Backup { get; init; }

    /// <summary>System variables by name; for any other the answer is 404 <c>OB.Tenant.Variable.NotExist</c>.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}
