using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight;

/// <summary>The report of a preflight, with the data from which it was made.</summary>
internal sealed record PreflightLook(PreflightReport Report, ClusterReadings Cluster, BackupReadings Backup);
