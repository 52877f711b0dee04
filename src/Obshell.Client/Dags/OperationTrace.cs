namespace Obshell.Client.Dags;

/// <summary>Checks whether a DAG shows a change whose answer was lost.</summary>
internal static class OperationTrace
{
    /// <summary>Whether <paramref name="now"/> shows that the change was made, by this client or by another user.</summary>
    /// <param name="before">The DAG as it was read before the change was sent.</param>
    /// <param name="now">The DAG as it was read after the change.</param>
    /// <param name="operation">The change.</param>
    public static bool Shows(AgentDag before, AgentDag now, DagOperation operation)
    {
        // If the DAG continued and failed again, its end time differs from the end time before the change.
        bool moved = !now.IsFinished || now.State != before.State || now.Stage != before.Stage || now.EndTime != before.EndTime;
        return operation switch
        {
            DagOperation.Retry => now.Operator == DagOperators.Run && moved,
            DagOperation.Rollback => now.Operator == DagOperators.Rollback && (before.Operator != DagOperators.Rollback || moved),
            DagOperation.Cancel => now.Operator == DagOperators.Cancel,
            _ => now.Operator == DagOperators.Pass,
        };
    }
}
