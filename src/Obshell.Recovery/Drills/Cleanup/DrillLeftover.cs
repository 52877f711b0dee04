using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Drills.History;

namespace Obshell.Recovery;

/// <summary>
/// What a drill has left on a cluster, by its journal and by what the cluster shows now. Found by what drills wrote into the journal
/// before they started, never by a tenant's name.
/// </summary>
public sealed class DrillLeftover
{
    /// <summary>The drill.</summary>
    public string DrillId { get; init => field = value ?? ""; } = "";

    /// <summary>Whose backup it restored.</summary>
    public string SourceName { get; init => field = value ?? ""; } = "";

    /// <summary>The throw-away tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The DAG that made it.</summary>
    public string DagId { get; init => field = value ?? ""; } = "";

    /// <summary>Why it is there.</summary>
    public DrillLeftoverState State { get; init; }

    /// <summary>Whether it is the drill's own by everything that can be read: only then is it ever dropped.</summary>
    public bool IsOwn { get; init; }

    /// <summary>What is there, or why it is not the drill's own.</summary>
    public string Seen { get; init => field = value ?? ""; } = "";

    /// <summary>The tenant's status as the agent reports it; empty when there is no tenant (any more, or yet).</summary>
    public string TenantStatus { get; init => field = value ?? ""; } = "";

    /// <summary>State and operator of the DAG, e.g. <c>RUNNING/RUN</c>.</summary>
    public string DagState { get; init => field = value ?? ""; } = "";

    /// <summary>When the drill began (UTC).</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The cluster.</summary>
    public string ClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The journal.</summary>
    public string JournalPath { get; init => field = value ?? ""; } = "";

    /// <summary>The line of that file with which the drill began.</summary>
    public int JournalLine { get; init; }

    internal ObConnection? Connection { get; init; }

    internal DrillJournal? Journal { get; init; }

    internal DrillEntry? Entry { get; init; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(TenantName);
}
