namespace Obshell.Recovery.Backups;

/// <summary>The parts of a tenant's backup. Each part needs its own requests.</summary>
[Flags]
internal enum BackupParts
{
    None = 0,
    Destinations = 1,
    Archive = 2,
    Backups = 4,
    Progress = 8,
    Layout = 16,
}
