using System.Net.Http;
using System.Text.Encodings.Web;
using System.Text.Json;
using Obshell.Client.Connection;
using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Secrets;

namespace Obshell.Client.Backups;

/// <summary>
/// Reads the restore windows and the tenant of a backup (PROTOCOL 4.12). The agent runs <c>ob_admin</c> in a shell and writes the URIs
/// between single quotes into the command. So a URI that breaks a rule of PROTOCOL 4.5 is not sent (trap 4).
/// </summary>
public sealed class BackupApi
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ApiCaller caller;

    internal BackupApi(ApiCaller caller) => this.caller = caller;

    /// <summary>The restore windows of a backup. The agent needs <c>ob_admin</c> on its machine.</summary>
    /// <exception cref="ObshellInputException">A URI is not valid; nothing was sent.</exception>
    /// <exception cref="ObshellApiException">
    /// <c>Environment.WithoutObAdmin</c>: <c>ob_admin</c> is missing on the agent's machine.
    /// </exception>
    public async Task<RestoreWindow[]> ReadWindowsAsync(StorageUri? dataBackupUri, StorageUri? archiveLogUri = null, CancellationToken cancellation = default)
    {
        Answer answer = await AskAsync(HttpMethod.Get, "/api/v1/restore/windows", dataBackupUri, archiveLogUri, cancellation).ConfigureAwait(false);
        return Windows(new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject)));
    }

    /// <summary>
    /// The tenant that a backup at <c>file://</c> belongs to. The agent needs <c>ob_admin</c> on its machine. The request is a POST, but it
    /// changes nothing. So if one agent fails, the client can send it to another agent, like a read.
    /// </summary>
    /// <exception cref="ObshellInputException">A URI is not valid; nothing was sent.</exception>
    /// <exception cref="ObshellApiException">
    /// <c>Environment.WithoutObAdmin</c>: <c>ob_admin</c> is missing on the agent's machine.
    /// </exception>
    public async Task<RestoreSource> ReadSourceAsync(StorageUri? dataBackupUri, StorageUri? archiveLogUri = null, CancellationToken cancellation = default)
    {
        if (dataBackupUri?.Scheme is { Length: > 0 } scheme && scheme != "file")
        {
            // The URI of an object store has a query part. The agent appends a file name after this part, so the URI is wrong. Then the
            // agent cannot read the backup, and it does not report why (trap 17).
            throw new ObshellInputException(new InputFault(
                "FileSourceOnly", "DataBackupUri",
                BackupTexts.FormatFileSourceOnly(TextFault.Quote(scheme))));
        }

        Answer answer = await AskAsync(HttpMethod.Post, "/api/v1/restore/source-tenant-info", dataBackupUri, archiveLogUri, cancellation).ConfigureAwait(false);
        var data = new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject));
        string tenant = data.Text("tenant_name");
        return new RestoreSource(tenant, data.Text("cluster_name"), [.. Windows(data.Object("restore_windows")).Select(w => w.OfTenant(tenant))]);
    }

    private async Task<Answer> AskAsync(HttpMethod method, string path, StorageUri? dataBackupUri, StorageUri? archiveLogUri, CancellationToken cancellation)
    {
        var faults = new List<InputFault>();
        RestoreRequestChecker.CheckUri(dataBackupUri, "DataBackupUri", faults);
        if (archiveLogUri is not null && archiveLogUri.Reveal().Length > 0)
        {
            RestoreRequestChecker.CheckUri(archiveLogUri, "ArchiveLogUri", faults);
        }

        if (faults.Count > 0)
        {
            throw new ObshellInputException(faults);
        }

        dataBackupUri?.RememberSecrets(caller.Connection.Redactor);
        archiveLogUri?.RememberSecrets(caller.Connection.Redactor);
        byte[] body = Body(dataBackupUri!, archiveLogUri);
        try
        {
            return await caller.ReadAsync(ApiRequest.Question(method, path, body), cancellation).ConfigureAwait(false);
        }
        catch (ObshellApiException e) when (e.ErrorCode == ErrorCodes.Unexpected && e.TraceId.Length > 0)
        {
            // The answer contains a trace id, so the agent did not panic. The only other cause is that ob_admin failed, because this route
            // runs nothing else.
            e.BackupScheme = dataBackupUri!.Scheme;
            throw;
        }
        finally
        {
            PlainArray.Clear(body);
        }
    }

    /// <summary>
    /// The body always contains both keys. Without <c>archive_log_uri</c>, the agent panics. When the value is "", the agent uses the data
    /// URI (trap 16).
    /// </summary>
    private static byte[] Body(StorageUri dataBackupUri, StorageUri? archiveLogUri)
    {
        using var buffer = new ClearedBuffer();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("data_backup_uri"u8, dataBackupUri.Reveal());
            json.WriteString("archive_log_uri"u8, archiveLogUri?.Reveal() ?? "");
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static RestoreWindow[] Windows(PlainFields data) =>
    [
        .. (data.List("restore_windows") ?? [])
            .Select(w => (Start: w.Time("start_time"), End: w.Time("end_time")))
            .Where(w => w.Start is not null && w.End is not null)
            .Select(w => new RestoreWindow(w.Start!.Value, w.End!.Value)),
    ];
}
