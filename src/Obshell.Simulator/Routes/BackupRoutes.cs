using System.Globalization;
using System.Text.Json.Nodes;

namespace Obshell.Simulator;

/// <summary>Backups of one tenant (PROTOCOL-BACKUP 1).</summary>
internal static class BackupRoutes
{
    public static void Map(RouteTable table)
    {
        table.Add("POST", "/tenant/{name}/backup/config", c => Configure(c, isPost: true));
        table.Add("PATCH", "/tenant/{name}/backup/config", c => Configure(c, isPost: false));
        table.Add("POST", "/tenant/{name}/backup", Start);
        table.Add("PATCH", "/tenant/{name}/backup", Cancel);
        table.Add("PATCH", "/tenant/{name}/backup/log", TurnArchive);
        table.Add("GET", "/tenant/{name}/backup/config/storage", c => Read(c, (t, s) => BackupReads.Storage(t, s)));
        table.Add("GET", "/tenant/{name}/backup/overview", c => Read(c, (t, s) => Overview(c, t, s)));
        table.Add("GET", "/tenant/{name}/backup/info", c => Read(c, (t, s) => BackupReads.Info(c, t, s)));
        table.Add("GET", "/tenant/{name}/backup/tasks", c => Read(c, (t, s) => Tasks(c, t, s)));
        table.Add("GET", "/tenant/{name}/backup/log/tasks", c => Read(c, (t, s) => new JsonObject { ["contents"] = BackupReads.LogTasks(c, t, s) }));
    }

    /// <summary>
    /// The tenant in the route. The agent does not check its status: a tenant in the recycle bin or in a restore is accepted.
    /// </summary>
    private static Tenant Find(RouteContext context)
    {
        var name = context.Parameter("name");
        context.RequireClusterAgent();
        RouteContext.RefuseSys(name);
        context.RequireOceanBase();
        return context.Database.FindTenant(name) ?? throw new AgentException(ErrorCodes.TenantNotExist.With(name));
    }

    private static HandlerResult Configure(RouteContext context, bool isPost)
    {
        var tenant = Find(context);
        var request = BackupConfigRequest.Bind(context.Request, isCluster: false);
        BackupConfigRules.Check(request, isPost, [tenant]);
        var cluster = context.Cluster;
        var plan = new BackupConfigTask(request, context.Database.Backup, [tenant], cluster.Options.ClusterId).Plan(cluster.Agents);
        // A failed DAG keeps its lock (trap B17).
        var dag = cluster.Engine.Create(BackupConfigTask.NameFor(tenant), 3, tenant.Name, plan, cluster.Clock.UtcNow, context.Agent.Ip, context.Agent.Port, "{}", lockStaysOnFailure: true);
        return HandlerResult.Of(context.DagJson.Created(dag));
    }

    private static HandlerResult Start(RouteContext context)
    {
        var tenant = Find(context);
        var request = BackupRequest.Bind(context.Request);
        RequireDestinations(context, tenant);
        request.CheckMode();
        var cluster = context.Cluster;
        var plan = new StartBackupTask(request, context.Database.Backup, [tenant]).Plan(cluster.Agents);
        var dag = cluster.Engine.Create(StartBackupTask.NameFor(request, tenant), 1, "", plan, cluster.Clock.UtcNow, context.Agent.Ip, context.Agent.Port, "{}");
        return HandlerResult.Of(context.DagJson.Created(dag));
    }

    public static void RequireDestinations(RouteContext context, Tenant tenant)
    {
        var state = context.Database.Backup.Of(tenant);
        if (state.ArchiveUri.Length == 0)
            throw new AgentException(ErrorCodes.ArchiveDestEmpty.With(tenant.Name, tenant.Id), nullData: true);
        if (state.DataUri.Length == 0)
            throw new AgentException(ErrorCodes.DataDestEmpty.With(tenant.Name, tenant.Id), nullData: true);
    }

    private static HandlerResult Cancel(RouteContext context)
    {
        var tenant = Find(context);
        RequireCancelWord(context.Request);
        CancelRunning(context, tenant);
        return HandlerResult.Empty;
    }

    /// <summary>Checks the status word. The agent also cancels the backup if the word is missing or empty (trap B7).</summary>
    public static void RequireCancelWord(AgentRequest request)
    {
        var binder = new JsonBinder(request, "BackupStatusParam");
        var word = binder.Text("status") ?? "";
        binder.Check();
        if (word.ToUpperInvariant() is not ("" or "CANCELED"))
            throw new AgentException(ErrorCodes.BackupStatusInvalid.With(word));
    }

    /// <summary>Cancels the running backup. A backup whose row is not visible yet is not cancelled (trap B10).</summary>
    public static void CancelRunning(RouteContext context, Tenant tenant)
    {
        var backup = context.Database.Backup;
        if (backup.Of(tenant).Jobs.Running is not null)
            backup.Statements(tenant, context.Cluster.Clock.UtcNow).CancelBackup();
    }

    private static HandlerResult TurnArchive(RouteContext context)
    {
        var tenant = Find(context);
        ArchiveSwitch.Turn(ArchiveSwitch.Word(context.Request), tenant, context.Database.Backup, context.Cluster.Clock.UtcNow);
        return HandlerResult.Empty;
    }

    private static HandlerResult Read(RouteContext context, Func<Tenant, BackupState, JsonNode?> show)
    {
        var tenant = Find(context);
        return HandlerResult.Of(show(tenant, context.Database.Backup.Of(tenant)));
    }

    private static JsonObject Overview(RouteContext context, Tenant tenant, BackupState state) => new()
    {
        ["status"] = BackupReads.Overview(context, tenant, state.Jobs.Shown ?? throw new AgentException(ErrorCodes.TaskNotFound.With("no backup task"), nullData: true)),
    };

    private static JsonObject Tasks(RouteContext context, Tenant tenant, BackupState state)
    {
        var request = context.Request;
        var from = Time(request, "start_time");
        var to = Time(request, "end_time");
        var page = Number(request, "page", 1);
        var size = Number(request, "size", int.MaxValue);
        var words = (request.Query("status") ?? "").ToUpperInvariant().Split(',', StringSplitOptions.RemoveEmptyEntries);
        var sort = (request.Query("sort") ?? "").Split(',');
        var byEnd = sort[0] == "end_timestamp";
        var sign = sort.ElementAtOrDefault(1) == "asc" ? 1 : -1;
        // The filter uses the shown time, which is wrong if session and host have different UTC offsets (trap B13).
        var jobs = state.Jobs.All
            .Where(j => (words.Length == 0 || words.Contains(j.Status)) && (from is null || context.InSession(j.StartedAt) >= from) && (to is null || context.InSession(j.StartedAt) <= to))
            .OrderBy(j => byEnd && j.EndedAt is null).ThenBy(j => sign * (byEnd ? j.EndedAt ?? j.StartedAt : j.StartedAt).UtcTicks).ToList();
        return new JsonObject
        {
            ["contents"] = new JsonArray([.. jobs.Skip((int)Math.Min(int.MaxValue, (page - 1) * size)).Take((int)Math.Min(int.MaxValue, size)).Select(j => (JsonNode)BackupReads.Task(context, tenant, j))]),
            ["page"] = new JsonObject
            {
                ["total_elements"] = jobs.Count,
                ["total_pages"] = (jobs.Count + size - 1) / size,
                ["size"] = size,
                ["number"] = page,
            },
        };
    }

    private static DateTimeOffset? Time(AgentRequest request, string key)
    {
        if (request.Query(key) is not { Length: > 0 } text)
            return null;
        return GoTime.TryParse(text, out var time, out var error) ? time : throw new AgentException(ErrorCodes.BindJsonFailed.With(error));
    }

    /// <summary>Reads an unsigned integer. From 2^63, Go's slice bounds overflow (capture tasks-huge-size).</summary>
    private static long Number(AgentRequest request, string key, long unset)
    {
        if (request.Query(key) is not { Length: > 0 } text)
            return unset;
        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new AgentException(ErrorCodes.BindJsonFailed.With($"strconv.ParseUint: parsing \"{text}\": invalid syntax"));
        return number > long.MaxValue ? throw new AgentPanicException() : number == 0 ? unset : (long)number;
    }
}
