using System.Text.Json.Serialization;
using Obshell.Recovery.Drills.Planning;

namespace Obshell.Recovery.Drills.History;

/// <summary>One line of a drill journal: one step of one drill. It contains no secret.</summary>
internal sealed class DrillLine
{
    /// <summary>Kind of a line: the drill will now request the restore.</summary>
    public const string Begun = "begun";

    /// <summary>Kind of a line: the DAG of the restore is known.</summary>
    public const string Started = "started";

    /// <summary>Kind of a line: the drill was stopped by Ctrl+C, or by the end of its pipeline.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>Kind of a line: the drill ended.</summary>
    public const string Ended = "result";

    /// <summary>Kind of a line: the leftover of the drill was removed later.</summary>
    public const string Removed = "removed";

    public string? Kind { get; set; }

    /// <summary>The id of the drill.</summary>
    public string? Drill { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>The id of the command call that runs the drill.</summary>
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

    /// <summary>The pattern from which the tenant's name was made: see <see cref="DrillName"/>.</summary>
    public string? Pattern { get; set; }

    public DateTimeOffset? NamedAt { get; set; }

    /// <summary>The time of the agent's clock when the drill began.</summary>
    public DateTimeOffset? AgentAt { get; set; }

    /// <summary>The highest DAG id before the restore was requested. The DAG of the drill has a higher id.</summary>
    public long? NewestDagBefore { get; set; }

    public string? Dag { get; set; }

    public string? Reason { get; set; }

    /// <summary>
    /// The result. Members with <c>JsonIgnore</c> are not stored. Verdicts are required: a line from which a user removed the verdict is
    /// not valid.
    /// </summary>
    public RestoreDrillResult? Result { get; set; }

    /// <summary>The drill is not part of the history (<c>-NoHistory</c>). The line exists only to find leftovers.</summary>
    public bool? IsUnlisted { get; set; }

    /// <summary>The line's number in its file.</summary>
    [JsonIgnore]
    public int Number { get; set; }
}
