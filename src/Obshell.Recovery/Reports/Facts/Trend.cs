using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>A drill compared with earlier drills of its source.</summary>
/// <param name="Points">The drills, oldest first. The last drill is the drill of this report.</param>
/// <param name="LeftOut">The number of older drills that are not in the list.</param>
/// <param name="Sentence">The meaning of the trend in a sentence.</param>
/// <param name="IsWorse">Whether the drill was much slower or smaller than earlier drills.</param>
internal sealed record Trend(
    [property: JsonPropertyOrder(3)] IReadOnlyList<TrendBar> Points,
    [property: JsonIgnore] int LeftOut,
    [property: JsonPropertyOrder(2)] DisplayText Sentence,
    [property: JsonPropertyName("becameWorse"), JsonPropertyOrder(1)] bool IsWorse);

/// <summary>One drill of a trend.</summary>
/// <param name="StartedAt">When the drill began.</param>
/// <param name="Outcome">What the drill proved.</param>
/// <param name="RecoveryTime">The recovery time; null when the tenant did not come into service.</param>
/// <param name="Bytes">The size in bytes; null when unknown.</param>
internal sealed record TrendBar(DateTimeOffset StartedAt, Outcome Outcome, [property: JsonPropertyName("recoverySeconds")] TimeSpan? RecoveryTime, long? Bytes);
