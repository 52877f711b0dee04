using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Drills.History;

namespace Obshell.Recovery;

/// <summary>
/// What a drill has left on a cluster, according to its journal and to what the cluster shows now. A leftover is found by the line that the
/// drill wrote into the journal before it started, never by a tenant's name.
/// </summary>
public sealed class DrillLeftover
{
    /// <summary>The drill.</summary>
    public string DrillId { get; init => field = value ?? ""; } = "";

    /// <summary>The source whose backup the drill restored.</summary>
    public string SourceName { get; init => field = value ?? ""; } = "";

    /// <summary>The throw-away tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The DAG that created the tenant.</summary>
    public string DagId { get; init => field = value ?? ""; } = "";

    /// <summary>Why the leftover is on the cluster.</summary>
    public DrillLeftoverState State { get; init; }

    /// <summary>Whether all data that can be read show that the leftover is the drill's own. Only then is it ever dropped.</summary>
    public bool IsOwn { get; init; }

    /// <summary>What is on the cluster, or why it is not the drill's own.</summary>
    public string Seen { get; init => field = value ?? ""; } = "";

    /// <summary>The tenant's status as the agent reports it; empty when the tenant does not exist (any more, or yet).</summary>
    public string TenantStatus { get; init => field = value ?? ""; } = "";

    /// <summary>State and operator of the DAG, e.g. <c>RUNNING/RUN</c>.</summary>
    public string DagState { get; init => field = value ?? ""; } = "";

    /// <summary>When the drill began (UTC).</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The cluster.</summary>
    public string ClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The journal.</summary>
    public string JournalPath { get; init => field = value ?? ""; } = "";

    /// <summary>The number of the journal's line with which the drill began.</summary>
    public int JournalLine { get; init; }

    internal ObConnection? Connection { get; init; }

    internal DrillJournal? Journal { get; init; }

    internal DrillEntry? Entry { get; init; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(TenantName);
}
