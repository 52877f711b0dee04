namespace Obshell.Client.Changes;

/// <summary>
/// What one read shows about a change whose answer was lost: the change was made, the change is not visible, or no read can show it.
/// </summary>
internal sealed class ChangeLookup<T>
    where T : AgentResult
{
    private ChangeLookup(T? result, string seen)
    {
        Result = result;
        Seen = seen;
    }

    /// <summary>The change, if it was carried out; otherwise null.</summary>
    public T? Result { get; }

    /// <summary>When the state that was read does not show the change: a sentence about this state.</summary>
    public string Seen { get; }

    /// <summary>
    /// Whether the agent is still working on the change. If so, the read is repeated until the time limit of the request.
    /// </summary>
    public bool IsBusy { get; private init; }

    /// <summary>True when no read can show the change.</summary>
    public bool IsBlind { get; private init; }

    public static ChangeLookup<T> Done(T result) => new(result, "");

    /// <summary>The change is not visible; the request may not have been processed yet.</summary>
    public static ChangeLookup<T> NotDone(string seen, bool isBusy = false) => new(null, seen) { IsBusy = isBusy };

    public static ChangeLookup<T> Unknown(string why) => new(null, why) { IsBlind = true };
}
