using Obshell.Client;
using Obshell.Client.Display;
using ObshellPS.Errors;

namespace ObshellPS.Operators;

/// <summary>
/// What an agent is certain to refuse (PROTOCOL 5.4), said before anybody is asked to confirm it. Same ids as the agent's, so
/// that scripts match one. Whether nodes of other DAGs than restores allow it, only the agent knows.
/// </summary>
internal static class OperatorRules
{
    public static DagFaultException? Refusal(DagOutlook outlook, DagOperation operation)
    {
        AgentDag dag = outlook.Dag;
        string what = DagFaults.Name(dag);
        string state = $"it is {dag.State}/{dag.Operator}";
        bool failed = dag.State == DagStates.Failed;
        switch (operation)
        {
            case DagOperation.Retry when !failed:
                return Fault(dag, "Task.Dag.Operator.RetryNotFailedDag", $"{what} cannot be retried: {state}, and only a FAILED DAG can.",
                    dag.IsFinished ? $"There is nothing to go on with. Wait-ObDag {CommandArgument.Of(dag.Id)} says what its end means." : $"It is at work: Wait-ObDag {CommandArgument.Of(dag.Id)} waits for its end.");

            case DagOperation.Rollback when !failed:
                return Fault(dag, "Task.Dag.Operator.RollbackNotFailedDag", $"{what} cannot be rolled back: {state}, and only a FAILED DAG can.",
                    dag.IsFinished ? $"Wait-ObDag {CommandArgument.Of(dag.Id)} says what its end means. A tenant that is restored is dropped with Remove-ObTenant."
                    : dag.Operator == DagOperators.Rollback ? $"It is being rolled back already: Wait-ObDag {CommandArgument.Of(dag.Id)}."
                    : dag.IsRestore ? $"Stop-ObTenantRestore {CommandArgument.Of(dag.TenantName)} cancels a restore that runs, and rolls it back."
                    : $"Stop-ObDag {CommandArgument.Of(dag.Id)} first, and Undo-ObDag {CommandArgument.Of(dag.Id)} when it has ended.");

            case DagOperation.Rollback when dag is { IsRestore: true, Stage: >= RestoreDag.ActivateStage }:
                return Fault(dag, "Task.Dag.Operator.RollbackNotAllowed", $"{what} cannot be rolled back: '{dag.StageName}' (stage {dag.Stage} of {dag.MaxStage}) has no way back.",
                    outlook.JobFailed ? $"{outlook.JobFailure}. {outlook.WayOnAfterFailedJob}"
                    : $"Resume-ObDag {CommandArgument.Of(dag.Id)} repeats that step. If the tenant '{dag.TenantName}' is not wanted, Remove-ObTenantRestore {CommandArgument.Of(dag.TenantName)} removes it and its resource pools.");

            case DagOperation.Pass when !failed:
                return Fault(dag, "Task.Dag.Operator.PassNotFailedDag", $"{what} cannot be passed over: {state}, and only a FAILED DAG can.",
                    $"Wait-ObDag {CommandArgument.Of(dag.Id)} says how it ends.");

            case DagOperation.Cancel when dag.IsFinished:
                return Fault(dag, "Task.Dag.Operator.CancelFinishedDag", $"{what} cannot be cancelled: it has ended ({dag.State}/{dag.Operator}).",
                    failed && dag.IsRestore ? $"Stop-ObTenantRestore {CommandArgument.Of(dag.TenantName)} undoes it; Resume-ObDag {CommandArgument.Of(dag.Id)} goes on with it." : $"Wait-ObDag {CommandArgument.Of(dag.Id)} says what its end means.");

            default:
                return null;
        }
    }

    private static DagFaultException Fault(AgentDag dag, string id, string message, string next) =>
        new(id, Categories.Of(id), message + " Nothing was sent.", next, dag.Id, dag);
}
