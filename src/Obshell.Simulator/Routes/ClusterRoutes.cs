using System.Globalization;
using System.Text.Json.Nodes;

namespace Obshell.Simulator;

/// <summary>The cluster's topology and resources (PROTOCOL 6.2).</summary>
internal static class ClusterRoutes
{
    public static void Map(RouteTable table)
    {
        table.Add("GET", "/obcluster/info", Info);
        table.Add("GET", "/obcluster/topology/info", Topology);
    }

    /// <summary>The port of the agent in a zone; 2886 if the zone has no simulated agent.</summary>
    public static int AgentPort(RouteContext context, Zone zone) => context.Cluster.Agents.FirstOrDefault(a => a.Zone == zone.Name)?.Port ?? 2886;

    private static HandlerResult Info(RouteContext context)
    {
        context.RequireClusterAgent();
        var database = context.Database;
        var options = context.Cluster.Options;
        var isUp = context.Agent.ObState == 3;
        return HandlerResult.Of(new JsonObject
        {
            ["cluster_name"] = options.ClusterName,
            ["cluster_id"] = options.ClusterId,
            ["status"] = context.Agent.ObState switch { 3 => "AVAILABLE", 2 => "RESTRICTED", 1 => "RUNNING", _ => "NOT RUNNING" },
            ["is_community_edition"] = true,
            ["is_standalone"] = false,
            ["ob_version"] = context.Agent.ObVersion,
            ["is_shared_storage"] = false,
            ["stats"] = isUp ? Stats([.. database.Zones.SelectMany(z => z.Servers.Select(s => (z, s)))], database) : Stats([], database),
            ["zones"] = isUp ? Zones(context) : null,
            ["tenants"] = isUp ? Tenants(context) : null,
            ["tenant_stats"] = null,
        });
    }

    private static HandlerResult Topology(RouteContext context)
    {
        context.RequireClusterAgent();
        context.RequireOceanBase();
        return HandlerResult.Of(new JsonObject { ["zones"] = Zones(context) });
    }

    private static JsonArray Tenants(RouteContext context) => [.. context.Database.Tenants.OrderBy(t => t.Id).Select(t => (JsonNode)new JsonObject
    {
        ["tenant_id"] = t.Id,
        ["tenant_name"] = t.Name,
        ["mode"] = t.Mode,
        ["status"] = t.Status,
        ["locked"] = "NO",
        ["primary_zone"] = t.PrimaryZone,
        ["locality"] = t.Locality,
        ["in_recyclebin"] = t.InRecycleBin ? "YES" : "NO",
        ["created_time"] = GoTime.Micro(t.CreatedAt, context.HostOffset),
        ["read_only"] = false,
        ["comment"] = t.Comment,
    })];

    private static JsonArray Zones(RouteContext context)
    {
        var database = context.Database;
        var first = database.Zones.SelectMany(z => z.Servers).FirstOrDefault();
        return [.. database.Zones.Select((zone, zoneIndex) => (JsonNode)new JsonObject
        {
            ["name"] = zone.Name,
            ["idc_name"] = zone.Idc,
            ["region_name"] = zone.Region,
            ["status"] = zone.Status,
            ["inner_status"] = "ACTIVE",
            ["root_server"] = first is null ? null : new JsonObject { ["ip"] = first.Ip, ["port"] = first.ServerPort },
            ["servers"] = new JsonArray([.. zone.Servers.Select((server, i) => (JsonNode)new JsonObject
            {
                ["id"] = zoneIndex * 100 + i + 1,
                ["ip"] = server.Ip,
                ["svr_port"] = server.ServerPort,
                ["sql_port"] = server.SqlPort,
                ["obshell_port"] = AgentPort(context, zone),
                ["version"] = context.Agent.ObVersion,
                ["with_rootserver"] = ReferenceEquals(server, first),
                ["status"] = server.Status,
                ["ob_status"] = server.Status == "RUNNING" ? "AVAILABLE" : "NOT RUNNING",
                ["inner_status"] = "ACTIVE",
                ["start_time"] = GoTime.Micro(context.Cluster.Clock.StartedAt, context.HostOffset),
                ["stop_time"] = GoTime.Zero,
                ["stats"] = ServerStats(zone, server, database),
                ["architecture"] = "x86_64",
                ["data_dir"] = "/data/1",
                ["redo_dir"] = "/data/log1",
                ["log_dir"] = "/home/admin/oceanbase/log",
            })]),
        })];
    }

    private static JsonObject ServerStats(Zone zone, Server server, Database database)
    {
        var json = new JsonObject { ["ip"] = server.Ip, ["port"] = server.ServerPort, ["zone"] = zone.Name };
        foreach (var (key, value) in Stats([(zone, server)], database))
            json[key] = value?.DeepClone();
        return json;
    }

    /// <summary>The sum of the resources of servers. The units of a pool are on the first servers of its zone.</summary>
    private static JsonObject Stats(IReadOnlyList<(Zone Zone, Server Server)> servers, Database database)
    {
        double cpuTotal = 0;
        double cpuAssigned = 0;
        long memoryTotal = 0;
        long memoryAssigned = 0;
        long diskTotal = 0;
        long diskAssigned = 0;
        foreach (var (zone, server) in servers)
        {
            var place = zone.Servers.TakeWhile(s => !ReferenceEquals(s, server)).Count();
            var units = database.Pools.Where(p => p.Tenant != "sys" && p.Zone.Split(';').Contains(zone.Name) && place < p.UnitNum)
                .Select(p => database.UnitConfigs.Find(u => u.Name == p.UnitConfig)).OfType<UnitConfig>().ToList();
            cpuTotal += server.CpuTotal;
            cpuAssigned += server.CpuAssigned + units.Sum(u => u.MaxCpu);
            memoryTotal += server.MemoryTotal;
            memoryAssigned += server.MemoryAssigned + units.Sum(u => u.MemorySize);
            diskTotal += server.DiskTotal;
            diskAssigned += server.DiskAssigned;
        }
        return new JsonObject
        {
            ["cpu_core_total"] = cpuTotal,
            ["cpu_core_assigned"] = cpuAssigned,
            ["cpu_core_assigned_percent"] = Percent(cpuAssigned, cpuTotal),
            ["memory_total"] = Text(memoryTotal),
            ["memory_assigned"] = Text(memoryAssigned),
            ["memory_in_bytes_total"] = memoryTotal,
            ["memory_in_bytes_assigned"] = memoryAssigned,
            ["memory_assigned_percent"] = Percent(memoryAssigned, memoryTotal),
            ["disk_total"] = Text(diskTotal),
            ["disk_assigned"] = Text(diskAssigned),
            ["disk_in_bytes_total"] = diskTotal,
            ["disk_in_bytes_assigned"] = diskAssigned,
            ["disk_assigned_percent"] = Percent(diskAssigned, diskTotal),
        };
    }

    private static double Percent(double part, double whole) => whole == 0 ? 0 : Math.Round(part / whole * 100, 2);

    private static string Text(long bytes) => (bytes / (double)(1L << 30)).ToString("0.00", CultureInfo.InvariantCulture) + "GB";
}
