namespace Obshell.Client.Restores;

/// <summary>What the agent could report about a tenant's OceanBase restore job.</summary>
public enum JobKnowledge
{
    /// <summary>No agent was asked: the verdict does not depend on the job.</summary>
    NotAsked,

    /// <summary>Agents were asked, but no agent could report the job.</summary>
    Unreachable,

    /// <summary>The tenant does not exist.</summary>
    NoTenant,

    /// <summary>The tenant exists, but it has no restore job.</summary>
    NoJob,

    /// <summary>The job exists.</summary>
    Found,
}
