using System.Text.Json.Serialization;
using Obshell.Recovery.Drills.Planning;

namespace Obshell.Recovery.Drills.History;

/// <summary>One line of a drill journal: a step of one drill. Holds no secret.</summary>
internal sealed class DrillLine
{
    /// <summary>Written before the restore is asked for.</summary>
    public const string Begun = "begun";

    /// <summary>Its DAG is known.</summary>
    public const string Started = "started";

    /// <summary>Stopped by Ctrl+C, or by a pipeline that ended before.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>Ended.</summary>
    public const string Ended = "result";

    /// <summary>What it had left was removed later.</summary>
    public const string Removed = "removed";

    public string? Kind { get; set; }

    /// <summary>Which drill.</summary>
    public string? Drill { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Which run it was part of.</summary>
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

    /// <summary>How the tenant's name was made: see <see cref="DrillName"/>.</summary>
    public string? Pattern { get; set; }

    public DateTimeOffset? NamedAt { get; set; }

    /// <summary>The agent's clock when the drill began.</summary>
    public DateTimeOffset? AgentAt { get; set; }

    /// <summary>The highest number of a DAG before the restore was asked for: that of its own is higher.</summary>
    public long? NewestDagBefore { get; set; }

    public string? Dag { get; set; }

    public string? Reason { get; set; }

    /// <summary>With all that is not marked to be ignored. Its verdicts are required: an edited line without them would look like a good drill.</summary>
    public RestoreDrillResult? Result { get; set; }

    /// <summary>Not part of the history (<c>-NoHistory</c>): the line is only there for what the drill may have left.</summary>
    public bool? IsUnlisted { get; set; }

    /// <summary>Where in its file it was read.</summary>
    [JsonIgnore]
    public int Number { get; set; }
}
