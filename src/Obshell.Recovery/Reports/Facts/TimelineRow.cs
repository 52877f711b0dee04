using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>One row of a timeline.</summary>
/// <param name="Label">The name of the row in the reader's language: a phase, or a node of a DAG.</param>
/// <param name="Detail">The agent of a sub-task, or a state other than success; may be empty.</param>
/// <param name="Start">The start, as a time since the start of the timeline; null for a step that never started.</param>
/// <param name="Length">The duration; null for a step that never started.</param>
/// <param name="Kind">How the bar is drawn.</param>
/// <param name="IsPart">Whether the row is a part of the row above.</param>
internal sealed record TimelineRow(
    [property: JsonIgnore] DisplayText Label,
    DisplayText Detail,
    [property: JsonPropertyName("from")] TimeSpan? Start,
    [property: JsonPropertyName("seconds")] TimeSpan? Length,
    BarKind Kind,
    bool IsPart = false)
{
    /// <summary>The name of a phase in JSON; null for a node of a DAG, whose name is from the agent.</summary>
    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>The name of the row in JSON.</summary>
    [JsonPropertyOrder(-1)]
    public string Name => Id ?? Label.ToString();
}
