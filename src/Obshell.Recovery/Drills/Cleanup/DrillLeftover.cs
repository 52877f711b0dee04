using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Drills.History;

namespace Obshell.Recovery;

/// <summary>
/// What a drill has left on a cluster. Before its restore, a drill writes a line into the journal. The search compares this line with the
/// cluster. A tenant is never a leftover only because of its name.
/// </summary>
public sealed class DrillLeftover
{
    /// <summary>The id of the drill.</summary>
    public string DrillId { get; init => field = value ?? ""; } = "";

    /// <summary>The source whose backup the drill restored.</summary>
    public string SourceName { get; init => field = value ?? ""; } = "";

    /// <summary>The throw-away tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The DAG that created the tenant.</summary>
    public string DagId { get; init => field = value ?? ""; } = "";

    /// <summary>Why the leftover is on the cluster.</summary>
    public DrillLeftoverState State { get; init; }

    /// <summary>Whether it is proven that the drill created the leftover. Only a proven leftover is ever dropped.</summary>
    public bool IsOwn { get; init; }

    /// <summary>What is on the cluster, or why it is not proven that the drill created it.</summary>
    public string Seen { get; init => field = value ?? ""; } = "";

    /// <summary>The tenant's status as the agent reports it; empty when the tenant does not exist.</summary>
    public string TenantStatus { get; init => field = value ?? ""; } = "";

    /// <summary>State and operator of the DAG, e.g. <c>RUNNING/RUN</c>.</summary>
    public string DagState { get; init => field = value ?? ""; } = "";

    /// <summary>When the drill began (UTC).</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The name of the cluster.</summary>
    public string ClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The path of the journal.</summary>
    public string JournalPath { get; init => field = value ?? ""; } = "";

    /// <summary>The number of the line in the journal that the drill wrote at its start.</summary>
    public int JournalLine { get; init; }

    internal ObConnection? Connection { get; init; }

    internal DrillJournal? Journal { get; init; }

    internal DrillEntry? Entry { get; init; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(TenantName);
}
