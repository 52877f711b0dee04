using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>Steps and their times, all from one clock.</summary>
/// <param name="Title">What the timeline shows.</param>
/// <param name="Note">Which clock the times are from, and with which other times they can be compared.</param>
/// <param name="Length">The time from the beginning of the timeline to its end.</param>
/// <param name="Rows">The rows in order.</param>
internal sealed record Timeline(
    string Title,
    [property: JsonPropertyName("clock")] DisplayText Note,
    [property: JsonIgnore] TimeSpan Length,
    [property: JsonPropertyName("steps")] IReadOnlyList<TimelineRow> Rows);
