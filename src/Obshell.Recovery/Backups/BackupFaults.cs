using Obshell.Client;

namespace Obshell.Recovery.Backups;

/// <summary>The errors for a tenant that cannot have a backup: the tenant is sys, or it does not exist.</summary>
public static class BackupFaults
{
    private const string Parameter = "TenantName";

    /// <summary>The error <c>SysHasNoBackup</c>.</summary>
    public static ObshellInputException Sys() =>
        new(new InputFault("SysHasNoBackup", Parameter, BackupTexts.SysHasNoBackup));

    /// <summary>The error <c>TenantNotFound</c>.</summary>
    /// <param name="name">The name as the user wrote it.</param>
    public static ObshellInputException NotFound(string name) =>
        new(new InputFault("TenantNotFound", Parameter, BackupTexts.FormatTenantNotFound(TextFault.Quote(name))));
}
