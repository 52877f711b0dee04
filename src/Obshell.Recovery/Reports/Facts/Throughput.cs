using System.Text.Json.Serialization;
namespace Obshell.Recovery.Reports.Facts;

/// <summary>How fast bytes were restored, over time.</summary>
/// <param name="Steps">The rates one after the other, without gaps.</param>
/// <param name="Length">The time until the last sample.</param>
/// <param name="Average">Bytes per second over the whole time.</param>
/// <param name="Peak">The rate of the fastest step, in bytes per second.</param>
/// <param name="Stood">How long the number of bytes did not change while data was missing.</param>
internal sealed record Throughput(
    [property: JsonPropertyOrder(1)] IReadOnlyList<ThroughputStep> Steps,
    [property: JsonIgnore] TimeSpan Length,
    [property: JsonPropertyName("averageBytesPerSecond")] double Average,
    [property: JsonPropertyName("peakBytesPerSecond")] double Peak,
    [property: JsonPropertyName("secondsWithoutProgress")] TimeSpan Stood);

/// <summary>The rate between two looks.</summary>
/// <param name="From">The start, counted from the restore's start.</param>
/// <param name="To">The end, counted from the restore's start.</param>
/// <param name="BytesPerSecond">The rate between the two.</param>
internal sealed record ThroughputStep(TimeSpan From, TimeSpan To, double BytesPerSecond);
