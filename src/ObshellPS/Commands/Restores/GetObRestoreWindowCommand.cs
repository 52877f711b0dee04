using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>What a backup can be restored to.</summary>
[Cmdlet(VerbsCommon.Get, "ObRestoreWindow")]
[OutputType(typeof(RestoreWindow))]
public sealed class GetObRestoreWindowCommand : ObCmdlet
{
    /// <summary>Where the data backup is.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("data_backup_uri")]
    public StorageUri? DataBackupUri { get; set; }

    /// <summary>Where the archived logs are; without it the data URI is taken.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("archive_log_uri")]
    public StorageUri? ArchiveLogUri { get; set; }

    /// <summary>The connection; default: the current one.</summary>
    [Parameter]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var client = new ObshellClient(ConnectionOrCurrent(Connection), Log);
            WriteObject(Run(stop => client.Backups.ReadWindowsAsync(DataBackupUri, ArchiveLogUri, stop)), enumerateCollection: true);
        }
        catch (ObshellException e)
        {
            // Its text, which is without keys.
            WriteFault(e, DataBackupUri?.ToString());
        }
    }
}
