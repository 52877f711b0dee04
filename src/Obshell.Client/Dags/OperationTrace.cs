namespace Obshell.Client.Dags;

/// <summary>Whether a DAG shows a change whose answer was lost.</summary>
internal static class OperationTrace
{
    /// <summary>
    /// Whether the change was carried out: no other cause (except the same change by another user) explains <paramref name="now"/>.
    /// </summary>
    /// <param name="before">The DAG as it was read before the change was sent.</param>
    /// <param name="now">The DAG as it was read after the change.</param>
    /// <param name="operation">The change.</param>
    public static bool Shows(AgentDag before, AgentDag now, DagOperation operation)
    {
        // A DAG that failed, continued and failed again has another end.
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
