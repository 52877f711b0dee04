using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight;

/// <summary>A preflight's report, and the readings behind it.</summary>
internal sealed record PreflightLook(PreflightReport Report, ClusterReadings Cluster, BackupReadings Backup);
