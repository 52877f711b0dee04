namespace Obshell.Recovery.Waiting;

/// <summary>How to wait.</summary>
public sealed class WaitOptions
{
    /// <summary>The limit of the whole wait; null for no limit. It ends the wait, never the work.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long the wait continues without a good answer. Each good answer starts this time again.</summary>
    internal TimeSpan FaultLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long to ask for OceanBase's job after a DAG has ended. After that time the outcome is unconfirmed.</summary>
    internal TimeSpan ConfirmLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the first look waits at most for the end of a pipeline. DAGs that come in together are then read together.</summary>
    internal TimeSpan Gathering { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the overview of a running restore is read for its progress, at most every 5 seconds.</summary>
    public bool ReadProgress { get; init; }

    /// <summary>
    /// Whether RETRY is sent when only the agent stopped watching (<see cref="DagVerdict.RestoreOutlivedAgentWait"/>), as often as
    /// needed. This is the only change that a wait may make. In stage 3 a RETRY rolls nothing back (PROTOCOL 4.8).
    /// </summary>
    public bool ResumeOutlived { get; init; }

    /// <summary>
    /// The source of jitter. Tests pass a seeded one. The default seed of .NET Framework comes from the clock, so waiters that begin at
    /// the same time would poll at the same times.
    /// </summary>
    internal Random Random { get; init; } = new(Guid.NewGuid().GetHashCode());
}
