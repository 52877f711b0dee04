namespace Obshell.Recovery.Reports.Facts;

/// <summary>The rate between two looks.</summary>
/// <param name="From">Since the restore's start.</param>
/// <param name="To">Since the restore's start.</param>
/// <param name="BytesPerSecond">Between the two.</param>
internal sealed record ThroughputStep(TimeSpan From, TimeSpan To, double BytesPerSecond);
