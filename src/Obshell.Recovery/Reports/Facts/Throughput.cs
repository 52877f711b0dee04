using System.Text.Json.Serialization;
namespace Obshell.Recovery.Reports.Facts;

/// <summary>How fast bytes were restored, over time.</summary>
/// <param name="Steps">Rates one after the other, without gaps.</param>
/// <param name="Length">To the last sample.</param>
/// <param name="Average">Bytes a second over all.</param>
/// <param name="Peak">The fastest step, in bytes a second.</param>
/// <param name="Stood">How long nothing moved while data was missing.</param>
internal sealed record Throughput(
    [property: JsonPropertyOrder(1)] IReadOnlyList<ThroughputStep> Steps,
    [property: JsonIgnore] TimeSpan Length,
    [property: JsonPropertyName("averageBytesPerSecond")] double Average,
    [property: JsonPropertyName("peakBytesPerSecond")] double Peak,
    [property: JsonPropertyName("secondsWithoutProgress")] TimeSpan Stood);

/// <summary>The rate between two looks.</summary>
/// <param name="From">Since the restore's start.</param>
/// <param name="To">Since the restore's start.</param>
/// <param name="BytesPerSecond">Between the two.</param>
internal sealed record ThroughputStep(TimeSpan From, TimeSpan To, double BytesPerSecond);
