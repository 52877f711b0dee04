using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>One row of a timeline.</summary>
/// <param name="Label">What it is, for people: a phase, or a node of a DAG.</param>
/// <param name="Detail">The agent of a sub-task, or a state that is not the usual one; may be empty.</param>
/// <param name="Start">From the timeline's beginning; null for what never started.</param>
/// <param name="Length">How long; null when it never started.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="IsPart">A part of the row above.</param>
internal sealed record TimelineRow(
    [property: JsonIgnore] DisplayText Label,
    DisplayText Detail,
    [property: JsonPropertyName("from")] TimeSpan? Start,
    [property: JsonPropertyName("seconds")] TimeSpan? Length,
    BarKind Kind,
    bool IsPart = false)
{
    /// <summary>A phase of ours for programs; null for a node, whose name is the agent's.</summary>
    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>What it is, for programs.</summary>
    [JsonPropertyOrder(-1)]
    public string Name => Id ?? Label.ToString();
}
