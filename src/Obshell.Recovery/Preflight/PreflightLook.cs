using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight;

/// <summary>A preflight's report, and the readings that it was made from.</summary>
internal sealed record PreflightLook(PreflightReport Report, ClusterReadings Cluster, BackupReadings Backup);
