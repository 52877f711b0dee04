using System.Net.Http;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Obshell.Client.Changes;
using Obshell.Client.Connection;
using Obshell.Client.Dags;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Backups;

/// <summary>
/// Changes the backups of one tenant (PROTOCOL-BACKUP 2 and 4 to 6), never the backups of the whole cluster (B18). Each change is sent
/// once.
/// </summary>
public sealed class BackupChangeApi
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ObConnection connection;
    private readonly DagApi dags;
    private readonly TenantBackupApi backups;
    private readonly ChangeSender changes;

    internal BackupChangeApi(ApiCaller caller, DagApi dags, TenantBackupApi backups)
    {
        connection = caller.Connection;
        this.dags = dags;
        this.backups = backups;
        changes = new ChangeSender(connection, caller.Log);
    }

    /// <summary>
    /// Starts a backup. A DAG that has succeeded does not prove that the backup succeeded (B9). Check the backup's job: its number is
    /// higher than <see cref="AgentDag.GetBackupJobBefore"/>.
    /// </summary>
    /// <exception cref="ObshellInputException">The client refused the backup; nothing was sent.</exception>
    /// <exception cref="ObshellApiException">The agent refused the backup: <c>OB.Backup.DataDestEmpty</c>, <c>OB.Backup.ArchiveDestEmpty</c>, ...</exception>
    /// <exception cref="ChangeUnknownException">The backup may or may not have been started.</exception>
    public async Task<BackupDagStart> StartAsync(string tenant, BackupRequest request, CancellationToken cancellation = default)
    {
        Check(tenant, request);
        long jobBefore = (await backups.ReadJobsAsync(tenant, 1, cancellation: cancellation).ConfigureAwait(false)).Select(j => j.JobId).DefaultIfEmpty(0).Max();
        string name = BackupDag.NameFor(tenant, !request.IsIncremental);
        byte[] body = Body(json =>
        {
            json.WriteString("mode"u8, request.IsIncremental ? "incremental" : "full");
            json.WriteBoolean("plus_archive"u8, request.PlusArchiveLog);
            if (request.Encryption is { } secret)
            {
                json.WritePropertyName("encryption"u8);
                JsonText.Use(secret, (literal, length) => json.WriteRawValue(literal.AsSpan(0, length), skipInputValidation: true));
            }
        });
        return await SendAsync(HttpMethod.Post, PathOf(tenant), body, ChangeTexts.FormatUnknownBackupStart(tenant), tenant, name, cancellation, jobBefore).ConfigureAwait(false);
    }

    /// <summary>Cancels the running backup. When no backup is running, the agent does nothing.</summary>
    /// <exception cref="ChangeUnknownException">The backup may or may not have been cancelled.</exception>
    public Task<PlainChange> CancelAsync(string tenant, CancellationToken cancellation = default)
    {
        Check(tenant);
        return changes.SendAsync(
            new Change<PlainChange>(
                ApiRequest.Change(Patch, PathOf(tenant), Encoding.ASCII.GetBytes("""{"status":"canceled"}""")), ChangeTexts.FormatUnknownBackupCancel(tenant), ChangeSubject.Backup(tenant), PlainChange.ReadAsync)
            {
                LookFailed = ChangeTexts.FormatLookBackupsFailed,
                Look = async (sent, stop) => (await backups.ReadJobsAsync(tenant, 1, cancellation: stop).ConfigureAwait(false)).FirstOrDefault() switch
                {
                    null or { IsCanceled: true } or { Status: "CANCELING" } => ChangeLookup<PlainChange>.Done(new PlainChange(sent.Agent, sent.TraceId, answerLost: true)),
                    { } job => ChangeLookup<PlainChange>.NotDone(BackupTexts.FormatJobStatus(job.JobId, job.Status)),
                },
            },
            cancellation);
    }

    /// <summary>Starts, stops or suspends the log archive. The agent answers immediately; the state changes later.</summary>
    /// <exception cref="ChangeUnknownException">The command may or may not have been carried out.</exception>
    public async Task<PlainChange> SwitchArchiveAsync(string tenant, ArchiveCommand command, CancellationToken cancellation = default)
    {
        Check(tenant);

        // A stopped archive has no round, but an interrupted archive has none either (B14). So a missing round proves that this request
        // stopped the archive only if there was a round before the request.
        bool hadRound = await backups.ReadRoundAsync(tenant, cancellation).ConfigureAwait(false) is not null;
        string status = command switch { ArchiveCommand.On => "doing", ArchiveCommand.Off => "stop", ArchiveCommand.Suspended => "suspend" };
        return await changes.SendAsync(
            new Change<PlainChange>(
                ApiRequest.Change(Patch, PathOf(tenant) + "/log", Encoding.ASCII.GetBytes($$"""{"status":"{{status}}"}""")), ChangeTexts.FormatUnknownArchiveSwitch(tenant), ChangeSubject.Backup(tenant), PlainChange.ReadAsync)
            {
                LookFailed = ChangeTexts.FormatLookArchiveFailed,
                Look = async (sent, stop) =>
                {
                    string now = (await backups.ReadRoundAsync(tenant, stop).ConfigureAwait(false))?.Status ?? "";
                    bool done = command switch
                    {
                        ArchiveCommand.On => now is "DOING" or "PREPARE" or "BEGINNING",
                        ArchiveCommand.Off => now == "STOPPING" || (hadRound && now.Length == 0),
                        ArchiveCommand.Suspended => now == "SUSPEND",
                    };
                    return done ? ChangeLookup<PlainChange>.Done(new PlainChange(sent.Agent, sent.TraceId, answerLost: true)) : ChangeLookup<PlainChange>.NotDone(now.Length == 0 ? BackupTexts.NoRound : BackupTexts.FormatRoundStatus(now));
                },
            },
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Checks whether the client can change the backups of this tenant. Nothing is sent.</summary>
    /// <exception cref="ObshellInputException">The backups cannot be changed.</exception>
    public void Check(string tenant) => BackupChecker.CheckTenant(tenant);

    /// <summary>Checks a backup request. Nothing is sent.</summary>
    /// <exception cref="ObshellInputException">The request is not valid.</exception>
    public void Check(string tenant, BackupRequest request)
    {
        Check(tenant);
        BackupChecker.Check(request);
        if (request.Encryption is { } password)
        {
            connection.Redactor.Remember(password);
        }
    }

    /// <summary>Checks new backup destinations. Nothing is sent.</summary>
    /// <exception cref="ObshellInputException">A destination is not valid.</exception>
    public void Check(string tenant, BackupPlaces places)
    {
        Check(tenant);
        BackupChecker.Check(places);
        places.DataBackupUri?.RememberSecrets(connection.Redactor);
        places.ArchiveLogUri?.RememberSecrets(connection.Redactor);
    }

    /// <summary>
    /// Sets new destinations. A new destination for logs stops the log archive (B1). A new destination for data backups cancels a running
    /// backup (B2).
    /// </summary>
    /// <exception cref="ObshellInputException">The client refused the change; nothing was sent.</exception>
    /// <exception cref="ObshellApiException">The agent refused the change, e.g. <c>OB.Tenant.UnderMaintenance</c>.</exception>
    /// <exception cref="ChangeUnknownException">The change may or may not be running.</exception>
    public Task<BackupDagStart> ConfigureAsync(string tenant, BackupPlaces places, CancellationToken cancellation = default)
    {
        Check(tenant, places);

        // The keys must have exactly these names: in its log, the agent masks only the values of keys with these names.
        byte[] body = Body(json =>
        {
            if (places.DataBackupUri is { } data)
            {
                json.WriteString("data_base_uri"u8, data.Reveal());
            }

            if (places.ArchiveLogUri is { } logs)
            {
                json.WriteString("archive_base_uri"u8, logs.Reveal());
            }
        });
        return SendAsync(Patch, PathOf(tenant) + "/config", body, ChangeTexts.FormatUnknownBackupConfig(tenant), tenant, BackupDag.ConfigNameFor(tenant), cancellation);
    }

    private static HttpMethod Patch { get; } = new("PATCH");

    private static string PathOf(string tenant) => "/api/v1/tenant/" + Uri.EscapeDataString(tenant) + "/backup";

    private static byte[] Body(Action<Utf8JsonWriter> write)
    {
        using var buffer = new ClearedBuffer();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private async Task<BackupDagStart> SendAsync(
        HttpMethod method, string path, byte[] body, string unknown, string tenant, string name, CancellationToken cancellation, long? jobBefore = null)
    {
        try
        {
            long? newestBefore = await dags.ReadNewestBeforeChangeAsync(cancellation).ConfigureAwait(false);
            var change = new Change<BackupDagStart>(ApiRequest.Change(method, path, body), unknown, ChangeSubject.Backup(tenant), (answer, _) => Task.FromResult(Started(answer, name, jobBefore)))
            {
                LookFailed = ChangeTexts.FormatLookNewDagFailed,
                Look = (sent, stop) => NewDag.LookAsync(
                    newestBefore, before => FindAsync(name, before, stop), dag => new BackupDagStart(With(dag, jobBefore), sent.Agent, sent.TraceId, answerLost: true)),
            };
            return await changes.SendAsync(change, cancellation).ConfigureAwait(false);
        }
        finally
        {
            PlainArray.Clear(body);
        }
    }

    private BackupDagStart Started(Answer answer, string name, long? jobBefore)
    {
        AgentDag dag = AnswerData.Read(answer, DagJson.Default.AgentDag);
        return dag.Id.Length > 0 && dag.Name == name
            ? new BackupDagStart(With(dag, jobBefore), answer.Agent, answer.TraceId)
            : throw new ObshellProtocolException(
                "UnexpectedAnswer", DagTexts.FormatOtherStarted(answer.Agent, TextFault.Quote(connection.Redactor.Clean(dag.Name))), answer.HttpStatus, answer.Agent)
            { TraceId = answer.TraceId };
    }

    private AgentDag With(AgentDag dag, long? jobBefore)
    {
        dag.Connection = connection;
        dag.BackupJobBefore = jobBefore;
        return dag;
    }

    private async Task<AgentDag?> FindAsync(string name, long newestBefore, CancellationToken cancellation) =>
        (await dags.ListAsync(DagScope.Cluster, unfinished: false, detailed: false, cancellation).ConfigureAwait(false))
            .Where(d => d.DagId > newestBefore && d.Name == name).OrderByDescending(d => d.DagId).FirstOrDefault();
}
