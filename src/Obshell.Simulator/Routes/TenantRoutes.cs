using System.Text.Json.Nodes;

namespace Obshell.Simulator;

/// <summary>The tenant routes (PROTOCOL 6.3) that are needed before and after a restore.</summary>
internal static class TenantRoutes
{
    public static void Map(RouteTable table)
    {
        table.Add("GET", "/tenants/overview", Overview);
        table.Add("GET", "/tenant/{name}", Get);
        table.Add("DELETE", "/tenant/{name}", Drop);
        table.Add("GET", "/tenant/{name}/variable/{variable}", Variable);
        table.Add("GET", "/tenant/{name}/parameter/{parameter}", Parameter);
        table.Add("GET", "/tenant/{name}/databases", Databases);
    }

    private static HandlerResult Overview(RouteContext context)
    {
        context.RequireClusterAgent();
        context.RequireOceanBase();
        var mode = context.Request.Query("mode");
        var tenants = context.Database.Tenants.Where(t => !t.InRecycleBin && (string.IsNullOrEmpty(mode) || t.Mode == mode)).OrderBy(t => t.Id);
        return HandlerResult.Contents([.. tenants.Select(t => (JsonNode)new JsonObject
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
            ["connection_strings"] = Connections(context, t),
        })]);
    }

    private static JsonArray Connections(RouteContext context, Tenant tenant)
    {
        // The agent always shows its own server, even if the tenant has no unit there.
        var zones = context.Database.Zones;
        var server = (zones.Find(z => z.Name == context.Agent.Zone) ?? zones.FirstOrDefault())?.Servers.FirstOrDefault() ?? new Server();
        return new JsonArray(new JsonObject
        {
            ["type"] = "DIRECT",
            ["obproxy_address"] = "",
            ["obproxy_port"] = 0,
            ["connection_string"] = $"obclient -h{server.Ip} -P{server.SqlPort} -u{(tenant.Mode == "ORACLE" ? "SYS" : "root")}@{tenant.Name} -p",
        });
    }

    /// <summary>Finds a tenant. These routes do not check the identity of the agent, and sys is allowed.</summary>
    private static Tenant Find(RouteContext context, string name)
    {
        context.RequireOceanBase();
        return context.Database.FindTenant(name) ?? throw new AgentException(ErrorCodes.TenantNotExist.With(name));
    }

    private static HandlerResult Get(RouteContext context)
    {
        var t = Find(context, context.Parameter("name"));
        var pools = ResourceRoutes.AllPools(context.Database).Where(p => p.Tenant == t.Name).Select(p => (JsonNode)new JsonObject
        {
            ["pool_name"] = p.Name,
            ["pool_id"] = p.Id,
            ["zone_list"] = p.Zone,
            ["observer_list"] = string.Join(',', context.Database.Zones.Where(z => p.Zone.Split(';').Contains(z.Name)).SelectMany(z => z.Servers.Take(p.UnitNum)).Select(s => $"{s.Ip}:{s.ServerPort}")),
            ["unit_num"] = p.UnitNum,
            ["unit_config"] = UnitOf(context, p),
        });
        return HandlerResult.Of(new JsonObject
        {
            ["tenant_name"] = t.Name,
            ["tenant_id"] = t.Id,
            ["created_time"] = GoTime.Micro(t.CreatedAt, context.HostOffset),
            ["mode"] = t.Mode,
            ["status"] = t.Status,
            ["locked"] = "NO",
            ["primary_zone"] = t.PrimaryZone,
            ["locality"] = t.Locality,
            ["in_recyclebin"] = t.InRecycleBin ? "YES" : "NO",
            ["charset"] = t.Charset,
            ["collation"] = t.Collation,
            ["whitelist"] = t.Whitelist,
            ["pools"] = new JsonArray([.. pools]),
            ["read_only"] = false,
            ["time_zone"] = t.TimeZone,
            ["lower_case_table_names"] = t.LowerCaseTableNames,
            ["dead_lock_detection_enabled"] = true,
            ["connection_strings"] = Connections(context, t),
            ["comment"] = t.Comment,
        });
    }

    private static JsonObject UnitOf(RouteContext context, ResourcePool pool) =>
        ResourceRoutes.UnitOf(context.Database, pool) is { } unit
            ? ResourceRoutes.Show(unit, context)
            : throw new AgentException(ErrorCodes.UnexpectedRaw.With($"unit config not found for pool {pool.Name}"), nullData: true);

    private static HandlerResult Drop(RouteContext context)
    {
        var name = context.Parameter("name");
        var binder = new JsonBinder(context.Request, "DropTenantParam");
        var recycle = binder.Flag("need_recycle") ?? false;
        binder.Check();
        context.RequireClusterAgent();
        RouteContext.RefuseSys(name);
        context.RequireOceanBase();
        if (context.Database.FindTenant(name) is null)
            return HandlerResult.NoContent;
        var plan = new DropTenantTask(name, context.Database).Plan(recycle);
        var dag = context.Cluster.Engine.Create(DropTenantTask.NameFor(name), 3, name, plan, context.Cluster.Clock.UtcNow, context.Agent.Ip, context.Agent.Port, "{}");
        return HandlerResult.Of(context.DagJson.Created(dag));
    }

    private static HandlerResult Variable(RouteContext context)
    {
        var tenant = Find(context, context.Parameter("name"));
        var name = context.Parameter("variable");
        if (tenant.Status != "NORMAL")
            throw new AgentException(ErrorCodes.StatusNotNormal.With(tenant.Name, tenant.Status), nullData: true);
        if (!tenant.Variables.TryGetValue(name, out var value))
            throw new AgentException(ErrorCodes.VariableNotExist.With(name), nullData: true);
        return HandlerResult.Of(new JsonObject { ["name"] = name, ["value"] = value, ["info"] = "" });
    }

    /// <summary>Reads a parameter. Only the parameters of a backup configuration exist here.</summary>
    private static HandlerResult Parameter(RouteContext context)
    {
        var tenant = Find(context, context.Parameter("name"));
        var name = context.Parameter("parameter");
        if (!context.Database.Backup.Of(tenant).Parameters.TryGetValue(name, out var value))
            throw new AgentException(ErrorCodes.ParameterNotExist.With(name), nullData: true);
        return HandlerResult.Of(new JsonObject { ["name"] = name, ["value"] = value, ["data_type"] = "STRING", ["info"] = "", ["edit_level"] = "DYNAMIC_EFFECTIVE" });
    }

    /// <summary>
    /// The agent logs in to the tenant as root, with the password from the body or without a password. This is known from the agent's
    /// source code; no capture shows it. The error text comes from OceanBase.
    /// </summary>
    private static HandlerResult Databases(RouteContext context)
    {
        var binder = new JsonBinder(context.Request, "TenantRootPasswordParam");
        var password = binder.Text("root_password") ?? "";
        binder.Check();
        context.RequireClusterAgent();
        var tenant = Find(context, context.Parameter("name"));
        if (tenant.Mode == "ORACLE")
            throw new AgentException(ErrorCodes.OracleModeNotSupported.With("MYSQL"));
        if (tenant.Name != "sys" && password != tenant.Content.RootPassword)
            throw new AgentException(ErrorCodes.MySql.With($"Error 1045 (28000): Access denied for user 'root'@'xxx.xxx.xxx.xxx' (using password: {(password.Length > 0 ? "YES" : "NO")})"));
        string[] names = ["information_schema", "mysql", "oceanbase", .. tenant.Content.Databases];
        return HandlerResult.Contents([.. names.Select(n => (JsonNode)new JsonObject
        {
            ["db_name"] = n,
            ["charset"] = "utf8mb4",
            ["collation"] = "utf8mb4_general_ci",
            ["read_only"] = false,
            ["create_time"] = GoTime.Micro(tenant.CreatedAt, context.HostOffset),
            ["connection_urls"] = new JsonArray(),
        })]);
    }
}
