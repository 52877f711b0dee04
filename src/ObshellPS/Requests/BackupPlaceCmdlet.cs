using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Objects;
using ObshellPS.Pipeline;

namespace ObshellPS.Requests;

/// <summary>A cmdlet that reads the backup at a location: a URI, or the locations of a piped backup.</summary>
public abstract class BackupPlaceCmdlet : ObCmdlet
{
    /// <summary>Where the data backup is.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BackupPlaceCompleter))]
    [Alias("data_backup_uri")]
    public StorageUri? DataBackupUri { get; set; }

    /// <summary>Where the archived logs are; default: the data URI.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BackupPlaceCompleter))]
    [Alias("archive_log_uri")]
    public StorageUri? ArchiveLogUri { get; set; }

    /// <summary>A backup of Get-ObTenantBackup, or an object with the names of the parameters.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? InputObject { get; set; }

    /// <summary>The connection. Default: the connection that the backup was read with, otherwise the current connection.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            TenantBackup? backup = BackupSource.Live(InputObject);
            string tenant = BackupSource.From(InputObject)?.TenantName ?? "";
            if (tenant.Length > 0 && string.IsNullOrEmpty(DataBackupUri?.Reveal()))
            {
                throw new ObshellInputException(new InputFault("NoBackup", nameof(DataBackupUri), RestoreRequestTexts.FormatNoPlace(TextFault.Quote(tenant))));
            }

            var client = new ObshellClient(OwnConnection.Choose(Connection, OwnConnection.Of(InputObject), ConnectionOrCurrent), Log);
            Read(client, tenant, Keyed(DataBackupUri, backup?.DataBackupUri, backup?.GetDataUri()), Keyed(ArchiveLogUri, backup?.ArchiveLogUri, backup?.GetLogUri()));
        }
        catch (ObshellException e)
        {
            // The target of the error is the backup, or the URI as text without keys.
            WriteFault(e, PropertyBag.Unwrap(InputObject) as TenantBackup ?? (object?)DataBackupUri?.ToString());
        }
    }

    /// <param name="client">The connection.</param>
    /// <param name="tenant">The tenant of a piped backup; empty when it is not known.</param>
    /// <param name="data">Where the data backup is.</param>
    /// <param name="logs">Where the archived logs are.</param>
    private protected abstract void Read(ObshellClient client, string tenant, StorageUri? data, StorageUri? logs);

    /// <summary>The URI of a piped backup with the keys that the backup was read with. A URI on the command line stays unchanged.</summary>
    private static StorageUri? Keyed(StorageUri? uri, string? ofBackup, StorageUri? withKeys) =>
        uri is not null && withKeys is not null && uri.Equals(new StorageUri(ofBackup ?? "")) ? withKeys : uri;
}
