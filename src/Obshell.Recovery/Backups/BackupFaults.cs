using Obshell.Client;

namespace Obshell.Recovery.Backups;

/// <summary>Why a tenant that the user named has no backup to read or to change.</summary>
public static class BackupFaults
{
    private const string Parameter = "TenantName";

    /// <summary><c>SysHasNoBackup</c>.</summary>
    public static ObshellInputException Sys() =>
        new(new InputFault("SysHasNoBackup", Parameter, BackupTexts.SysHasNoBackup));

    /// <summary><c>TenantNotFound</c>.</summary>
    /// <param name="name">The name as the user wrote it.</param>
    public static ObshellInputException NotFound(string name) =>
        new(new InputFault("TenantNotFound", Parameter, BackupTexts.FormatTenantNotFound(TextFault.Quote(name))));
}
