using Obshell.Client;

namespace Obshell.Recovery.Waiting;

/// <summary>What is known of one DAG while it is watched.</summary>
internal sealed class WatchedDag
{
    /// <param name="meant">See <see cref="Meant"/>.</param>
    /// <param name="expectsRollback">See <see cref="ExpectsRollback"/>.</param>
    /// <param name="since">See <see cref="Since"/>.</param>
    /// <param name="limit">See <see cref="Limit"/>.</param>
    public WatchedDag(DagIdentity meant, bool expectsRollback, long since, TimeSpan? limit)
    {
        Meant = meant;
        ExpectsRollback = expectsRollback;
        Since = since;
        Limit = limit;
    }

    /// <summary>What is under the id must be this one.</summary>
    public DagIdentity Meant { get; }

    public string Id => Meant.Id;

    /// <summary>It was being undone when it was handed in: its owner asked for that, so it is the good end.</summary>
    public bool ExpectsRollback { get; }

    /// <summary>When it was handed in.</summary>
    public long Since { get; }

    /// <summary>How long it may be watched from then on; null for as long as the watch.</summary>
    public TimeSpan? Limit { get; }

    /// <summary>OceanBase's job is read for it while it runs, also when other DAGs are watched.</summary>
    public bool ReadsJob { get; init; }

    public AgentDag? Last { get; set; }

    /// <summary>Answers "no such task" in a row. One is no proof: a database hiccup gives the same (PROTOCOL 5.1).</summary>
    public int NotFoundInARow { get; set; }

    /// <summary>Ended, with details, but OceanBase's job could not be read yet; since this timestamp.</summary>
    public long? UnconfirmedSince { get; set; }

    /// <summary>That a step waits for an agent was reported.</summary>
    public bool IsStallReported { get; set; }

    /// <summary>Resumed watches in a row that ended long before the agent's limit: then something else is wrong.</summary>
    public int ShortWatches { get; set; }

    /// <summary>Ids of other scopes than the cluster's are not in its lists.</summary>
    public bool IsOfCluster => Id.Length > 0 && Id[0] == '1';
}
