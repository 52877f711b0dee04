using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Errors;
using Obshell.Client.Restores;
using Obshell.Recovery.Verdicts;
using ObshellPS.Errors;

namespace ObshellPS.Operators;

/// <summary>Describes what <c>DELETE tenant/{name}/restore</c> will do, according to the matrix in PROTOCOL 4.9.</summary>
internal static class CancelNotice
{
    /// <summary>
    /// The error for a cancel that would leave an incomplete tenant (trap 12). In this case the cmdlet cancels only with -Force. Null
    /// when the restore can be cancelled.
    /// </summary>
    public static RestoreFaultException? Refusal(string tenant, DagOutlook? newest)
    {
        if (newest?.Dag is not { IsRestore: true, Stage: >= RestoreDag.ActivateStage, State: not DagStates.Succeed } dag)
        {
            return null;
        }

        string id = CommandArgument.Of(dag.Id);
        string step = DagWords.Step(dag);
        return new RestoreFaultException(
            "RestoreBeyondCancel",
            Listing.Sentences(
                newest.JobFailed ? newest.JobFailure : null,
                newest.JobFailed ? OperatorTexts.FormatBeyondCancelJobFailed(tenant, dag.Id, step, dag.State) : OperatorTexts.FormatBeyondCancelRestored(tenant, dag.Id, step, dag.State),
                dag.IsFinished ? OperatorTexts.BeyondCancelRefused : OperatorTexts.BeyondCancelHalfMade),
            newest.JobFailed ? Listing.Sentences(newest.AdviceAfterFailedJob, OperatorTexts.AdviceForceSends)
            : dag.IsFinished ? OperatorTexts.FormatAdviceContinueOrDrop(id, CommandArgument.Of(tenant))
            : OperatorTexts.FormatAdviceWaitContinueOrDrop(id, CommandArgument.Of(tenant)),
            tenant, dag);
    }

    /// <summary>
    /// The error when no restore is running. It has the same id as the agent's error, and the cmdlet does not ask. Null when a restore is
    /// running or may be running.
    /// </summary>
    public static RestoreFaultException? NothingToCancel(string tenant, DagOutlook? newest, JobEvidence evidence)
    {
        if (evidence.Knowledge == JobKnowledge.Unreachable)
        {
            return null;
        }

        string name = CommandArgument.Of(tenant);
        if (newest?.Dag is { IsRestore: true, IsFinished: false, Operator: DagOperators.Rollback } rolling)
        {
            return Fault("Task.Dag.Operator.RollbackNotFailedDag", OperatorTexts.FormatRollingBackAlready(tenant, rolling.Id), OperatorTexts.FormatAdviceWait(CommandArgument.Of(rolling.Id)));
        }

        if (evidence.Job is { IsRunning: true })
        {
            return null;
        }

        return newest?.Dag switch
        {
            null => Fault(ErrorCodes.RestoreNotRecovering, OperatorTexts.FormatNothingRunning(tenant), OperatorTexts.FormatAdviceShowRestores(name)),
            { IsRestore: false } dag => Fault(
                ErrorCodes.RestoreTaskNotExist, OperatorTexts.FormatNewestIsNotRestore(tenant, dag.Name, dag.Id, dag.State), OperatorTexts.FormatAdviceShowTasks(name)),
            { State: DagStates.Succeed } dag => Fault(
                "Task.Dag.Operator.RollbackNotFailedDag", OperatorTexts.FormatRestoreEnded(tenant, dag.Id, State(dag)), OperatorTexts.FormatAdviceEndedRestore(CommandArgument.Of(dag.Id), name)),
            _ => null,
        };

        RestoreFaultException Fault(string id, string message, string next) => new(id, message, next, tenant, newest?.Dag);
    }

    /// <summary>
    /// The error after the agent has refused. The agent stops the DAG before it checks whether a rollback is possible (trap 12). So the
    /// restore may be stopped although the agent refused.
    /// </summary>
    /// <returns>Null when the refusal changed nothing.</returns>
    public static RestoreFaultException? TookEffect(string tenant, ObshellApiException refusal, AgentDag before, AgentDag? now) =>
        now is { State: DagStates.Failed, Operator: DagOperators.Cancel } && !(before.State == now.State && before.Operator == now.Operator)
            ? new RestoreFaultException(
                refusal.ErrorCode,
                Listing.Sentences(ErrorRecords.Text(refusal), OperatorTexts.FormatStoppedNotUndone(now.Id, State(now), DagWords.Step(now), tenant)),
                OperatorTexts.FormatAdviceContinueStopped(CommandArgument.Of(now.Id), CommandArgument.Of(tenant)),
                tenant, now)
            : null;

    /// <param name="tenant">The tenant's name.</param>
    /// <param name="newest">The tenant's newest DAG with its job; null when the tenant has no DAG.</param>
    /// <param name="evidence">The known facts about the tenant's job.</param>
    public static string For(string tenant, DagOutlook? newest, JobEvidence evidence)
    {
        RestoreOverview? running = evidence.Job is { IsRunning: true } job ? job : null;
        if (newest is null || newest.Dag.State == DagStates.Succeed)
        {
            return running is not null ? OperatorTexts.FormatCancelJobWithoutDag(running.JobId, tenant, running.Status)
                : newest is not null ? OperatorTexts.FormatCancelEndedTask(tenant, newest.Dag.Name, newest.Dag.Id, State(newest.Dag))
                : OperatorTexts.FormatCancelNoRestore(tenant);
        }

        AgentDag dag = newest.Dag;
        if (!dag.IsRestore)
        {
            return running is not null ? OperatorTexts.FormatCancelTaskAndJob(dag.Name, dag.Id, running.JobId) : OperatorTexts.FormatCancelOtherTask(tenant, dag.Name, dag.Id);
        }

        if (dag.Stage >= RestoreDag.ActivateStage)
        {
            return dag.IsFinished
                ? Listing.Sentences(OperatorTexts.FormatCancelTooLate(dag.Id, dag.State, DagWords.Step(dag)), newest.JobFailed ? newest.JobFailure : null)
                : OperatorTexts.FormatCancelHalfMade(dag.Id, DagWords.Step(dag), tenant);
        }

        if (dag.State == DagStates.Ready)
        {
            return dag.Operator == DagOperators.Rollback ? OperatorTexts.FormatCancelRollingBack(dag.Id) : OperatorTexts.FormatCancelReady(dag.Id);
        }

        return Listing.Sentences(dag.IsFinished ? OperatorTexts.FormatCancelFailed(dag.Id) : OperatorTexts.FormatCancelRunning(dag.Id), OperatorNotice.Undoing(newest));
    }

    private static string State(AgentDag dag) => dag.State + "/" + dag.Operator;
}
