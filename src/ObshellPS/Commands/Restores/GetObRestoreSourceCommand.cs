using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Completion;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>Reads which tenant a backup belongs to, and the restore window of the backup. This works only for file:// URIs.</summary>
[Cmdlet(VerbsCommon.Get, "ObRestoreSource")]
[OutputType(typeof(RestoreSource))]
public sealed class GetObRestoreSourceCommand : ObCmdlet
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

    /// <summary>The connection; default: the current one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var client = new ObshellClient(ConnectionOrCurrent(Connection), Log);
            WriteObject(Run(stop => client.Backups.ReadSourceAsync(DataBackupUri, ArchiveLogUri, stop)));
        }
        catch (ObshellException e)
        {
            // The target of the error is the URI as text, which contains no keys.
            WriteFault(e, DataBackupUri?.ToString());
        }
    }
}
