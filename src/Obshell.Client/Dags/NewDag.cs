using Obshell.Client.Changes;

namespace Obshell.Client.Dags;

/// <summary>Looks for the DAG of a change: its number is higher than the numbers of all DAGs before the change.</summary>
internal static class NewDag
{
    /// <param name="newestBefore">The highest number before the change; null when the agents did not report it.</param>
    /// <param name="find">Finds the DAG of this change among the DAGs with a higher number; null when there is none.</param>
    /// <param name="made">Makes the result of the change from its DAG.</param>
    public static async Task<ChangeLookup<T>> LookAsync<T>(long? newestBefore, Func<long, Task<AgentDag?>> find, Func<AgentDag, T> made)
        where T : AgentResult =>
        newestBefore is not { } before ? ChangeLookup<T>.Unknown(ChangeTexts.OlderDagsUnknown)
        : await find(before).ConfigureAwait(false) is { } dag ? ChangeLookup<T>.Done(made(dag))
        : ChangeLookup<T>.NotDone(ChangeTexts.NoNewDag);
}
