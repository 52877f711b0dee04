using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>What happened when, on one clock.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Note">Which clock it is, and what it can be compared with.</param>
/// <param name="Length">From its beginning to its end.</param>
/// <param name="Rows">In order.</param>
internal sealed record Timeline(
    string Title,
    [property: JsonPropertyName("clock")] DisplayText Note,
    [property: JsonIgnore] TimeSpan Length,
    [property: JsonPropertyName("steps")] IReadOnlyList<TimelineRow> Rows);
