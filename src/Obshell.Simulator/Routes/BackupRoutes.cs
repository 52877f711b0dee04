using System.Globalization;
using System.Text.Json.Nodes;

namespace Obshell.Simulator;

/// <summary>Backups of one tenant (PROTOCOL-BACKUP 1).</summary>
internal static class BackupRoutes
{
    public static void Map(RouteTable table)
    {
        table.Add("GET", "/tenant/{name}/backup/config/storage", c => Read(c, (t, s) => BackupReads.Storage(t, s)));
        table.Add("GET", "/tenant/{name}/backup/overview", c => Read(c, (t, s) => Overview(c, t, s)));
        table.Add("GET", "/tenant/{name}/backup/info", c => Read(c, (t, s) => BackupReads.Info(c, t, s)));
        table.Add("GET", "/tenant/{name}/backup/tasks", c => Read(c, (t, s) => Tasks(c, t, s)));
        table.Add("GET", "/tenant/{name}/backup/log/tasks", c => Read(c, (t, s) => new JsonObject { ["contents"] = BackupReads.LogTasks(c, t, s) }));
    }

    /// <summary>The tenant that a route names. Its status is not looked at: one in the recycle bin or in a restore will do.</summary>
    private static Tenant Find(RouteContext context)
    {
        var name = context.Parameter("name");
        context.RequireClusterAgent();
        RouteContext.RefuseSys(name);
        context.RequireOceanBase();
        return context.Database.FindTenant(name) ?? throw new AgentException(ErrorCodes.TenantNotExist.With(name));
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
        // The filter's instant meets the shown one, which is wrong where session and host differ (trap B13).
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

    /// <summary>Unsigned; from 2^63 on Go's slice bounds overflow (capture tasks-huge-size).</summary>
    private static long Number(AgentRequest request, string key, long unset)
    {
        if (request.Query(key) is not { Length: > 0 } text)
            return unset;
        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new AgentException(ErrorCodes.BindJsonFailed.With($"strconv.ParseUint: parsing \"{text}\": invalid syntax"));
        return number > long.MaxValue ? throw new AgentPanicException() : number == 0 ? unset : (long)number;
    }
}
