using System.Text.Json.Serialization;
using Obshell.Recovery.Drills.Planning;

namespace Obshell.Recovery.Drills.History;

/// <summary>One line of a drill journal: one step of one drill. It holds no secret.</summary>
internal sealed class DrillLine
{
    /// <summary>This line is written before the restore is requested.</summary>
    public const string Begun = "begun";

    /// <summary>The drill knows its DAG.</summary>
    public const string Started = "started";

    /// <summary>Ctrl+C stopped the drill, or its pipeline ended before the drill did.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>The drill ended.</summary>
    public const string Ended = "result";

    /// <summary>The leftover of the drill was removed later.</summary>
    public const string Removed = "removed";

    public string? Kind { get; set; }

    /// <summary>The id of the drill.</summary>
    public string? Drill { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>The id of the drill's run.</summary>
    public string? Run { get; set; }

    public string? Machine { get; set; }

    public int? Process { get; set; }

    public DateTimeOffset? ProcessStarted { get; set; }

    public string? Cluster { get; set; }

    public long? ClusterId { get; set; }

    public string? Source { get; set; }

    public string? DataBackupUri { get; set; }

    public string? ArchiveLogUri { get; set; }

    public string? RequestedPoint { get; set; }

    public string? Tenant { get; set; }

    /// <summary>The pattern of the tenant's name: see <see cref="DrillName"/>.</summary>
    public string? Pattern { get; set; }

    public DateTimeOffset? NamedAt { get; set; }

    /// <summary>The agent's clock when the drill began.</summary>
    public DateTimeOffset? AgentAt { get; set; }

    /// <summary>The highest number of a DAG before the restore was requested. The number of the drill's own DAG is higher.</summary>
    public long? NewestDagBefore { get; set; }

    public string? Dag { get; set; }

    public string? Reason { get; set; }

    /// <summary>
    /// The result with all members that are not marked to be ignored. Its verdicts are required: an edited line without them would look like a good drill.
    /// </summary>
    public RestoreDrillResult? Result { get; set; }

    /// <summary>The drill is not part of the history (<c>-NoHistory</c>): the line only shows what the drill may have left.</summary>
    public bool? IsUnlisted { get; set; }

    /// <summary>The line's number in its file.</summary>
    [JsonIgnore]
    public int Number { get; set; }
}
