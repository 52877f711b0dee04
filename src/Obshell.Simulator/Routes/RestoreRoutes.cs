using System.Globalization;
using System.Text.Json.Nodes;

namespace Obshell.Simulator;

/// <summary>Tenant restore (PROTOCOL 4).</summary>
internal static class RestoreRoutes
{
    /// <summary>The maximum time that DELETE restore waits for a cancelled DAG.</summary>
    private const int CancelWaitSeconds = 60;

    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    public static void Map(RouteTable table)
    {
        table.Add("POST", "/tenant/restore", Start);
        table.AddAsync("DELETE", "/tenant/{name}/restore", CancelAsync);
        table.Add("GET", "/tenant/{name}/restore/overview", Overview);
        table.Add("GET", "/restore/tasks", Tasks);
        table.Add("GET", "/restore/windows", Windows);
        table.Add("POST", "/restore/source-tenant-info", SourceInfo);
    }

    private static HandlerResult Start(RouteContext context)
    {
        var request = RestoreRequest.Bind(context.Request);
        context.RequireClusterAgent();
        RouteContext.RefuseSys(request.TenantName);
        context.RequireOceanBase();
        if (context.Database.FindTenant(request.TenantName) is not null)
            throw new AgentException(ErrorCodes.TenantExisted.With(request.TenantName));
        RestoreValidation.Check(request, context.Database);
        var now = context.Cluster.Clock.UtcNow;
        var agent = context.Agent;
        var task = new RestoreTask(request, context.Database, context.Cluster.BehaviourOf, agent, now);
        // additional_data never contains the real job id (PROTOCOL 4.8).
        var dag = context.Cluster.Engine.Create(RestoreTask.NameFor(request.TenantName), 3, request.TenantName, task.Plan(), now, agent.Ip, agent.Port, "{\"restore_job_id\":0}");
        return HandlerResult.Of(context.DagJson.Created(dag));
    }

    /// <summary>DELETE restore, according to the matrix in PROTOCOL 4.9.</summary>
    private static async ValueTask<HandlerResult> CancelAsync(RouteContext context, CancellationToken ct)
    {
        var name = context.Parameter("name");
        var cluster = context.Cluster;
        Dag? known;
        lock (cluster.Gate)
        {
            cluster.CatchUp();
            context.RequireClusterAgent();
            RouteContext.RefuseSys(name);
            context.RequireOceanBase();
            known = cluster.Engine.NewestOf(name);
            var isRunning = context.Database.RunningJob(name) is not null;
            if (!isRunning && known is null)
            {
                if (context.Database.FindTenant(name) is null)
                    return HandlerResult.NoContent;
                throw new AgentException(ErrorCodes.NotRecovering.With(name), nullData: true);
            }
            if (!isRunning && known!.Name != RestoreTask.NameFor(name))
                throw new AgentException(ErrorCodes.RestoreTaskNotExist.With(name), nullData: true);
            if (isRunning && (known is null || known.State == "SUCCEED"))
            {
                var plan = new CancelTask(name, context.Database).Plan();
                var cancel = cluster.Engine.Create(CancelTask.NameFor(name), 3, name, plan, cluster.Clock.UtcNow, context.Agent.Ip, context.Agent.Port, "{}", lockStaysOnFailure: true);
                return HandlerResult.Of(context.DagJson.Created(cancel));
            }
            // The agent cancels the DAG before it rolls the DAG back. If the rollback fails, as in stages 4 and 5, the DAG stays cancelled
            // and the tenant stays STANDBY (trap 12).
            if (known!.State == "RUNNING")
                cluster.Engine.Operators.Cancel(known, nullData: true);
        }
        for (var second = 0; second < CancelWaitSeconds && IsRunning(cluster, known); second++)
            await cluster.PassAsync(_second, ct);
        lock (cluster.Gate)
        {
            cluster.Engine.Operators.Rollback(known, nullData: true);
            return HandlerResult.Of(context.DagJson.RolledBack(known));
        }
    }

    private static bool IsRunning(SimulatedCluster cluster, Dag dag)
    {
        lock (cluster.Gate)
            return dag.State == "RUNNING" || (dag.State == "READY" && dag.Operator == "CANCEL");
    }

    private static HandlerResult Overview(RouteContext context)
    {
        var name = context.Parameter("name");
        context.RequireClusterAgent();
        RouteContext.RefuseSys(name);
        context.RequireOceanBase();
        if (context.Database.FindTenant(name) is null)
            throw new AgentException(ErrorCodes.TenantNotExist.With(name));
        var job = context.Database.RunningJob(name)
            ?? context.Database.Jobs.LastOrDefault(j => j.TenantName == name)
            ?? throw new AgentException(ErrorCodes.NotFound.With($"restore task of tenant '{name}'"), nullData: true);
        return HandlerResult.Of(Show(context, job, withUris: false));
    }

    private static HandlerResult Tasks(RouteContext context)
    {
        context.RequireClusterAgent();
        var request = context.Request;
        var from = Time(request, "start_time");
        var to = Time(request, "end_time");
        var page = Number(request, "page", 1);
        var size = Number(request, "size", int.MaxValue);
        context.RequireOceanBase();
        var states = (request.Query("status") ?? "").ToUpperInvariant().Split(',', StringSplitOptions.RemoveEmptyEntries);
        var jobs = context.Database.Jobs
            .Where(j => (states.Length == 0 || states.Contains(j.Status)) && (from is null || j.StartedAt >= from) && (to is null || j.StartedAt <= to))
            .OrderBy(j => j.IsRunning ? 0 : 1).ThenByDescending(j => j.JobId).ToList();
        // The agent returns all matching rows: page and size have no effect (trap 30).
        return HandlerResult.Of(new JsonObject
        {
            ["contents"] = new JsonArray([.. jobs.Select(j => (JsonNode)Show(context, j, withUris: true))]),
            ["page"] = new JsonObject
            {
                ["total_elements"] = jobs.Count,
                ["total_pages"] = size <= 0 ? 0 : (jobs.Count + (long)size - 1) / size,
                ["size"] = size,
                ["number"] = page,
            },
        });
    }

    private static DateTimeOffset? Time(AgentRequest request, string key)
    {
        if (request.Query(key) is not { Length: > 0 } text)
            return null;
        return GoTime.TryParse(text, out var time, out var error) ? time : throw new AgentException(ErrorCodes.BindJsonFailed.With(error));
    }

    private static int Number(AgentRequest request, string key, int unset)
    {
        if (request.Query(key) is not { Length: > 0 } text)
            return unset;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new AgentException(ErrorCodes.BindJsonFailed.With($"strconv.ParseInt: parsing \"{text}\": invalid syntax"));
    }

    /// <summary>A row with all keys of PROTOCOL 4.10. Keys without a value are 0 or "".</summary>
    private static JsonObject Show(RouteContext context, RestoreJob job, bool withUris)
    {
        var isOver = !job.IsRunning;
        var fraction = job.TotalBytes == 0 ? 0 : (double)job.FinishedBytes / job.TotalBytes;
        return new JsonObject
        {
            ["tenant_id"] = 1,
            ["job_id"] = job.JobId,
            ["restore_tenant_name"] = job.TenantName,
            ["restore_tenant_id"] = job.TenantId,
            ["backup_tenant_name"] = job.BackupTenantName,
            ["backup_tenant_id"] = 1002,
            ["backup_cluster_name"] = context.Cluster.Options.ClusterName,
            ["restore_option"] = job.Option,
            ["restore_scn"] = job.Scn,
            ["restore_scn_display"] = job.Scn == 0 ? "" : ScnText(job.Scn, context.HostOffset),
            ["status"] = job.Status,
            ["start_timestamp"] = GoTime.Micro(job.StartedAt, context.HostOffset),
            ["backup_set_list"] = "",
            ["backup_piece_list"] = "",
            ["backup_data_uri"] = withUris ? WithoutSecrets(job.DataUri) : "",
            ["backup_log_uri"] = withUris ? WithoutSecrets(job.ArchiveUri) : "",
            ["tablet_count"] = job.TabletCount,
            ["finish_tablet_count"] = (long)(job.TabletCount * fraction),
            ["total_bytes"] = job.TotalBytes,
            ["total_bytes_display"] = SizeText(job.TotalBytes),
            ["finish_bytes"] = job.FinishedBytes,
            ["finish_bytes_display"] = SizeText(job.FinishedBytes),
            ["description"] = "",
            ["recover_scn"] = isOver ? 0 : job.RecoverScn,
            ["recover_scn_display"] = isOver || job.RecoverScn == 0 ? "" : ScnText(job.RecoverScn, context.HostOffset),
            ["recover_progress"] = isOver || job.RecoverScn == 0 ? "" : PercentText(job.Replayed),
            ["restore_progress"] = isOver ? "" : PercentText(fraction),
            ["backup_cluster_version"] = isOver ? 17180065025 : 0,
            ["ls_count"] = isOver ? 2 : 0,
            ["finish_ls_count"] = job.Status == "SUCCESS" ? 2 : 0,
            ["comment"] = job.Comment,
            ["finish_timestamp"] = isOver ? GoTime.Micro(job.FinishedAt, context.HostOffset) : "",
        };
    }

    private static string PercentText(double part) => (part * 100).ToString("0.00", CultureInfo.InvariantCulture) + "%";

    private static string ScnText(long scn, TimeSpan hostOffset)
    {
        var time = DateTimeOffset.UnixEpoch.AddTicks(scn / 100).ToOffset(hostOffset);
        return time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
    }

    private static string SizeText(long bytes) => bytes switch
    {
        >= 1L << 50 => Text(bytes, 50, "PB"),
        >= 1L << 40 => Text(bytes, 40, "TB"),
        >= 1L << 30 => Text(bytes, 30, "GB"),
        _ => Text(bytes, 20, "MB"),
    };

    private static string Text(long bytes, int shift, string unit) => (bytes / (double)(1L << shift)).ToString("0.00", CultureInfo.InvariantCulture) + unit;

    /// <summary>Removes access_id and access_key, as the agent does in answers (PROTOCOL 4.6).</summary>
    private static string WithoutSecrets(string uri)
    {
        var at = uri.IndexOf('?', StringComparison.Ordinal);
        if (at < 0)
            return uri;
        var kept = uri[(at + 1)..].Split('&').Where(p => !p.StartsWith("access_id=", StringComparison.Ordinal) && !p.StartsWith("access_key=", StringComparison.Ordinal));
        var query = string.Join('&', kept);
        return query.Length == 0 ? uri[..at] : uri[..(at + 1)] + query;
    }

    private static (string DataUri, string ArchiveUri) BindStorage(RouteContext context)
    {
        var binder = new JsonBinder(context.Request, "RestoreStorageParam");
        var data = binder.Text("data_backup_uri") ?? "";
        var archive = binder.Text("archive_log_uri");
        binder.Require("DataBackupUri", "DataBackupUri", data.Length > 0);
        binder.Check();
        // The agent searches for ob_admin before it checks whether archive_log_uri is missing (captures restore-windows and source-info).
        if (!context.Agent.ObAdminPresent)
            throw new AgentException(ErrorCodes.WithoutObAdmin.With(), nullData: true);
        if (archive is null)
            throw new AgentPanicException();
        foreach (var uri in new[] { data, archive })
        {
            if (uri.Length > 0 && !IsStorageUri(uri))
                throw new AgentException(ErrorCodes.StorageUriInvalid.With(uri), nullData: true);
        }
        return (data, archive.Length == 0 ? data : archive);
    }

    private static bool IsStorageUri(string uri)
    {
        if (uri.StartsWith("file:///", StringComparison.Ordinal))
            return !uri.Contains('?', StringComparison.Ordinal);
        return (uri.StartsWith("oss://", StringComparison.Ordinal) || uri.StartsWith("cos://", StringComparison.Ordinal) || uri.StartsWith("s3://", StringComparison.Ordinal))
            && uri.Contains('?', StringComparison.Ordinal);
    }

    private static Backup FindBackup(RouteContext context, string dataUri, string archiveUri) =>
        context.Database.Sources.Find(dataUri, archiveUri)
        ?? throw new AgentException(ErrorCodes.UnexpectedRaw.With("exec ob_admin failed: exit status 1"), nullData: true);

    private static JsonObject Show(IReadOnlyList<RestoreWindow>? windows, TimeSpan hostOffset) => new()
    {
        ["restore_windows"] = windows is null ? null : new JsonArray([.. windows.Select(w => (JsonNode)new JsonObject
        {
            ["start_time"] = GoTime.Micro(w.Start, hostOffset),
            ["end_time"] = GoTime.Micro(w.End, hostOffset),
        })]),
    };

    private static HandlerResult Windows(RouteContext context)
    {
        var (data, archive) = BindStorage(context);
        return HandlerResult.Of(Show(FindBackup(context, data, archive).Windows, context.HostOffset));
    }

    private static HandlerResult SourceInfo(RouteContext context)
    {
        var (data, archive) = BindStorage(context);
        // For object stores, the agent appends a file name to the query of the URI, so the read always fails (trap 17).
        if (!data.StartsWith("file:", StringComparison.Ordinal))
            throw new AgentException(ErrorCodes.UnexpectedRaw.With("exec ob_admin failed: exit status 1"), nullData: true);
        var backup = FindBackup(context, data, archive);
        return HandlerResult.Of(new JsonObject
        {
            ["tenant_name"] = backup.TenantName,
            ["cluster_name"] = backup.ClusterName,
            ["restore_windows"] = Show(backup.Windows, context.HostOffset),
        });
    }
}
