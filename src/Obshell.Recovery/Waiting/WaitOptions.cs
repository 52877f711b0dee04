namespace Obshell.Recovery.Waiting;

/// <summary>The options of a wait.</summary>
public sealed class WaitOptions
{
    /// <summary>The time limit of the whole wait; null for no limit. It ends only the wait. The work on the cluster continues.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long the wait continues without a good answer from an agent. Each good answer starts this time again.</summary>
    internal TimeSpan FaultLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long to try to read OceanBase's job after a DAG has ended. Without the job, the outcome is then unconfirmed.</summary>
    internal TimeSpan ConfirmLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The maximum delay of the first poll, until the end of the input pipeline. All piped DAGs are then read together.</summary>
    internal TimeSpan Gathering { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the overview of a running restore is read for the progress, at most every 5 seconds.</summary>
    public bool ReadProgress { get; init; }

    /// <summary>
    /// Whether RETRY is sent each time the agent stops watching at its time limit (<see cref="DagVerdict.RestoreOutlivedAgentWait"/>). It
    /// is the only change that a wait may send. A RETRY in stage 3 does not roll back the restore (PROTOCOL 4.8).
    /// </summary>
    public bool ResumeOutlived { get; init; }

    /// <summary>
    /// The source of random numbers for the poll intervals. Tests set their own seed. The default seed is not from the clock, which .NET
    /// Framework uses: waits that start at the same time would poll at the same times.
    /// </summary>
    internal Random Random { get; init; } = new(Guid.NewGuid().GetHashCode());
}
