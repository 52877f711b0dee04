using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Errors;
using Obshell.Client.Restores;
using ObshellPS.Errors;

namespace ObshellPS.Operators;

/// <summary>What <c>DELETE tenant/{name}/restore</c> will do, by the matrix of PROTOCOL 4.9.</summary>
internal static class CancelNotice
{
    /// <summary>What the agent would leave half-made (trap 12): refused unless forced. Null when it can be cancelled.</summary>
    public static RestoreFaultException? Refusal(string tenant, DagOutlook? newest) =>
        newest?.Dag is { IsRestore: true, Stage: >= RestoreDag.ActivateStage, State: not DagStates.Succeed } dag
            ? new RestoreFaultException(
                "RestoreBeyondCancel",
                $"The restore of tenant '{tenant}' (DAG {dag.Id}) is in stage {dag.Stage} of {dag.MaxStage} ({dag.StageName}, {dag.State}): "
                + (newest.JobFailed ? newest.JobFailure + ", and a DAG in this stage cannot be rolled back. "
                    : "the data is restored, and there is no way back from here. ")
                + (dag.IsFinished ? "The agent would refuse. Nothing was sent."
                    : "The agent would stop the DAG and then refuse to roll it back, which leaves the tenant half-made, in standby. Nothing was sent."),
                newest.JobFailed ? newest.WayOnAfterFailedJob + " -Force sends the request all the same."
                : dag.IsFinished
                    ? $"Resume-ObDag {CommandArgument.Of(dag.Id)} goes on where it stopped. If the tenant is not wanted, drop it with Remove-ObTenant {CommandArgument.Of(tenant)}. -Force sends the request all the same."
                    : $"Wait-ObDag {CommandArgument.Of(dag.Id)} waits for its end; should it fail, Resume-ObDag {CommandArgument.Of(dag.Id)} goes on. If the tenant is not wanted, drop it afterwards with Remove-ObTenant {CommandArgument.Of(tenant)}. -Force sends the request all the same.",
                tenant, dag)
            : null;

    /// <summary>Nothing is at work: the agent would refuse, with the same id, so nobody is asked. Null where there is something, or nothing certain is known.</summary>
    public static RestoreFaultException? NothingAtWork(string tenant, DagOutlook? newest, JobEvidence evidence)
    {
        if (evidence.Job is { IsRunning: true } || evidence.Knowledge == JobKnowledge.Unreachable)
        {
            return null;
        }

        return newest is null
            ? Fault(ErrorCodes.RestoreNotRecovering, $"No restore of tenant '{tenant}' is at work.", $"Get-ObTenantRestore {CommandArgument.Of(tenant)} shows its restores. A tenant that is not wanted is dropped with Remove-ObTenant.")
            : !newest.Dag.IsRestore
                ? Fault(ErrorCodes.RestoreTaskNotExist, $"The newest task of tenant '{tenant}' is '{newest.Dag.Name}' (DAG {newest.Dag.Id}, {newest.Dag.State}), which is not a restore, and no restore job of it is running.", $"Get-ObDag -TenantName {CommandArgument.Of(tenant)} shows its tasks.")
            : newest.Dag.State == DagStates.Succeed
                ? Fault("Task.Dag.Operator.RollbackNotFailedDag", $"The restore of tenant '{tenant}' (DAG {newest.Dag.Id}) has ended: {newest.Dag.State}/{newest.Dag.Operator}.", $"Wait-ObDag {CommandArgument.Of(newest.Dag.Id)} says what its end means. A tenant that is restored is dropped with Remove-ObTenant {CommandArgument.Of(tenant)}.")
            : null;

        RestoreFaultException Fault(string id, string message, string next) =>
            new(id, message + " There is nothing to cancel. Nothing was sent.", next, tenant, newest?.Dag);
    }

    /// <summary>
    /// The agent stops a DAG before it finds out that it cannot roll it back (trap 12): after its refusal the restore may stand still.
    /// </summary>
    /// <returns>Null when nothing came of it.</returns>
    public static RestoreFaultException? TookEffect(string tenant, ObshellApiException refusal, AgentDag before, AgentDag? now) =>
        now is { State: DagStates.Failed, Operator: DagOperators.Cancel } && !(before.State == now.State && before.Operator == now.Operator)
            ? new RestoreFaultException(
                refusal.ErrorCode,
                $"{ErrorRecords.Text(refusal)} The DAG was stopped all the same: DAG {now.Id} is {now.State}/{now.Operator} in stage {now.Stage} of {now.MaxStage} ({now.StageName}), and nothing was undone. The tenant '{tenant}' is half-made.",
                $"Resume-ObDag {CommandArgument.Of(now.Id)} goes on where it was stopped. If the tenant is not wanted, drop it with Remove-ObTenant {CommandArgument.Of(tenant)}.",
                tenant, now)
            : null;

    /// <param name="tenant">Its name.</param>
    /// <param name="newest">Its newest DAG with the job; null when there is no DAG.</param>
    /// <param name="evidence">What is known of the tenant's job.</param>
    public static string For(string tenant, DagOutlook? newest, JobEvidence evidence)
    {
        bool running = evidence.Job is { IsRunning: true };
        if (newest is null || newest.Dag.State == DagStates.Succeed)
        {
            return running
                ? $"OceanBase's restore job {evidence.Job!.JobId} of tenant '{tenant}' IS STILL RUNNING ({evidence.Job.Status}), no DAG of it is: it is cancelled by a new DAG, and its resource pools are dropped"
                : newest is not null ? $"The newest task of tenant '{tenant}', '{newest.Dag.Name}' (DAG {newest.Dag.Id}), has ended ({newest.Dag.State}/{newest.Dag.Operator}): there is nothing to cancel, and the agent refuses"
                : evidence.Knowledge == JobKnowledge.NoTenant ? $"There is no tenant '{tenant}' and no restore of it; the agent says so and does nothing"
                : $"No restore of tenant '{tenant}' is at work; the agent refuses";
        }

        AgentDag dag = newest.Dag;
        if (!dag.IsRestore)
        {
            return running
                ? $"'{dag.Name}' (DAG {dag.Id}) is cancelled and rolled back, and OceanBase's running restore job {evidence.Job!.JobId} with it"
                : $"The newest task of tenant '{tenant}' is '{dag.Name}' (DAG {dag.Id}), no restore; the agent refuses";
        }

        if (dag.Stage >= RestoreDag.ActivateStage)
        {
            return dag.IsFinished
                ? $"DAG {dag.Id} is {dag.State} in stage {dag.Stage} of {dag.MaxStage} ({dag.StageName}), which cannot be rolled back: the agent refuses{(newest.JobFailed ? ". " + newest.JobFailure : "")}"
                : $"DAG {dag.Id} is in stage {dag.Stage} of {dag.MaxStage} ({dag.StageName}): IT IS STOPPED AND NOT ROLLED BACK. The tenant '{tenant}' is left half-made, in standby";
        }

        if (dag.State == DagStates.Ready)
        {
            return dag.Operator == DagOperators.Rollback
                ? $"DAG {dag.Id} is being rolled back already; the agent refuses"
                : $"DAG {dag.Id} is READY: the agent refuses until it has begun it, which takes a second";
        }

        return (dag.IsFinished ? $"DAG {dag.Id} is rolled back: " : $"DAG {dag.Id} is cancelled and rolled back: ") + OperatorNotice.Undoing(newest);
    }
}
