using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>One row of a timeline.</summary>
/// <param name="Label">The name of the row for people: a phase, or a node of a DAG.</param>
/// <param name="Detail">The agent of a sub-task, or a state that is not the usual one; may be empty.</param>
/// <param name="Start">The start, counted from the timeline's beginning; null for a step that never started.</param>
/// <param name="Length">The duration; null for a step that never started.</param>
/// <param name="Kind">How the bar is drawn.</param>
/// <param name="IsPart">The row is a part of the row above.</param>
internal sealed record TimelineRow(
    [property: JsonIgnore] DisplayText Label,
    DisplayText Detail,
    [property: JsonPropertyName("from")] TimeSpan? Start,
    [property: JsonPropertyName("seconds")] TimeSpan? Length,
    BarKind Kind,
    bool IsPart = false)
{
    /// <summary>The name of this module's phase, for programs; null for a node, whose name is from the agent.</summary>
    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>The name of the row for programs.</summary>
    [JsonPropertyOrder(-1)]
    public string Name => Id ?? Label.ToString();
}
