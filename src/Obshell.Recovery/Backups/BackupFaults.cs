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
    /// <param name="all">The tenants of the cluster. If only the case of the name is wrong, the error shows the right name.</param>
    public static ObshellInputException NotFound(string name, IEnumerable<TenantDetail> all) => new(new InputFault(
        "TenantNotFound", Parameter,
        all.FirstOrDefault(t => t.TenantName.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } other
            ? BackupTexts.FormatTenantNotFoundCase(TextFault.Quote(name), other.TenantName)
            : BackupTexts.FormatTenantNotFound(TextFault.Quote(name))));
}
