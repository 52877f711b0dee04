using System.Management.Automation;
using Obshell.Recovery;
using ObshellPS.Backups;
using ObshellPS.Binding;
using ObshellPS.Completion;

namespace ObshellPS.Commands;

/// <summary>Reads the backups of tenants: their places, the age of the newest data, and what a restore needs. It only reads.</summary>
[Cmdlet(VerbsCommon.Get, "ObTenantBackup")]
[OutputType(typeof(TenantBackup))]
public sealed class GetObTenantBackupCommand : TenantBackupCmdlet
{
    /// <summary>
    /// Keys of the object stores: a PSCredential for all places, or a hashtable with a PSCredential for each place. The user name is the
    /// access id, the password is the access key.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.PlacesWithoutKeys))]
    public object? StorageCredential { get; set; }

    private protected override object? Keys => StorageCredential;

    private protected override void Write(TenantBackup backup) => WriteObject(backup);
}
