namespace Obshell.Recovery.Waiting;

/// <summary>The options of a wait.</summary>
public sealed class WaitOptions
{
    /// <summary>The time limit of the whole wait; null for no limit. It ends only the wait. The work on the cluster continues.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long the wait continues without a good answer from an agent. Each good answer starts this time again.</summary>
    internal TimeSpan FaultLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long to try to read OceanBase's job after a DAG has ended. If the job cannot be read in this time, the outcome is unconfirmed.
    /// </summary>
    internal TimeSpan ConfirmLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The first poll waits until the input pipeline ends, but at most this time, so that it reads all piped DAGs together.
    /// </summary>
    internal TimeSpan Gathering { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the overview of a running restore is read for the progress, at most every 5 seconds.</summary>
    public bool ReadProgress { get; init; }

    /// <summary>
    /// Whether the wait sends RETRY when the agent stops watching although nothing has failed
    /// (<see cref="DagVerdict.RestoreOutlivedAgentWait"/>, <see cref="DagVerdict.BackupOutlivedAgentWait"/>). A wait sends no other change.
    /// A RETRY in stage 3 does not roll back the restore (PROTOCOL 4.8).
    /// </summary>
    public bool ResumeOutlived { get; init; }

    /// <summary>
    /// The source of random numbers for the poll intervals. Tests set their own seed. .NET Framework makes a default seed from the clock,
    /// so waits that start at the same time would poll at the same times. The seed here is from a GUID.
    /// </summary>
    internal Random Random { get; init; } = new(Guid.NewGuid().GetHashCode());
}
