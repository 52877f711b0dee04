using Obshell.Client;

namespace Obshell.Recovery.Waiting;

/// <summary>The information about one DAG while it is watched.</summary>
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

    /// <summary>The DAG that the caller meant. The DAG with this id must be this one.</summary>
    public DagIdentity Meant { get; }

    public string Id => Meant.Id;

    /// <summary>The DAG was rolling back when the caller passed it in. The caller asked for the rollback, so a rollback is the good end.</summary>
    public bool ExpectsRollback { get; }

    /// <summary>When the caller passed the DAG in.</summary>
    public long Since { get; }

    /// <summary>How long the DAG may be watched from that moment; null for as long as the watch.</summary>
    public TimeSpan? Limit { get; }

    /// <summary>Whether OceanBase's job is read while the DAG runs, also when other DAGs are watched.</summary>
    public bool ReadsJob { get; init; }

    public AgentDag? Last { get; set; }

    /// <summary>
    /// The number of "no such task" answers in a row. One answer proves nothing: a short database fault gives the same answer (PROTOCOL
    /// 5.1).
    /// </summary>
    public int NotFoundInARow { get; set; }

    /// <summary>The DAG has ended and was read with details, but OceanBase's job could not be read yet. This is the timestamp since then.</summary>
    public long? UnconfirmedSince { get; set; }

    /// <summary>Whether it was reported that a step waits for an agent.</summary>
    public bool IsStallReported { get; set; }

    /// <summary>The number of resumed watches in a row that ended long before the agent's limit. A high number means that the cause is not the limit.</summary>
    public int ShortWatches { get; set; }

    /// <summary>Whether the DAG belongs to the cluster. The cluster's lists do not contain DAGs of other scopes.</summary>
    public bool IsOfCluster => Id.Length > 0 && Id[0] == '1';
}
