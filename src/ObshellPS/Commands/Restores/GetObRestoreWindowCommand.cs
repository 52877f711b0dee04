using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Requests;

namespace ObshellPS.Commands;

/// <summary>Reads the restore window of a backup.</summary>
[Cmdlet(VerbsCommon.Get, "ObRestoreWindow")]
[OutputType(typeof(RestoreWindow))]
public sealed class GetObRestoreWindowCommand : BackupPlaceCmdlet
{
    private protected override void Read(ObshellClient client, string tenant, StorageUri? data, StorageUri? logs) =>
        WriteObject(Run(stop => client.Backups.ReadWindowsAsync(data, logs, stop)).Select(w => w.OfTenant(tenant)), enumerateCollection: true);
}
