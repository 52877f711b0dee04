using System.Management.Automation;
using Obshell.Recovery;
using ObshellPS.Backups;
using ObshellPS.Binding;
using ObshellPS.Completion;

namespace ObshellPS.Commands;

/// <summary>The backups of tenants: where they are, how fresh they are, and what a restore of them needs. Sends reads only.</summary>
[Cmdlet(VerbsCommon.Get, "ObTenantBackup")]
[OutputType(typeof(TenantBackup))]
public sealed class GetObTenantBackupCommand : TenantBackupCmdlet
{
    /// <summary>Keys of the object stores: a PSCredential for all, or a hashtable from place to PSCredential. User name is the access id, password the access key.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(LeftOut.PlacesWithoutKeys)]
    public object? StorageCredential { get; set; }

    private protected override object? Keys => StorageCredential;

    private protected override void Write(TenantBackup backup) => WriteObject(backup);
}
