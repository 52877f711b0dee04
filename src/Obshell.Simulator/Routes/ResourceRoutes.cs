using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Obshell.Simulator;

/// <summary>Unit configs and resource pools (PROTOCOL 6.1).</summary>
internal static partial class ResourceRoutes
{
    public static void Map(RouteTable table)
    {
        table.Add("GET", "/units/config", c => InCluster(c, List));
        table.Add("GET", "/unit/config/{name}", c => InCluster(c, Get));
        table.Add("POST", "/unit/config", Create);
        table.Add("DELETE", "/unit/config/{name}", c => InCluster(c, Delete));
        table.Add("GET", "/obcluster/unit-config-limit", c => InCluster(c, Limit));
        table.Add("GET", "/resource-pools", c => InCluster(c, Pools));
        table.Add("DELETE", "/resource-pool/{name}", c => InCluster(c, DeletePool));
    }

    /// <summary>All pools. The pool of sys is the first.</summary>
    public static IReadOnlyList<ResourcePool> AllPools(Database database) => database.SysPool is { } sys ? [sys, .. database.Pools] : database.Pools;

    public static UnitConfig? UnitOf(Database database, ResourcePool pool) =>
        pool == database.SysPool ? database.SysUnit : database.UnitConfigs.Find(u => u.Name == pool.UnitConfig);

    private static HandlerResult InCluster(RouteContext context, System.Func<RouteContext, HandlerResult> handle)
    {
        context.RequireClusterAgent();
        context.RequireOceanBase();
        return handle(context);
    }

    public static JsonObject Show(UnitConfig config, RouteContext context) => new()
    {
        ["create_time"] = GoTime.Micro(config.CreatedAt, context.HostOffset),
        ["modify_time"] = GoTime.Micro(config.CreatedAt, context.HostOffset),
        ["unit_config_id"] = config.Id,
        ["name"] = config.Name,
        ["max_cpu"] = config.MaxCpu,
        ["min_cpu"] = config.MinCpu,
        ["memory_size"] = config.MemorySize,
        ["log_disk_size"] = config.LogDiskSize,
        ["data_disk_size"] = config.DataDiskSize,
        ["max_iops"] = config.MaxIops,
        ["min_iops"] = config.MinIops,
    };

    private static HandlerResult List(RouteContext context) =>
        HandlerResult.Contents([.. context.Database.UnitConfigs.Select(u => (JsonNode)TimesLast(Show(u, context)))]);

    /// <summary>
    /// Moves the times to the end of a row, because the agent uses another row type in this list than for a pool (capture units-config).
    /// </summary>
    private static JsonObject TimesLast(JsonObject row)
    {
        foreach (var key in new[] { "create_time", "modify_time" })
        {
            row.Remove(key, out var time);
            row.Add(key, time);
        }
        return row;
    }

    private static HandlerResult Get(RouteContext context)
    {
        var name = context.Parameter("name");
        var config = context.Database.UnitConfigs.Find(u => u.Name == name) ?? throw new AgentException(ErrorCodes.UnitConfigNotExist.With(name), nullData: true);
        return HandlerResult.Of(Show(config, context));
    }

    private static HandlerResult Create(RouteContext context)
    {
        const string type = "CreateResourceUnitConfigParams";
        var binder = new JsonBinder(context.Request, type);
        var name = binder.Text("name") ?? "";
        var memory = binder.Text("memory_size") ?? "";
        var maxCpu = binder.Float("max_cpu") ?? 0;
        var minCpu = binder.Float("min_cpu");
        var maxIops = binder.Integer("max_iops", "int");
        var minIops = binder.Integer("min_iops", "int");
        var logDisk = binder.Text("log_disk_size");
        var dataDisk = binder.Text("data_disk_size");
        binder.Require("Name", "Name", name.Length > 0);
        binder.Require("MemorySize", "MemorySize", memory.Length > 0);
        binder.Require("MaxCpu", "MaxCpu", maxCpu != 0);
        binder.Check();
        context.RequireClusterAgent();
        context.RequireOceanBase();
        if (context.Database.UnitConfigs.Exists(u => u.Name == name))
            throw new AgentException(ErrorCodes.UnitConfigExisted.With(name));
        var memoryBytes = Size("memory_size", memory);
        var fixture = context.Cluster.Options.Fixture;
        if (memoryBytes < fixture.MinUnitMemoryGb * (1L << 30))
            throw new AgentException(ErrorCodes.IllegalArgument.With("memory_size", "should be greater than or equal to " + fixture.MinUnitMemoryGb.ToString(CultureInfo.InvariantCulture) + "G"));
        if (maxCpu < fixture.MinUnitCpu)
            throw new AgentException(ErrorCodes.IllegalArgument.With("max_cpu", "should be greater than or equal to " + fixture.MinUnitCpu.ToString(CultureInfo.InvariantCulture)));
        context.Database.AddUnitConfig(new UnitConfig
        {
            Name = name,
            MaxCpu = maxCpu,
            MinCpu = minCpu ?? maxCpu,
            MemorySize = memoryBytes,
            LogDiskSize = logDisk is { Length: > 0 } ? Size("log_disk_size", logDisk) : memoryBytes * 3,
            DataDiskSize = dataDisk is { Length: > 0 } ? Size("data_disk_size", dataDisk) : 0,
            MaxIops = maxIops is { } max ? (ulong)max : long.MaxValue,
            MinIops = minIops is { } min ? (ulong)min : long.MaxValue,
            CreatedAt = context.Cluster.Clock.UtcNow,
        });
        return HandlerResult.Empty;
    }

    private static long Size(string key, string text)
    {
        var match = SizePattern().Match(text);
        if (!match.Success || !long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 1 << 20)
            throw new AgentException(ErrorCodes.IllegalArgument.With(key, $"'{text}' is not a size"));
        return number << (10 * ("KMGTP".IndexOf(match.Groups[2].ValueSpan[0], System.StringComparison.Ordinal) + 1));
    }

    [GeneratedRegex(@"\A([1-9]\d*)([KMGTP])B?\z", RegexOptions.CultureInvariant)]
    private static partial Regex SizePattern();

    private static HandlerResult Delete(RouteContext context)
    {
        var name = context.Parameter("name");
        // If a pool uses the unit config, OceanBase refuses DROP RESOURCE UNIT, and the agent returns the error of OceanBase.
        if (AllPools(context.Database).Any(p => p.UnitConfig == name))
            throw new AgentException(ErrorCodes.MySql.With($"Error 4634 (HY000): resource unit '{name}' is referenced by some resource pool"));
        // The answer is 200 even if the unit config does not exist.
        context.Database.UnitConfigs.RemoveAll(u => u.Name == name);
        return HandlerResult.Empty;
    }

    private static HandlerResult Limit(RouteContext context)
    {
        var fixture = context.Cluster.Options.Fixture;
        var json = new JsonObject();
        if (fixture.MinUnitMemoryGb > 0)
            json["min_memory"] = fixture.MinUnitMemoryGb;
        if (fixture.MinUnitCpu > 0)
            json["min_cpu"] = fixture.MinUnitCpu;
        return HandlerResult.Of(json);
    }

    private static HandlerResult Pools(RouteContext context)
    {
        var database = context.Database;
        // Without pools the agent returns a nil slice (capture pools).
        var pools = AllPools(database);
        if (pools.Count == 0)
            return HandlerResult.Contents(null);
        return HandlerResult.Contents([.. pools.Select(p => (JsonNode)new JsonObject
        {
            ["id"] = p.Id,
            ["name"] = p.Name,
            ["zone_list"] = p.Zone,
            ["unit_num"] = p.UnitNum,
            // The agent never sets this value (capture resource-pools).
            ["UnitCount"] = 0,
            ["unit_config_id"] = UnitOf(database, p)?.Id ?? 0,
            ["tenant_id"] = p.Tenant is { } tenant ? database.FindTenant(tenant)?.Id ?? 0 : 0,
            ["replica_type"] = "FULL",
            ["CreateTime"] = GoTime.Micro(p.CreatedAt, context.HostOffset),
            ["ModifyTime"] = GoTime.Micro(p.CreatedAt, context.HostOffset),
        })]);
    }

    private static HandlerResult DeletePool(RouteContext context)
    {
        var name = context.Parameter("name");
        if (AllPools(context.Database).Any(p => p.Name == name && p.Tenant is not null))
            throw new AgentException(ErrorCodes.PoolGranted.With(name));
        context.Database.DropPool(name);
        return HandlerResult.Empty;
    }
}
