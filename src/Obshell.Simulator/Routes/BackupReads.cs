using System.Text.Json.Nodes;

namespace Obshell.Simulator;

/// <summary>The rows of backups and log archives in the agent's answers (PROTOCOL-BACKUP 3 and 7).</summary>
internal static class BackupReads
{
    /// <summary>The sizes are from the captures. Only the finished part changes.</summary>
    private const int Tablets = 1200;
    private const int MacroBlocks = 2500;
    private const int Files = 40;
    private const long MetaBytes = 1 << 20;

    /// <summary>Both destinations; null if a destination contains the text access_id or access_key (capture storage-key-in-path).</summary>
    /// <exception cref="AgentException">The agent cannot parse one of the destinations, so it shows neither of them (trap B16).</exception>
    public static JsonNode? Storage(Tenant tenant, BackupState state)
    {
        if (new[] { state.ArchiveUri, state.DataUri }.Any(u => u.Contains("access_id", StringComparison.Ordinal) || u.Contains("access_key", StringComparison.Ordinal)))
            return null;
        return new JsonObject
        {
            ["tenant_id"] = tenant.Id,
            ["archive_base_uri"] = state.ArchiveUri.Length == 0 ? "" : StorageUri.Parse(state.ArchiveUri).Shown(),
            ["data_base_uri"] = state.DataUri.Length == 0 ? "" : StorageUri.Parse(state.DataUri).Shown(),
        };
    }

    /// <summary>The row of the overview. It always has all keys.</summary>
    public static JsonObject Overview(RouteContext context, Tenant tenant, BackupJob job)
    {
        var ended = job.EndedAt;
        var seconds = ((ended ?? job.StartedAt) - job.StartedAt).TotalSeconds;
        var input = (long)(job.InputBytes * job.Progress);
        var startScn = Scn(job.StartedAt);
        return new JsonObject
        {
            ["tenant_id"] = tenant.Id,
            ["task_id"] = job.JobId,
            ["job_id"] = job.JobId,
            ["incarnation"] = 1,
            ["backup_set_id"] = job.JobId,
            ["start_timestamp"] = context.SessionTime(job.StartedAt),
            ["end_timestamp"] = context.SessionTime(ended),
            ["status"] = job.Status == "DOING" ? Phase(job.Progress) : job.Status,
            ["start_scn"] = startScn,
            ["end_scn"] = job.Status == "COMPLETED" ? Scn(ended!.Value) : 0,
            ["user_ls_start_scn"] = job.Progress < 0.3 ? 0 : startScn,
            ["encryption_mode"] = job.EncryptionMode,
            ["input_bytes"] = input,
            ["output_bytes"] = input / 2,
            ["output_rate_bytes"] = seconds > 0 ? input / 2 / seconds : 0,
            ["extra_meta_bytes"] = (long)(MetaBytes * job.Progress),
            ["tablet_count"] = Tablets,
            ["finish_tablet_count"] = (long)(Tablets * job.Progress),
            ["macro_block_count"] = MacroBlocks,
            ["finish_macro_block_count"] = (long)(MacroBlocks * job.Progress),
            ["file_count"] = (long)(Files * job.Progress),
            ["meta_turn_id"] = 1,
            ["data_turn_id"] = 1,
            ["result"] = job.Result,
            ["comment"] = job.Comment,
            ["path"] = job.Path,
        };
    }

    /// <summary>The status that OceanBase shows for a running job, from its progress.</summary>
    private static string Phase(double progress) => progress switch
    {
        < 0.05 => "INIT",
        < 0.15 => "BACKUP_SYS_META",
        < 0.35 => "BACKUP_USER_META",
        < 0.4 => "BACKUP_META_FINISH",
        < 0.5 => "BACKUP_DATA_SYS",
        < 0.6 => "BACKUP_DATA_MINOR",
        < 0.95 => "BACKUP_DATA_MAJOR",
        _ => "BACKUP_LOG",
    };

    /// <summary>A row of the task list. A running task has no end time.</summary>
    public static JsonObject Task(RouteContext context, Tenant tenant, BackupJob job)
    {
        var json = new JsonObject
        {
            ["tenant_id"] = tenant.Id,
            ["job_id"] = job.JobId,
            ["backup_set_id"] = job.JobId,
            ["plus_archivelog"] = job.PlusArchivelog ? "ON" : "OFF",
            ["backup_type"] = job.Type,
            ["start_timestamp"] = context.SessionTime(job.StartedAt),
        };
        if (job.EndedAt is { } end)
            json["end_timestamp"] = context.SessionTime(end);
        json["status"] = job.Status;
        json["result"] = job.Result;
        json["comment"] = job.Comment;
        json["description"] = "";
        json["path"] = job.Path;
        return json;
    }

    /// <summary>
    /// The answer of info. It shows the same backup as the overview, even if that backup has failed (trap B12). Keys without a value are
    /// omitted.
    /// </summary>
    public static JsonObject Info(RouteContext context, Tenant tenant, BackupState state)
    {
        var json = new JsonObject { ["tenant_id"] = tenant.Id };
        if (state.Archive.Round is not null)
            json["lastest_archive_log_checkpoint"] = context.SessionTime(Checkpoint(context, tenant, state));
        if (state.Jobs.Shown is { } job)
            json["lastest_data_backup_time"] = context.SessionTime(job.StartedAt);
        if (state.Archive.Round is not null && Delay(context, tenant, state) is var delay and not 0)
            json["archive_log_delay"] = delay;
        return json;
    }

    /// <summary>The list of log archive tasks. Rounds in STOP, INTERRUPTED and SUSPENDING are omitted (trap B14).</summary>
    public static JsonArray LogTasks(RouteContext context, Tenant tenant, BackupState state) =>
        state.Archive.Round is not { Status: "BEGINNING" or "DOING" or "STOPPING" or "PREPARE" or "SUSPEND" } round ? [] : [new JsonObject
        {
            ["tenant_id"] = tenant.Id,
            ["tenant_name"] = "",
            ["round_id"] = round.RoundId,
            ["status"] = round.Status,
            ["path"] = round.Path,
            ["delay"] = Delay(context, tenant, state),
            ["checkpoint"] = context.SessionTime(Checkpoint(context, tenant, state)),
            ["start_time"] = context.SessionTime(round.StartedAt),
        }];

    private static DateTimeOffset? Checkpoint(RouteContext context, Tenant tenant, BackupState state) =>
        state.Archive.Checkpoint(context.Cluster.Clock.UtcNow, context.Database.Backup.BehaviourOf(tenant).ArchiveLag);

    /// <summary>
    /// The delay: the database's NOW(), in whole seconds, minus the checkpoint. Without a checkpoint it is the time since 1970 (trap B21).
    /// </summary>
    private static double Delay(RouteContext context, Tenant tenant, BackupState state)
    {
        var second = DateTimeOffset.FromUnixTimeSeconds(context.Cluster.Clock.UtcNow.ToUnixTimeSeconds());
        var behind = second - (Checkpoint(context, tenant, state) ?? DateTimeOffset.UnixEpoch);
        return Math.Max(0, Math.Round(behind.TotalSeconds, 4));
    }

    private static long Scn(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100;
}
