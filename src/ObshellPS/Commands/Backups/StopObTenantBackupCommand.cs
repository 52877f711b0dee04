using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Changes;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Backups;
using ObshellPS.Backups;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>Cancels the running backup of tenants. Cancelling its DAG does not (B11).</summary>
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
                UnderWay = $"the cancel of the backup of tenant '{tenant}'",
                Where = $"Get-ObTenantBackup {CommandArgument.Of(tenant)} shows it.",
                Found = _ => $"The backup of tenant '{tenant}' is cancelled all the same.",
            },
            stop => client.BackupChanges.CancelAsync(tenant, stop));
        ShowChanged(client, tenant);
    }

    /// <returns>Null when none runs, which is said.</returns>
    private ChangeQuestion? Question(ObshellClient client, BackupLook look)
    {
        TenantBackup backup = look.Backup;
        if (backup.RunningJobId is not { } job)
        {
            WriteWarning($"No backup of tenant '{backup.TenantName}' is running: nothing was cancelled. Right after a start its job shows up late; then repeat the command.");
            return null;
        }

        string since = backup.RunningSince is { } began ? $", which has been running for {Amounts.Of(backup.ReadAt - began)}" : "";
        return new ChangeQuestion(
            $"tenant '{backup.TenantName}' on {client.Connection}", $"Cancel backup {job}{since}. What it has written is of no use{(backup.LastBackupJobId is null ? ". THERE IS NO COMPLETE BACKUP YET" : "")}",
            IsDestructive: false, look.Essence);
    }
}
