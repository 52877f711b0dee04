using Obshell.Client;

namespace Obshell.Recovery.Waiting;

/// <summary>One watched DAG, with the data of its watch.</summary>
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

    /// <summary>The DAG that the caller meant. The DAG that the agent returns for this id must match it.</summary>
    public DagIdentity Meant { get; }

    public string Id => Meant.Id;

    /// <summary>Whether the caller asked for a rollback, so that a rollback is the expected end.</summary>
    public bool ExpectsRollback { get; }

    /// <summary>When the DAG was added to the watch.</summary>
    public long Since { get; }

    /// <summary>How long the DAG may be watched after <see cref="Since"/>; null for no separate limit.</summary>
    public TimeSpan? Limit { get; }

    /// <summary>Whether OceanBase's job is read for the progress, even when several DAGs are watched.</summary>
    public bool ReadsJob { get; init; }

    public AgentDag? Last { get; set; }

    /// <summary>
    /// The number of "no such task" answers in a row. One such answer proves nothing: the agent also sends it after a short database fault
    /// (PROTOCOL 5.1).
    /// </summary>
    public int NotFoundInARow { get; set; }

    /// <summary>When the end of the DAG was read. From then on the DAG waits for its verdict. Null while the DAG runs.</summary>
    public long? UnconfirmedSince { get; set; }

    /// <summary>Whether the observer got the event that a step waits for an agent.</summary>
    public bool IsStallReported { get; set; }

    /// <summary>
    /// How many times in a row the agent stopped watching long before its time limit. If this number is high, the time limit is not the
    /// cause.
    /// </summary>
    public int ShortWatches { get; set; }

    /// <summary>
    /// Whether the DAG belongs to the cluster and not to one agent. The list of cluster DAGs does not contain DAGs of agents.
    /// </summary>
    public bool IsOfCluster => Id.Length > 0 && Id[0] == '1';
}
