using System.Management.Automation;
using Obshell.Recovery;
using ObshellPS.Backups;
using ObshellPS.Binding;
using ObshellPS.Completion;

namespace ObshellPS.Commands;

/// <summary>
/// Reads the backups of tenants: where they are, how old the newest data is, and what a restore of them needs. It sends reads only.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ObTenantBackup")]
[OutputType(typeof(TenantBackup))]
public sealed class GetObTenantBackupCommand : TenantBackupCmdlet
{
    /// <summary>
    /// Keys of the object stores: a PSCredential for all, or a hashtable from place to PSCredential. The user name is the access id, the
    /// password is the access key.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.PlacesWithoutKeys))]
    public object? StorageCredential { get; set; }

    private protected override object? Keys => StorageCredential;

    private protected override void Write(TenantBackup backup) => WriteObject(backup);
}
