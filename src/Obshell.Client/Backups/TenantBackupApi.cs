using System.Globalization;
using Obshell.Client.Connection;
using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Tenants;

namespace Obshell.Client.Backups;

/// <summary>Reads the agent's data about the backups of tenants (PROTOCOL-BACKUP 3 and 7).</summary>
public sealed class TenantBackupApi
{
    private readonly ApiCaller caller;

    internal TenantBackupApi(ApiCaller caller) => this.caller = caller;

    /// <summary>The backup destinations of the tenant.</summary>
    /// <exception cref="ObshellApiException"><c>OB.Tenant.NotExist</c>, <c>OB.Tenant.SysOperationNotAllowed</c>.</exception>
    public async Task<BackupDestinations> ReadDestinationsAsync(string tenant, CancellationToken cancellation = default)
    {
        try
        {
            Answer answer = await AskAsync(tenant, "/config/storage", cancellation).ConfigureAwait(false);
            var data = new PlainFields(AnswerData.ReadOrNull(answer, PlainJson.Default.DictionaryStringObject));
            return data.Exist ? new BackupDestinations(data.Text("data_base_uri"), data.Text("archive_base_uri")) : BackupDestinations.Unreadable;
        }
        catch (ObshellApiException e) when (e.ErrorCode == ErrorCodes.StorageUriInvalid)
        {
            // When the agent cannot parse one of the two destinations, it reports neither of them (B16).
            return BackupDestinations.Unreadable;
        }
    }

    /// <summary>The newest backups, sorted by start time, the latest first.</summary>
    /// <param name="tenant">The tenant's name.</param>
    /// <param name="max">The maximum number of backups.</param>
    /// <param name="onlyCompleted">Leaves out backups that failed, were cancelled or are running.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<IReadOnlyList<BackupJob>> ReadJobsAsync(string tenant, int max, bool onlyCompleted = false, CancellationToken cancellation = default)
    {
        string query = "/tasks?size=" + max.ToString(CultureInfo.InvariantCulture) + (onlyCompleted ? "&status=COMPLETED" : "");
        Answer answer = await AskAsync(tenant, query, cancellation).ConfigureAwait(false);
        return [.. (new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject)).List("contents") ?? []).Select(Job)];
    }

    /// <summary>The running backup. When no backup is running, the backup that started last.</summary>
    /// <returns>Null when there was never a backup.</returns>
    public async Task<BackupProgress?> ReadProgressAsync(string tenant, CancellationToken cancellation = default)
    {
        try
        {
            Answer answer = await AskAsync(tenant, "/overview", cancellation).ConfigureAwait(false);
            PlainFields status = new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject)).Object("status");
            return status.Exist ? Progress(status) : null;
        }
        catch (ObshellApiException e) when (e.ErrorCode == ErrorCodes.TaskNotFound)
        {
            return null;
        }
    }

    /// <summary>Does the same as <see cref="ReadProgressAsync"/> for all tenants with a backup, in one request.</summary>
    public async Task<IReadOnlyList<BackupProgress>> ReadAllProgressAsync(CancellationToken cancellation = default)
    {
        try
        {
            Answer answer = await caller.ReadAsync(ApiRequest.Get("/api/v1/obcluster/backup/overview"), cancellation).ConfigureAwait(false);
            return [.. (new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject)).List("statuses") ?? []).Select(Progress)];
        }
        catch (ObshellApiException e) when (e.ErrorCode == ErrorCodes.NotFound)
        {
            return [];
        }
    }

    /// <summary>The progress of the log archive.</summary>
    public async Task<ArchiveInfo> ReadArchiveAsync(string tenant, CancellationToken cancellation = default)
    {
        Answer answer = await AskAsync(tenant, "/info", cancellation).ConfigureAwait(false);
        var data = new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject));
        return new ArchiveInfo(answer.Timestamp, data.Time("lastest_archive_log_checkpoint"), data.Number("archive_log_delay"));
    }

    /// <summary>The current round of the log archive.</summary>
    /// <returns>Null when there is no round: the archive was never started, was stopped, or is interrupted.</returns>
    public async Task<ArchiveRound?> ReadRoundAsync(string tenant, CancellationToken cancellation = default)
    {
        Answer answer = await AskAsync(tenant, "/log/tasks", cancellation).ConfigureAwait(false);
        return (new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject)).List("contents") ?? [])
            .Select(r => new ArchiveRound { RoundId = r.Whole("round_id") ?? 0, Status = r.Text("status"), Path = r.Text("path"), StartTime = r.Time("start_time") })
            .OrderByDescending(r => r.RoundId).FirstOrDefault();
    }

    private Task<Answer> AskAsync(string tenant, string rest, CancellationToken cancellation) =>
        caller.ReadAsync(ApiRequest.Get("/api/v1/tenant/" + Uri.EscapeDataString(TenantNames.CheckForPath(tenant, "TenantName")) + "/backup" + rest), cancellation);

    private BackupJob Job(PlainFields job) => new()
    {
        JobId = job.Whole("job_id") ?? 0,
        BackupSetId = job.Whole("backup_set_id") ?? 0,
        BackupType = job.Text("backup_type"),
        PlusArchiveLog = job.Text("plus_archivelog") switch { "ON" => true, "OFF" => false, _ => null },
        StartTime = job.Time("start_timestamp"),
        EndTime = job.Time("end_timestamp"),
        Status = job.Text("status"),
        Result = job.Whole("result") ?? 0,
        Comment = caller.Connection.Redactor.Clean(job.Text("comment")),
        Path = job.Text("path"),
    };

    private BackupProgress Progress(PlainFields status) => new()
    {
        TenantId = status.Whole("tenant_id") ?? 0,
        JobId = status.Whole("job_id") ?? 0,
        Status = status.Text("status"),
        StartScn = status.Whole("start_scn") ?? 0,
        EndScn = status.Whole("end_scn") ?? 0,
        EncryptionMode = status.Text("encryption_mode"),
        InputBytes = status.Whole("input_bytes") ?? 0,
        OutputBytes = status.Whole("output_bytes") ?? 0,
        MacroBlocks = status.Whole("macro_block_count") ?? 0,
        FinishedMacroBlocks = status.Whole("finish_macro_block_count") ?? 0,
        Result = status.Whole("result") ?? 0,
        Comment = caller.Connection.Redactor.Clean(status.Text("comment")),
    };
}
