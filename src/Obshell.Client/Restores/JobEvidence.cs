namespace Obshell.Client.Restores;

/// <summary>The overview's data about a tenant's restore job, or why there is none.</summary>
/// <param name="Knowledge">What the agent could report.</param>
/// <param name="Job">The job; null unless it was found.</param>
public readonly record struct JobEvidence(JobKnowledge Knowledge, RestoreOverview? Job = null)
{
    /// <summary>The backup job of a backup's DAG; null unless it was found.</summary>
    public BackupJob? Backup { get; init; }

    /// <summary>No agent was asked.</summary>
    public static JobEvidence NotAsked => new(JobKnowledge.NotAsked);

    /// <summary>No agent could report it.</summary>
    public static JobEvidence Unreachable => new(JobKnowledge.Unreachable);
}
