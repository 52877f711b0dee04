using Obshell.Client.Changes;

namespace Obshell.Client.Dags;

/// <summary>How a change that makes a DAG is looked for: by a DAG that is newer than all that were known before it.</summary>
internal static class NewDag
{
    /// <param name="newestBefore">The highest number before the change; null where agents did not say.</param>
    /// <param name="find">The DAG of this change among those above that number; null without one.</param>
    /// <param name="made">The result of the change that made it.</param>
    public static async Task<ChangeLookup<T>> LookAsync<T>(long? newestBefore, Func<long, Task<AgentDag?>> find, Func<AgentDag, T> made)
        where T : AgentResult =>
        newestBefore is not { } before ? ChangeLookup<T>.Unknown(ChangeTexts.OlderDagsUnknown)
        : await find(before).ConfigureAwait(false) is { } dag ? ChangeLookup<T>.Done(made(dag))
        : ChangeLookup<T>.NotDone(ChangeTexts.NoNewDag);
}
