using System.Text.Json.Nodes;

namespace Obshell.Simulator;

/// <summary>
/// Requests for the backups of all user tenants, including tenants in the recycle bin. The agent handles one tenant after the other
/// (PROTOCOL-BACKUP 1, trap B18).
/// </summary>
internal static class ClusterBackupRoutes
{
    public static void Map(RouteTable table)
    {
        table.Add("POST", "/obcluster/backup/config", c => Configure(c, isPost: true));
        table.Add("PATCH", "/obcluster/backup/config", c => Configure(c, isPost: false));
        table.Add("POST", "/obcluster/backup", Start);
        table.Add("PATCH", "/obcluster/backup", Cancel);
        table.Add("PATCH", "/obcluster/backup/log", TurnArchive);
        table.Add("GET", "/obcluster/backup/overview", Overview);
    }

    private static List<Tenant> UserTenants(RouteContext context)
    {
        context.RequireOceanBase();
        return [.. context.Database.Tenants.Where(t => t.Name != "sys").OrderBy(t => t.Id)];
    }

    /// <summary>Creates a DAG that does not lock the tenants.</summary>
    private static HandlerResult Create(RouteContext context, string name, IReadOnlyList<NodePlan> plan) =>
        HandlerResult.Of(context.DagJson.Created(context.Cluster.Engine.Create(name, 1, "", plan, context.Cluster.Clock.UtcNow, context.Agent.Ip, context.Agent.Port, "{}")));

    private static HandlerResult Configure(RouteContext context, bool isPost)
    {
        context.RequireClusterAgent();
        var request = BackupConfigRequest.Bind(context.Request, isCluster: true);
        var tenants = UserTenants(context);
        BackupConfigRules.Check(request, isPost, tenants);
        var task = new BackupConfigTask(request, context.Database.Backup, tenants, context.Cluster.Options.ClusterId);
        return Create(context, BackupConfigTask.NameFor(null), task.Plan(context.Cluster.Agents));
    }

    private static HandlerResult Start(RouteContext context)
    {
        context.RequireClusterAgent();
        var request = BackupRequest.Bind(context.Request);
        var tenants = UserTenants(context);
        if (tenants.Count == 0)
            throw new AgentException(ErrorCodes.NoUserTenants.With(), nullData: true);
        foreach (var tenant in tenants)
            BackupRoutes.RequireDestinations(context, tenant);
        request.CheckMode();
        return Create(context, StartBackupTask.NameFor(request, null), new StartBackupTask(request, context.Database.Backup, tenants).Plan(context.Cluster.Agents));
    }

    private static HandlerResult Cancel(RouteContext context)
    {
        context.RequireClusterAgent();
        BackupRoutes.RequireCancelWord(context.Request);
        foreach (var tenant in UserTenants(context))
            BackupRoutes.CancelRunning(context, tenant);
        return HandlerResult.Empty;
    }

    private static HandlerResult TurnArchive(RouteContext context)
    {
        context.RequireClusterAgent();
        var word = ArchiveSwitch.Word(context.Request);
        foreach (var tenant in UserTenants(context))
            ArchiveSwitch.Turn(word, tenant, context.Database.Backup, context.Cluster.Clock.UtcNow);
        return HandlerResult.Empty;
    }

    /// <summary>
    /// Tenants without a backup are omitted. If no tenant has a backup, the error code differs from the code for a single tenant (trap
    /// B15).
    /// </summary>
    private static HandlerResult Overview(RouteContext context)
    {
        context.RequireClusterAgent();
        var rows = from tenant in UserTenants(context)
                   let job = context.Database.Backup.Of(tenant).Jobs.Shown
                   where job is not null
                   select (JsonNode)BackupReads.Overview(context, tenant, job);
        var statuses = new JsonArray([.. rows]);
        return statuses.Count > 0
            ? HandlerResult.Of(new JsonObject { ["statuses"] = statuses })
            : throw new AgentException(ErrorCodes.NotFound.With("backup task"), nullData: true);
    }
}
