using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Restores;
using Obshell.Recovery.Verdicts;
using ObshellPS.Errors;

namespace ObshellPS.Operators;

/// <summary>Describes what an agent will really do with an operator (PROTOCOL 4.8, 5.4). The question and -WhatIf show this text.</summary>
internal static class OperatorNotice
{
    public static string For(DagOutlook outlook, DagOperation operation)
    {
        AgentDag dag = outlook.Dag;
        return dag.IsBackup ? OfBackup(outlook, operation) : operation switch
        {
            DagOperation.Retry => dag.IsRestore ? RetryOfRestore(outlook) : OperatorTexts.FormatRetryOther(dag.Name, DagWords.Step(dag)),
            DagOperation.Rollback => dag.IsRestore ? Listing.Sentences(OperatorTexts.RollbackRestore, Undoing(outlook)) : OperatorTexts.FormatRollbackOther(dag.Name, DagWords.Step(dag)),
            DagOperation.Cancel => dag.IsRestore ? CancelOfRestore(outlook) : OperatorTexts.FormatCancelOther(dag.Name, DagWords.Step(dag)),
            _ => Passing(dag),
        };
    }

    /// <summary>True when the operator can drop a tenant or stop a running restore.</summary>
    public static bool IsDestructive(AgentDag dag, DagOperation operation) => operation switch
    {
        // A RETRY in stage 2 begins with a rollback (trap 11). The effect on DAGs that are not restores or backups is unknown.
        _ when dag.IsBackup => false,
        DagOperation.Retry => dag is { IsRestore: true, Stage: RestoreDag.StartStage },
        DagOperation.Cancel => false,
        _ => true,
    };

    /// <summary>True if the rollback only changes the state of the DAG and undoes nothing. In this case the cmdlet does not ask.</summary>
    public static bool UndoesNothing(AgentDag dag, DagOperation operation) =>
        operation == DagOperation.Rollback && (dag.IsBackup || dag is { IsRestore: true, Stage: < RestoreDag.StartStage });

    /// <summary>
    /// What a rollback of stage 2 does in OceanBase: it cancels a running job. If the job has already ended, the rollback drops the tenant
    /// (trap 10).
    /// </summary>
    public static string Undoing(DagOutlook outlook)
    {
        string tenant = outlook.Dag.TenantName;
        if (outlook.Dag.Stage < RestoreDag.StartStage)
        {
            return OperatorTexts.FormatUndoNothingYet(tenant);
        }

        return outlook.Evidence.Knowledge switch
        {
            JobKnowledge.Found => Listing.Sentences(UndoingJob(tenant, outlook.Job!), outlook.IsOwnJob ? null : OperatorTexts.JobOfOthers),
            JobKnowledge.NoTenant => outlook.JobFailed ? Listing.Sentences(outlook.JobFailure, OperatorTexts.FormatUndoTenantGone(tenant)) : OperatorTexts.FormatUndoNoTenant(tenant),
            JobKnowledge.NoJob => OperatorTexts.FormatUndoForeignTenant(tenant),
            _ => OperatorTexts.FormatUndoJobUnread(tenant),
        };
    }

    private static string UndoingJob(string tenant, RestoreOverview job) =>
        job.IsRunning ? OperatorTexts.FormatUndoRunningJob(job.JobId, tenant, Progress(job))
        : job.IsSuccess ? OperatorTexts.FormatUndoFinishedJob(tenant, job.JobId, job.Status)
        : OperatorTexts.FormatUndoFailedJob(job.JobId, tenant);

    private static string RetryOfRestore(DagOutlook outlook)
    {
        AgentDag dag = outlook.Dag;
        return dag.Stage switch
        {
            < RestoreDag.StartStage => OperatorTexts.FormatRetryCheck(dag.TenantName),
            RestoreDag.StartStage => Listing.Sentences(OperatorTexts.RetryStartBegins, Undoing(outlook), OperatorTexts.RetryStartAgain),
            RestoreDag.WaitStage => Listing.Sentences(OperatorTexts.FormatRetryWatch(dag.TenantName), JobWord(outlook)),
            _ => Listing.Sentences(
                OperatorTexts.FormatRetryStep(DagWords.Step(dag), dag.TenantName),
                outlook.JobFailed ? Listing.Sentences(outlook.JobFailure, OperatorTexts.RetryCannotSucceed, outlook.AdviceAfterFailedJob) : null),
        };
    }

    private static string CancelOfRestore(DagOutlook outlook) => Listing.Sentences(
        OperatorTexts.FormatCancelWatching(DagWords.Step(outlook.Dag)), JobWord(outlook), OperatorTexts.FormatTenantMayAppear(outlook.Dag.TenantName));

    /// <summary>
    /// The effect on the DAG of a backup: the agent does not undo the steps of the DAG, and no operator stops the backup in OceanBase
    /// (B11).
    /// </summary>
    private static string OfBackup(DagOutlook outlook, DagOperation operation)
    {
        AgentDag dag = outlook.Dag;
        string still = outlook.Evidence.Backup switch
        {
            { IsOver: false } job => OperatorTexts.FormatBackupContinues(job.JobId, dag.TenantName),
            { } job => OperatorTexts.FormatBackupEnded(job.JobId, dag.TenantName, job.Status),
            null => OperatorTexts.FormatBackupMayContinue(dag.TenantName),
        };
        string? cancels = outlook.Evidence.Backup is { IsOver: true } ? null : OperatorTexts.FormatStopBackupCancels(CommandArgument.Of(dag.TenantName));
        return operation switch
        {
            DagOperation.Retry => Listing.Sentences(dag.Stage == BackupDag.StartStage ? OperatorTexts.RetryBackupStart : OperatorTexts.FormatRetryBackup(DagWords.Step(dag)), still),
            DagOperation.Rollback => Listing.Sentences(OperatorTexts.RollbackBackup, still, cancels),
            DagOperation.Cancel => Listing.Sentences(OperatorTexts.FormatCancelWatching(DagWords.Step(dag)), still, cancels),
            DagOperation.Pass => Passing(dag),
        };
    }

    private static string Passing(AgentDag dag)
    {
        // The nodes before the current stage have ended. The operator marks the other nodes as done.
        string[] left = [.. dag.Nodes.Skip(Math.Max(0, dag.Stage - 1)).Select(n => $"'{n.Name}'")];
        string steps = left.Length > 0 ? Listing.Of(left) : OperatorTexts.FormatAllStepsFrom(DagWords.Step(dag));
        return dag.TenantName.Length > 0
            ? OperatorTexts.FormatPassTenant(DagFaults.Name(dag), steps, dag.TenantName)
            : OperatorTexts.FormatPassWork(DagFaults.Name(dag), steps);
    }

    private static string JobWord(DagOutlook outlook) => outlook.Evidence.Knowledge switch
    {
        JobKnowledge.Found when !outlook.IsOwnJob => OperatorTexts.FormatJobOfOtherDag(outlook.Job!.JobId),
        JobKnowledge.Found when outlook.Job!.IsRunning => OperatorTexts.FormatJobRunning(outlook.Job.JobId, Progress(outlook.Job)),
        JobKnowledge.Found => OperatorTexts.FormatJobEnded(outlook.Job!.JobId, outlook.Job.Status),
        JobKnowledge.Unreachable => OperatorTexts.JobUnread,
        _ => OperatorTexts.JobNotShown,
    };

    /// <summary>OceanBase's word for the state, and the progress.</summary>
    private static string Progress(RestoreOverview job) => job.IsReplayingLogs
        ? Listing.Clauses(job.Status, OperatorTexts.ReplayingLogs, Amounts.OfPercent(job.RecoverProgress))
        : Listing.Clauses(job.Status, Amounts.OfPercent(job.RestoreProgress));
}
