namespace Obshell.Client.Verdicts;

/// <summary>What an item of a report comes to, the best first.</summary>
internal enum Outcome
{
    /// <summary>Proven.</summary>
    Good,

    /// <summary>Proven, but slower or older than was demanded.</summary>
    Missed,

    /// <summary>Nothing was proven: skipped, stopped, not verified, still at work.</summary>
    Unproven,

    /// <summary>It failed.</summary>
    Bad,
}
