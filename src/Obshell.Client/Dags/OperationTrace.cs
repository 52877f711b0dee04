namespace Obshell.Client.Dags;

/// <summary>What a DAG shows of a change whose answer was lost.</summary>
internal static class OperationTrace
{
    /// <summary>Whether <paramref name="now"/> can only look like this because the change was carried out (or the same one of another user).</summary>
    /// <param name="before">As read before the change was sent.</param>
    /// <param name="now">As read after.</param>
    /// <param name="operation">The change.</param>
    public static bool Shows(AgentDag before, AgentDag now, DagOperation operation)
    {
        // A DAG that failed, went on and failed again has another end.
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
