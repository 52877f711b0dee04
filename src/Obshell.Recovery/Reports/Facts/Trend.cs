using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>A drill compared with its earlier ones.</summary>
/// <param name="Points">Oldest first; the last one is the drill itself.</param>
/// <param name="LeftOut">How many older ones are not among them.</param>
/// <param name="Sentence">What it means.</param>
/// <param name="IsWorse">Became slower or smaller.</param>
internal sealed record Trend(
    [property: JsonPropertyOrder(3)] IReadOnlyList<TrendBar> Points,
    [property: JsonIgnore] int LeftOut,
    [property: JsonPropertyOrder(2)] DisplayText Sentence,
    [property: JsonPropertyName("becameWorse"), JsonPropertyOrder(1)] bool IsWorse);

/// <summary>One drill of a trend.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Outcome">What it proved.</param>
/// <param name="RecoveryTime">Null when it was not reached.</param>
/// <param name="Bytes">Null when unknown.</param>
internal sealed record TrendBar(DateTimeOffset StartedAt, Outcome Outcome, [property: JsonPropertyName("recoverySeconds")] TimeSpan? RecoveryTime, long? Bytes);
