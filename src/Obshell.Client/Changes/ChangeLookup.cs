namespace Obshell.Client.Changes;

/// <summary>The result of one look for a change whose answer was lost: it was done, it was not done, or this cannot be known.</summary>
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

    /// <summary>A sentence about what was seen instead.</summary>
    public string Seen { get; }

    /// <summary>Whether the agent is still working on the change: then the look is repeated, up to the request's own limit.</summary>
    public bool IsBusy { get; private init; }

    /// <summary>Whether no look can ever show the change.</summary>
    public bool IsBlind { get; private init; }

    public static ChangeLookup<T> Done(T result) => new(result, "");

    /// <summary>The change is not visible; the request may not have been processed yet.</summary>
    public static ChangeLookup<T> NotDone(string seen, bool isBusy = false) => new(null, seen) { IsBusy = isBusy };

    public static ChangeLookup<T> Unknown(string why) => new(null, why) { IsBlind = true };
}
