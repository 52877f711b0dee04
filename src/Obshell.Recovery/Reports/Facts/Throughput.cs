using System.Text.Json.Serialization;
namespace Obshell.Recovery.Reports.Facts;

/// <summary>How fast bytes were restored, over time.</summary>
/// <param name="Steps">The rates in order of time, without gaps.</param>
/// <param name="Length">The time until the last sample.</param>
/// <param name="Average">Bytes per second over the whole time.</param>
/// <param name="Peak">The rate of the fastest step, in bytes per second.</param>
/// <param name="Stood">The time during which the number of bytes did not change, although data was still missing.</param>
internal sealed record Throughput(
    [property: JsonPropertyOrder(1)] IReadOnlyList<ThroughputStep> Steps,
    [property: JsonIgnore] TimeSpan Length,
    [property: JsonPropertyName("averageBytesPerSecond")] double Average,
    [property: JsonPropertyName("peakBytesPerSecond")] double Peak,
    [property: JsonPropertyName("secondsWithoutProgress")] TimeSpan Stood);

/// <summary>The rate between two samples.</summary>
/// <param name="From">The start, as a time since the start of the restore.</param>
/// <param name="To">The end, as a time since the start of the restore.</param>
/// <param name="BytesPerSecond">The rate in bytes per second.</param>
internal sealed record ThroughputStep(TimeSpan From, TimeSpan To, double BytesPerSecond);
