namespace Obshell.Client.Restores;

/// <summary>The word of the overview about a tenant's restore job, or why there is none.</summary>
internal readonly record struct JobEvidence(JobKnowledge Knowledge, RestoreOverview? Job = null)
{
    public static JobEvidence NotAsked => new(JobKnowledge.NotAsked);

    public static JobEvidence Unreachable => new(JobKnowledge.Unreachable);
}
