using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Requests;

namespace ObshellPS.Commands;

/// <summary>Reads which tenant a backup belongs to, and the restore window of the backup. This works only for file:// URIs.</summary>
[Cmdlet(VerbsCommon.Get, "ObRestoreSource")]
[OutputType(typeof(RestoreSource))]
public sealed class GetObRestoreSourceCommand : BackupPlaceCmdlet
{
    private protected override void Read(ObshellClient client, string tenant, StorageUri? data, StorageUri? logs) =>
        WriteObject(Run(stop => client.Backups.ReadSourceAsync(data, logs, stop)));
}
