using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>One row of a timeline.</summary>
/// <param name="Label">What it is: a phase, or a node of a DAG.</param>
/// <param name="Detail">The agent of a sub-task, or a state that is not the usual one; may be empty.</param>
/// <param name="Start">From the timeline's beginning; null for what never began.</param>
/// <param name="Length">How long; null when it never began.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="IsPart">A part of the row above.</param>
internal sealed record TimelineRow(
    [property: JsonPropertyName("name")] DisplayText Label,
    DisplayText Detail,
    [property: JsonPropertyName("from")] TimeSpan? Start,
    [property: JsonPropertyName("seconds")] TimeSpan? Length,
    BarKind Kind,
    bool IsPart = false);
