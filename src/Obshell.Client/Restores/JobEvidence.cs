namespace Obshell.Client.Restores;

/// <summary>What is known about a tenant's restore job, which the agent reports in the overview (PROTOCOL 4.10).</summary>
/// <param name="Knowledge">What the agent could report.</param>
/// <param name="Job">The restore job; null when it was not found.</param>
public readonly record struct JobEvidence(JobKnowledge Knowledge, RestoreOverview? Job = null)
{
    /// <summary>The backup job, when the DAG is a backup; null when it was not found.</summary>
    public BackupJob? Backup { get; init; }

    /// <summary>No agent was asked.</summary>
    public static JobEvidence NotAsked => new(JobKnowledge.NotAsked);

    /// <summary>No agent could report the job.</summary>
    public static JobEvidence Unreachable => new(JobKnowledge.Unreachable);
}
