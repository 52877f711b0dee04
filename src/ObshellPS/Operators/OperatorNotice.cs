using Obshell.Client;
using Obshell.Client.Restores;
using Obshell.Recovery.Verdicts;
using ObshellPS.Errors;

namespace ObshellPS.Operators;

/// <summary>What an agent will really do when it is asked (PROTOCOL 4.8, 5.4): for the question before it, and for -WhatIf.</summary>
internal static class OperatorNotice
{
    public static string For(DagOutlook outlook, DagOperation operation)
    {
        AgentDag dag = outlook.Dag;
        return dag.IsBackup ? OfBackup(outlook, operation) : operation switch
        {
            DagOperation.Retry => dag.IsRestore ? RetryOfRestore(outlook) : $"Retry '{dag.Name}' at {Step(dag)}: the step's work is undone first where it had begun, then done again",
            DagOperation.Rollback => dag.IsRestore ? "Roll back: " + Undoing(outlook) : $"Undo '{dag.Name}' from {Step(dag)} down to its first step",
            DagOperation.Cancel => dag.IsRestore ? CancelOfRestore(outlook) : $"Cancel '{dag.Name}' at {Step(dag)}; nothing is undone",
            _ => Passing(dag),
        };
    }

    /// <summary>Whether a tenant, or a running restore, may be lost.</summary>
    public static bool IsDestructive(AgentDag dag, DagOperation operation) => operation switch
    {
        // A retry of stage 2 begins with the same rollback (trap 11). Of other DAGs' steps it is not known.
        _ when dag.IsBackup => false,
        DagOperation.Retry => dag is { IsRestore: true, Stage: RestoreDag.StartStage },
        DagOperation.Cancel => false,
        _ => true,
    };

    /// <summary>What undoing stage 2 does to OceanBase: it cancels the job, or drops the tenant when there is none to cancel (trap 10).</summary>
    public static string Undoing(DagOutlook outlook)
    {
        AgentDag dag = outlook.Dag;
        string tenant = $"tenant '{dag.TenantName}'";
        if (dag.Stage < RestoreDag.StartStage)
        {
            return $"nothing has been made for {tenant} yet, so nothing is undone";
        }

        return outlook.Evidence.Knowledge switch
        {
            JobKnowledge.Found when outlook.Job!.IsRunning =>
                $"OceanBase's restore job {outlook.Job.JobId} of {tenant} IS STILL RUNNING ({outlook.Job.Status}{Progress(outlook.Job)}) and is cancelled; what it has restored is lost"
                + Foreign(outlook),
            JobKnowledge.Found when outlook.Job!.IsSuccess =>
                $"OceanBase has FINISHED restoring {tenant} (job {outlook.Job.JobId}, {outlook.Job.Status}): THE RESTORED TENANT IS DROPPED (DROP TENANT {dag.TenantName} FORCE)"
                + Foreign(outlook),
            JobKnowledge.Found =>
                $"OceanBase's restore job {outlook.Job!.JobId} has failed; what is left of {tenant} is dropped (DROP TENANT {dag.TenantName} FORCE)"
                + Foreign(outlook),
            JobKnowledge.NoTenant when outlook.JobFailed => $"{outlook.JobFailure}. There is no {tenant} any more; its resource pools are dropped",
            JobKnowledge.NoTenant => $"there is no {tenant} at present; a job of it that OceanBase has begun is cancelled, and its resource pools are dropped",
            JobKnowledge.NoJob => $"{tenant} EXISTS BUT NO RESTORE MADE IT: IT IS DROPPED all the same (DROP TENANT {dag.TenantName} FORCE)",
            _ => $"OceanBase's job could not be read: a running restore is cancelled, and if there is none, A TENANT '{dag.TenantName}' IS DROPPED, whoever made it",
        };
    }

    private static string RetryOfRestore(DagOutlook outlook)
    {
        AgentDag dag = outlook.Dag;
        return dag.Stage switch
        {
            < RestoreDag.StartStage => $"Retry: the agent checks again whether tenant '{dag.TenantName}' can be restored, and goes on",
            RestoreDag.StartStage => $"Retry of stage 2 begins by undoing it: {Undoing(outlook)}. Then the restore starts over",
            RestoreDag.WaitStage => $"Retry: the agent watches the restore of tenant '{dag.TenantName}' for another 3600 s; nothing is undone. {JobWord(outlook)}",
            _ when outlook.JobFailed => $"Retry: the agent repeats '{dag.StageName}' (stage {dag.Stage} of {dag.MaxStage}), WHICH CANNOT SUCCEED: {outlook.JobFailure}. {outlook.WayOnAfterFailedJob} Nothing is undone",
            _ => $"Retry: the agent repeats '{dag.StageName}' (stage {dag.Stage} of {dag.MaxStage}) of tenant '{dag.TenantName}'; nothing is undone",
        };
    }

    private static string CancelOfRestore(DagOutlook outlook) =>
        $"Cancel: only the agent's watching ends, at {Step(outlook.Dag)}. {JobWord(outlook)} The tenant '{outlook.Dag.TenantName}' may yet appear, and nothing is undone";

    /// <summary>The undo methods of its steps are never called, and nothing of it stops OceanBase (B11).</summary>
    private static string OfBackup(DagOutlook outlook, DagOperation operation)
    {
        AgentDag dag = outlook.Dag;
        string still = outlook.Evidence.Backup switch
        {
            { IsOver: false } job => $"Backup {job.JobId} of tenant '{dag.TenantName}' IS RUNNING AND GOES ON",
            { } job => $"Backup {job.JobId} of tenant '{dag.TenantName}' has ended ({job.Status})",
            null => $"A backup of tenant '{dag.TenantName}' that has begun goes on",
        };
        return operation switch
        {
            DagOperation.Retry when dag.Stage == BackupDag.StartStage => $"Retry of stage 3 sends the BACKUP statement again. {still}",
            DagOperation.Retry => $"Retry: the agent goes on at {Step(dag)}. {still}",
            DagOperation.Rollback => $"Roll back: the agent undoes nothing of a backup. {still}; Stop-ObTenantBackup cancels it",
            DagOperation.Cancel => $"Cancel: only the agent's watching ends, at {Step(dag)}. {still}; Stop-ObTenantBackup cancels it",
            DagOperation.Pass => Passing(dag),
        };
    }

    private static string Passing(AgentDag dag)
    {
        // The nodes before have been done.
        string[] left = [.. dag.Nodes.Skip(Math.Max(0, dag.Stage - 1)).Select(n => $"'{n.Name}'")];
        string steps = left.Length > 0 ? string.Join(", ", left) : "all steps from " + Step(dag) + " on";
        return $"Pass: NOTHING IS EXECUTED. The agent marks {steps} of {DagFaults.Name(dag)} as done and says SUCCEED, whatever state "
            + (dag.TenantName.Length > 0 ? $"the tenant '{dag.TenantName}' is in" : "its work is in");
    }

    private static string JobWord(DagOutlook outlook) => outlook.Evidence.Knowledge switch
    {
        JobKnowledge.Found when !outlook.IsOwnJob => $"The tenant's latest restore job, {outlook.Job!.JobId}, is not of this DAG.",
        JobKnowledge.Found when outlook.Job!.IsRunning => $"OceanBase's restore job {outlook.Job.JobId} is still running ({outlook.Job.Status}{Progress(outlook.Job)}) and goes on.",
        JobKnowledge.Found => $"OceanBase's restore job {outlook.Job!.JobId} has ended: {outlook.Job.Status}.",
        JobKnowledge.Unreachable => "OceanBase's job could not be read.",
        _ => "OceanBase shows no restore job of it; one that has begun goes on.",
    };

    private static string Foreign(DagOutlook outlook) =>
        outlook.IsOwnJob ? "" : ". ATTENTION: that job is not this DAG's; somebody else restores or has restored this tenant";

    private static string Progress(RestoreOverview job) =>
        job.IsReplayingLogs ? ", replaying logs" + DagWords.Replayed(job) : job.RestoreProgress.Length > 0 ? ", " + job.RestoreProgress : "";

    private static string Step(AgentDag dag) => $"stage {dag.Stage} of {dag.MaxStage}{(dag.StageName.Length > 0 ? $" ({dag.StageName})" : "")}";
}
