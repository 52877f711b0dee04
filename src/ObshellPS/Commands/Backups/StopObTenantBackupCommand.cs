using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Changes;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Backups;
using ObshellPS.Backups;
using ObshellPS.Operators;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>Cancels the running backups of tenants. If a user cancels only the DAG, the backup continues (B11).</summary>
[Cmdlet(VerbsLifecycle.Stop, "ObTenantBackup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TenantBackup))]
public sealed class StopObTenantBackupCommand : BackupChangeCmdlet
{
    private protected override void Change(ObshellClient client, string tenant)
    {
        BegunBackup Again() => Run(stop => ReadBegunAsync(client, tenant, stop));
        if (Agreed(Again(), Again, begun => Question(client, begun)) is null)
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

    /// <summary>
    /// Reads the backup. Directly after its start, a backup has a DAG and no job in OceanBase, and only a job can be cancelled. So this
    /// waits a short time for the job.
    /// </summary>
    private static Task<BegunBackup> ReadBegunAsync(ObshellClient client, string tenant, CancellationToken stop)
    {
        return BeginWait.ReadAsync(client, ReadAsync, static b => b.Starting is null, stop);

        async Task<BegunBackup> ReadAsync()
        {
            BackupLook look = await BackupLook.ReadAsync(client, tenant, forDag: false, stop).ConfigureAwait(false);
            AgentDag? starting = look.Backup.RunningJobId is not null ? null
                : Array.Find(await client.Dags.OfTenantAsync(tenant, unfinished: true, stop).ConfigureAwait(false), d => d is { IsBackup: true, IsFinished: false, Stage: <= BackupDag.StartStage });
            return new BegunBackup(look, starting);
        }
    }

    /// <returns>Null when no backup is running; the warning or error has been written.</returns>
    private ChangeQuestion? Question(ObshellClient client, BegunBackup begun)
    {
        BackupLook look = begun.Look;
        TenantBackup backup = look.Backup;
        if (begun.Starting is { } dag)
        {
            Refuse(
                "BackupNotBegun", TenantBackupTexts.FormatBackupNotBegun(backup.TenantName, dag.Id),
                TenantBackupTexts.FormatAdviceBackupNotBegun(CommandArgument.Of(dag.Id)), backup.TenantName);
            return null;
        }

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

    /// <summary>The backup, and the DAG that has not started its job in OceanBase yet; null when there is no such DAG.</summary>
    private sealed record BegunBackup(BackupLook Look, AgentDag? Starting);
}
