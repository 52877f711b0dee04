namespace Obshell.Recovery.Reports.Facts;

/// <summary>How fast bytes were restored, over time.</summary>
/// <param name="Steps">Rates one after the other, without gaps.</param>
/// <param name="Length">To the last sample.</param>
/// <param name="Average">Bytes a second over all.</param>
/// <param name="Peak">The fastest step, in bytes a second.</param>
/// <param name="Stood">How long nothing moved while bytes were missing.</param>
internal sealed record Throughput(IReadOnlyList<ThroughputStep> Steps, TimeSpan Length, double Average, double Peak, TimeSpan Stood);
