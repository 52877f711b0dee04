using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Verdicts;
using ObshellPS.Errors;

namespace ObshellPS.Operators;

/// <summary>
/// Finds requests that the agent always refuses (PROTOCOL 5.4). For these requests, the cmdlet writes an error and does not ask. The error
/// id is the same as the agent's, so a script needs to check only one id. For DAGs that are not restores, only the agent can decide.
/// </summary>
internal static class OperatorRules
{
    public static DagFaultException? Refusal(DagOutlook outlook, DagOperation operation)
    {
        AgentDag dag = outlook.Dag;
        string what = DagFaults.Name(dag);
        string state = dag.State + "/" + dag.Operator;
        string id = CommandArgument.Of(dag.Id);
        string tenant = CommandArgument.Of(dag.TenantName);
        bool failed = dag.State == DagStates.Failed;
        return operation switch
        {
            DagOperation.Retry when !failed => Fault(
                dag, "Task.Dag.Operator.RetryNotFailedDag", OperatorTexts.FormatRetryNeedsFailed(what, state),
                dag.IsFinished ? OperatorTexts.FormatAdviceNothingToContinue(id) : OperatorTexts.FormatAdviceRunning(id)),

            DagOperation.Rollback when !failed => Fault(
                dag, "Task.Dag.Operator.RollbackNotFailedDag", OperatorTexts.FormatRollbackNeedsFailed(what, state),
                dag is { IsRestore: true, State: DagStates.Succeed, Operator: not DagOperators.Rollback } ? OperatorTexts.FormatAdviceEndedRestore(id, tenant)
                : dag.IsFinished ? OperatorTexts.FormatAdviceEndMeaning(id)
                : dag.Operator == DagOperators.Rollback ? OperatorTexts.FormatAdviceRollingBack(id)
                : dag.IsRestore ? OperatorTexts.FormatAdviceStopRestore(tenant)
                : OperatorTexts.FormatAdviceStopFirst(id)),

            DagOperation.Rollback when dag is { IsRestore: true, Stage: >= RestoreDag.ActivateStage } => Fault(
                dag, "Task.Dag.Operator.RollbackNotAllowed", OperatorTexts.FormatRollbackTooLate(what, DagWords.Step(dag)),
                outlook.JobFailed ? Listing.Sentences(outlook.JobFailure, outlook.AdviceAfterFailedJob) : OperatorTexts.FormatAdviceRepeatOrRemove(id, dag.TenantName, tenant)),

            DagOperation.Pass when !failed => Fault(
                dag, "Task.Dag.Operator.PassNotFailedDag", OperatorTexts.FormatSkipNeedsFailed(what, state),
                dag.IsFinished ? OperatorTexts.FormatAdviceEndMeaning(id) : OperatorTexts.FormatAdviceRunning(id)),

            DagOperation.Cancel when dag.IsFinished => Fault(
                dag, "Task.Dag.Operator.CancelFinishedDag", OperatorTexts.FormatCancelNeedsRunning(what, state),
                failed && dag.IsRestore ? OperatorTexts.FormatAdviceUndoOrContinue(tenant, id) : OperatorTexts.FormatAdviceEndMeaning(id)),

            _ => null,
        };
    }

    private static DagFaultException Fault(AgentDag dag, string id, string message, string next) => new(id, Categories.Of(id), message, next, dag.Id, dag);
}
