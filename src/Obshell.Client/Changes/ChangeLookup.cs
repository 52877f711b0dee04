namespace Obshell.Client.Changes;

/// <summary>What one look shows of a change whose answer was lost: done, not done, or that it cannot be known.</summary>
internal sealed class ChangeLookup<T>
    where T : AgentResult
{
    private ChangeLookup(T? result, string seen)
    {
        Result = result;
        Seen = seen;
    }

    /// <summary>The change, where it was carried out; else null.</summary>
    public T? Result { get; }

    /// <summary>What was seen instead, a sentence.</summary>
    public string Seen { get; }

    /// <summary>The agent is visibly still busy with it: another look is worth its time, up to the request's own limit.</summary>
    public bool IsBusy { get; private init; }

    /// <summary>No look can ever show it.</summary>
    public bool IsBlind { get; private init; }

    public static ChangeLookup<T> Done(T result) => new(result, "");

    /// <summary>It does not show; the request may still be on its way.</summary>
    public static ChangeLookup<T> NotDone(string seen, bool isBusy = false) => new(null, seen) { IsBusy = isBusy };

    public static ChangeLookup<T> Unknown(string why) => new(null, why) { IsBlind = true };
}
