using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Changes;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Backups;
using ObshellPS.Backups;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>Cancels the running backups of tenants. If a user cancels only the DAG, the backup continues (B11).</summary>
[Cmdlet(VerbsLifecycle.Stop, "ObTenantBackup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TenantBackup))]
public sealed class StopObTenantBackupCommand : BackupChangeCmdlet
{
    private protected override void Change(ObshellClient client, string tenant)
    {
        BackupLook Again() => Look(client, tenant, forDag: false);
        if (Agreed(Again(), Again, look => Question(client, look)) is null)
        {
            return;
        }

        Send(
            client.Connection,
            new ChangeText<PlainChange>("PATCH tenant/backup canceled", tenant)
            {
                UnderWay = TenantBackupTexts.FormatUnderWayCancel(tenant),
                Where = TenantBackupTexts.FormatWhereBackup(CommandArgument.Of(tenant)),
                Found = _ => TenantBackupTexts.FormatFoundCancel(tenant),
            },
            stop => client.BackupChanges.CancelAsync(tenant, stop));
        ShowChanged(client, tenant);
    }

    /// <returns>Null when no backup is running; the warning has been written.</returns>
    private ChangeQuestion? Question(ObshellClient client, BackupLook look)
    {
        TenantBackup backup = look.Backup;
        if (backup.RunningJobId is not { } job)
        {
            WriteWarning(TenantBackupTexts.FormatNothingToCancel(backup.TenantName));
            return null;
        }

        string action = Listing.Sentences(
            backup.RunningSince is { } began ? TenantBackupTexts.FormatCancelBackupSince(job, Amounts.Of(BackupJudge.Elapsed(backup, began))) : TenantBackupTexts.FormatCancelBackup(job),
            TenantBackupTexts.CancelUseless,
            backup.LastBackupJobId is null ? TenantBackupTexts.CancelNoOther : null);
        return new ChangeQuestion(
            PipelineTexts.FormatTenantOn(backup.TenantName, client.Connection.ToString()), action, IsDestructive: false, look.Essence);
    }
}
