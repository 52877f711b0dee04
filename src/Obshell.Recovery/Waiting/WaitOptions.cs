namespace Obshell.Recovery.Waiting;

/// <summary>How to wait.</summary>
public sealed class WaitOptions
{
    /// <summary>Limit of the whole wait; null for none. Ends the waiting, never the work.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long no good answer may come before the wait is given up. Starts again with each good answer.</summary>
    internal TimeSpan FaultLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long to ask for OceanBase's job after a DAG's end before the outcome counts as unconfirmed.</summary>
    internal TimeSpan ConfirmLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The first look waits at most so long for the end of a pipeline: what comes together is asked for together.</summary>
    internal TimeSpan Gathering { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Read the overview of a running restore for its progress, at most every 5 seconds.</summary>
    public bool ReadProgress { get; init; }

    /// <summary>
    /// Send RETRY where only the agent stopped watching (<see cref="DagVerdict.RestoreOutlivedAgentWait"/>), as often as it takes.
    /// The one change that a wait may make; in stage 3 a RETRY undoes nothing (PROTOCOL 4.8).
    /// </summary>
    public bool ResumeOutlived { get; init; }

    /// <summary>Jitter; tests give a seeded one. .NET Framework's own seed is a clock's: waiters that begin together would march in step.</summary>
    internal Random Random { get; init; } = new(Guid.NewGuid().GetHashCode());
}
