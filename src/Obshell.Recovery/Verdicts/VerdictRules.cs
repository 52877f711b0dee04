using Obshell.Client;
using Obshell.Client.Errors;
using Obshell.Client.Restores;

namespace Obshell.Recovery.Verdicts;

/// <summary>
/// Decides what the end of a DAG means (promise 4, PROTOCOL 4.8 and 5.4). This is a pure function. Its input is the DAG with details, and
/// the information about OceanBase's job.
/// </summary>
internal static class VerdictRules
{
    /// <summary>Whether OceanBase's job is needed for the verdict or for its text.</summary>
    public static bool NeedsJob(AgentDag dag) => dag.IsBackup
        ? dag.IsFinished && !(dag.State == DagStates.Failed && dag.Stage < BackupDag.WaitStage && dag.Operator is DagOperators.Run or DagOperators.Retry)
        : dag.IsRestore && dag.IsFinished && dag.Operator is DagOperators.Run or DagOperators.Retry or DagOperators.Cancel
        && !WasPassed(dag) && !(dag.State == DagStates.Failed && dag.Stage < RestoreDag.StartStage);

    /// <summary>
    /// Whether there is no certain verdict without OceanBase's job. If the job could not be read, it should be read again.
    /// </summary>
    public static bool HingesOnJob(AgentDag dag) => dag.IsBackup
        ? NeedsJob(dag)
        : NeedsJob(dag) && dag.Operator != DagOperators.Cancel && !(dag.State == DagStates.Failed && dag.Stage == RestoreDag.StartStage);

    /// <summary>
    /// Whether the job of an ended backup DAG should be read again. The row of the job may appear late (trap B10), and the backup may end
    /// after its DAG. If the DAG was stopped or failed, the module does not wait for a backup that is still running.
    /// </summary>
    public static bool MayStillBeKnown(AgentDag dag, JobEvidence evidence, bool isLate) =>
        dag.IsBackup && NeedsJob(dag)
        && (evidence.Backup is null ? !isLate : !evidence.Backup.IsOver && dag.State == DagStates.Succeed && dag.Operator is DagOperators.Run or DagOperators.Retry);

    public static DagVerdict Judge(AgentDag dag, JobEvidence evidence)
    {
        if (!dag.IsFinished)
        {
            return DagVerdict.None;
        }

        if (dag.IsBackup && NeedsJob(dag))
        {
            return JudgeBackup(dag, evidence.Backup);
        }

        if (dag.State == DagStates.Failed)
        {
            return dag.Operator switch
            {
                DagOperators.Cancel => DagVerdict.DagCancelled,
                DagOperators.Rollback => DagVerdict.DagRollbackFailed,
                _ => dag.IsRestore ? JudgeFailedRestore(dag, evidence) : DagVerdict.DagFailed,
            };
        }

        if (dag.Operator == DagOperators.Rollback)
        {
            return DagVerdict.DagRolledBack;
        }

        if (WasPassed(dag))
        {
            return DagVerdict.DagPassed;
        }

        if (!dag.IsRestore)
        {
            return dag.Operator is DagOperators.Run or DagOperators.Retry ? DagVerdict.Succeeded : DagVerdict.DagPassed;
        }

        if (dag.Operator is not (DagOperators.Run or DagOperators.Retry) || OwnJob(dag, evidence) is not { } job)
        {
            return DagVerdict.RestoreUnconfirmed;
        }

        // A DAG succeeds only after its job has ended. So a job that is still running cannot be explained.
        return job.IsSuccess ? DagVerdict.Restored
            : job.IsRunning ? DagVerdict.RestoreUnconfirmed
            : DagVerdict.RestoreJobFailed;
    }

    /// <summary>
    /// The DAG's verdict. If the DAG was not judged, this is the verdict that its state proves without OceanBase's job: FAILED is a
    /// failure, and SUCCEED proves nothing for a restore.
    /// </summary>
    public static DagVerdict Foreseen(AgentDag dag) =>
        dag is DagDetail { Verdict: not DagVerdict.None and var judged } ? judged
        : !HingesOnJob(dag) ? Judge(dag, JobEvidence.NotAsked)
        : dag.State == DagStates.Failed ? DagVerdict.DagFailed
        : DagVerdict.None;

    /// <summary>Judges a backup. OceanBase's job decides. The DAG may say SUCCEED for a failed backup (trap B9).</summary>
    private static DagVerdict JudgeBackup(AgentDag dag, BackupJob? job) =>
        job is { IsCompleted: true } ? DagVerdict.BackupCompleted
        : job is { IsCanceled: true } ? DagVerdict.BackupCancelled
        : job is { IsOver: true } ? DagVerdict.BackupFailed
        : job is not null && dag.State == DagStates.Failed && dag.Operator is DagOperators.Run or DagOperators.Retry ? DagVerdict.BackupOutlivedAgentWait
        : DagVerdict.BackupUnconfirmed;

    private static DagVerdict JudgeFailedRestore(AgentDag dag, JobEvidence evidence)
    {
        RestoreOverview? job = OwnJob(dag, evidence);

        // If the job is not known, a missing tenant shows that the job failed. If the job is known, a user may have dropped the tenant.
        bool isTenantGone = evidence.Knowledge == JobKnowledge.NoTenant;
        bool jobFailed = job is null ? isTenantGone : job is { IsRunning: false, IsSuccess: false };
        switch (dag.Stage)
        {
            case < RestoreDag.StartStage:
                return DagVerdict.DagFailed;

            case RestoreDag.StartStage:
                return RanIntoLimit(dag) ? DagVerdict.RestoreCreateTimeout : DagVerdict.DagFailed;

            // In this stage the agent only watches the job, so the job decides.
            case RestoreDag.WaitStage:
                return jobFailed ? DagVerdict.RestoreJobFailed
                    : job is { IsSuccess: true } && isTenantGone ? DagVerdict.DagFailed
                    : job is not null ? DagVerdict.RestoreOutlivedAgentWait
                    : DagVerdict.RestoreUnconfirmed;

            // Stage 3 succeeds even when the job failed. In this case the DAG fails in stage 4, the activation (trap 9).
            default:
                return jobFailed ? DagVerdict.RestoreJobFailed : DagVerdict.DagFailed;
        }
    }

    /// <summary>The job, if this DAG started it; otherwise null.</summary>
    private static RestoreOverview? OwnJob(AgentDag dag, JobEvidence evidence) =>
        evidence.Job is { } job && JobMatch.Holds(dag, job) ? job : null;

    private static bool WasPassed(AgentDag dag) =>
        dag.Operator == DagOperators.Pass || dag.Nodes.Any(n => n.Operator == DagOperators.Pass);

    private static bool RanIntoLimit(AgentDag dag) =>
        dag.Nodes.Length >= RestoreDag.StartStage
        && dag.Nodes[RestoreDag.StartStage - 1].SubTasks.SelectMany(t => t.TaskLogs)
            .LastOrDefault(l => l.StartsWith("ERROR:", StringComparison.Ordinal)) is { } last
        && last.Contains(ErrorCodes.AsyncOperationTimeout);
}
