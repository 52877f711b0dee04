namespace Obshell.Recovery.Backups;

/// <summary>What is read of a tenant's backup, each by requests of its own.</summary>
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
