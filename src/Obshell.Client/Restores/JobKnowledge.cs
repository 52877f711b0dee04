namespace Obshell.Client.Restores;

/// <summary>What the agent could tell of a tenant's OceanBase restore job.</summary>
public enum JobKnowledge
{
    /// <summary>Not asked: the verdict does not depend on it.</summary>
    NotAsked,

    /// <summary>Asked, but no agent could tell.</summary>
    Unreachable,

    /// <summary>There is no tenant of that name.</summary>
    NoTenant,

    /// <summary>The tenant exists, a restore job of it does not.</summary>
    NoJob,

    /// <summary>A job is there.</summary>
    Found,
}
