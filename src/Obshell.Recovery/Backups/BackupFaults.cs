using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.Backups;

/// <summary>The reasons why a tenant cannot have a backup: the tenant is sys, it does not exist, or a destination is not set.</summary>
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

    /// <summary>Says which destination is not set, and what to do.</summary>
    /// <returns>Null when both destinations are set, or when this is not known.</returns>
    public static (string Seen, string Advice)? MissingDestination(TenantBackup backup)
    {
        string tenant = CommandArgument.Of(backup.TenantName);
        (string? data, string? logs) = backup.Destinations is { } set ? (set.DataUri, set.ArchiveUri) : (backup.DataBackupUri, backup.ArchiveLogUri);
        return (data?.Length == 0, logs?.Length == 0) switch
        {
            (true, true) => (BackupTexts.DestinationsMissing, BackupTexts.FormatAdviceSetDestinations(tenant)),
            (true, false) => (BackupTexts.DataDestinationMissing, BackupTexts.FormatAdviceSetDataDestination(tenant)),
            (false, true) => (BackupTexts.LogDestinationMissing, BackupTexts.FormatAdviceSetLogDestination(tenant)),
            (false, false) => null,
        };
    }

    /// <summary>
    /// The present destination of logs, as an argument of a command. If it is not known, or if it needs keys that agents do not report, this
    /// is a placeholder.
    /// </summary>
    public static string LogPlace(TenantBackup backup) =>
        backup.ArchiveLogUri is { } place && place.StartsWith("file://", StringComparison.Ordinal) ? CommandArgument.Of(place) : "<uri>";
}
