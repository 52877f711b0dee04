namespace Obshell.Simulator;

/// <summary>The state of the cluster before the first request.</summary>
public sealed record ClusterFixture
{
    /// <summary>The zones, in order.</summary>
    public IReadOnlyList<Zone> Zones { get; init; } = [];

    /// <summary>Unit configs.</summary>
    public IReadOnlyList<UnitConfig> UnitConfigs { get; init; } = [];

    /// <summary>The tenants; a missing <c>sys</c> is added.</summary>
    public IReadOnlyList<Tenant> Tenants { get; init; } = [];

    /// <summary>The resource pools, without the pool of sys: see <see cref="SysUnit"/>.</summary>
    public IReadOnlyList<ResourcePool> Pools { get; init; } = [];

    /// <summary>The sys tenant, if <see cref="Tenants"/> has none.</summary>
    public Tenant Sys { get; init; } = new() { Name = "sys" };

    /// <summary>
    /// The unit config of sys; the pool of sys is made from it. Null: sys has no unit config and no pool, as in the captures.
    /// </summary>
    public UnitConfig? SysUnit { get; init; }

    /// <summary>The backups that <c>ob_admin</c> can read. For any other URI, <c>ob_admin</c> fails.</summary>
    public IReadOnlyList<Backup> Backups { get; init; } = [];

    /// <summary>True if <c>bin/ob_admin</c> exists in each agent's folder.</summary>
    public bool ObAdminPresent { get; init; }

    /// <summary>The minimum memory of a unit in GB, which <c>unit-config-limit</c> shows; 0 omits the key.</summary>
    public double MinUnitMemoryGb { get; init; }

    /// <summary>The minimum number of CPU cores of a unit; 0 omits the key.</summary>
    public int MinUnitCpu { get; init; } = 1;

    /// <summary>One zone <c>zone1</c> with one server and the default unit configs, as in the captures.</summary>
    public static ClusterFixture Single() => Default with { Zones = [ZoneOf(1, "sys_region")] };

    /// <summary>The default: zone1 to zone3 in one region, with one server in each zone.</summary>
    public static ClusterFixture ThreeZones() => WithSys with
    {
        Zones = [ZoneOf(1, "sys_region"), ZoneOf(2, "sys_region"), ZoneOf(3, "sys_region")],
    };

    /// <summary>
    /// zone1 and zone2 in region <c>east</c>, zone3 in region <c>west</c>. The primary zone RANDOM is always refused with these
    /// zones (trap 36).
    /// </summary>
    public static ClusterFixture TwoRegions() => WithSys with
    {
        Zones = [ZoneOf(1, "east"), ZoneOf(2, "east"), ZoneOf(3, "west")],
    };

    private static ClusterFixture WithSys => Default with
    {
        Sys = new Tenant
        {
            Name = "sys",
            Charset = "utf8mb4",
            Collation = "utf8mb4_general_ci",
            Whitelist = "%",
            TimeZone = "+08:00",
            Variables = new Dictionary<string, string> { ["time_zone"] = "+08:00" },
        },
        SysUnit = new UnitConfig { Name = "sys_unit_config", Id = 1, MaxCpu = 2, MinCpu = 2, MemorySize = 4L << 30, LogDiskSize = 12L << 30 },
        MinUnitMemoryGb = 1,
    };

    private static ClusterFixture Default => new()
    {
        UnitConfigs =
        [
            new UnitConfig { Name = "s1", MaxCpu = 1, MinCpu = 1, MemorySize = 2L << 30 },
            new UnitConfig { Name = "unit1", MaxCpu = 2, MinCpu = 2, MemorySize = 4L << 30 },
            new UnitConfig { Name = "u1", MaxCpu = 2, MinCpu = 1, MemorySize = 2L << 30 },
        ],
        Backups =
        [
            new Backup { DataUri = "file:///data/backup/data", Reach = TimeSpan.FromDays(20) },
        ],
    };

    private static Zone ZoneOf(int number, string region) => new()
    {
        Name = $"zone{number}",
        Region = region,
        Servers = [new Server { Ip = $"127.0.0.{number}" }],
    };
}
