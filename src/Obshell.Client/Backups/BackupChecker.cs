using Obshell.Client.Display;
using Obshell.Client.Input;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Storage;

namespace Obshell.Client.Backups;

/// <summary>
/// Refuses dangerous values in a change of backups: the agent writes names, destinations and passwords into SQL without quotes (B4 to B6).
/// </summary>
internal static class BackupChecker
{
    /// <exception cref="ObshellInputException">The name is not safe in the agent's SQL.</exception>
    public static void CheckTenant(string tenant)
    {
        string? fault = tenant.Length == 0 ? TenantTexts.NameEmpty
            : TextRules.IsReservedTenantName(tenant) ? BackupTexts.FormatTenantReserved(TextFault.Quote(tenant))
            : TextRules.TenantName(tenant) is { } bad ? Listing.Sentences(bad, BackupTexts.TenantNameAdvice)
            : null;
        if (fault is not null)
        {
            throw new ObshellInputException(new InputFault("InvalidTenantName", "TenantName", fault));
        }
    }

    public static void Check(BackupRequest request)
    {
        if (request.Encryption is { } password && RestoreRequestChecker.Judge(password, TextRules.Decryption) is { } fault)
        {
            throw new ObshellInputException(new InputFault("InvalidEncryption", "Encryption", fault));
        }
    }

    public static void Check(BackupPlaces places)
    {
        var faults = new List<InputFault>();
        CheckUri(nameof(BackupPlaces.DataBackupUri), places.DataBackupUri, faults);
        CheckUri(nameof(BackupPlaces.ArchiveLogUri), places.ArchiveLogUri, faults);
        if (places is { DataBackupUri: { } data, ArchiveLogUri: { } logs } && faults.Count == 0 && StoragePlaces.Judge(data, logs) is { } odd)
        {
            faults.Add(new InputFault("InvalidStorageUri", nameof(BackupPlaces.ArchiveLogUri), odd) { Advice = BackupTexts.AdviceTwoPlaces });
        }

        if (faults.Count > 0)
        {
            throw new ObshellInputException(faults);
        }
    }

    private static void CheckUri(string parameter, StorageUri? uri, List<InputFault> faults)
    {
        if (uri is null)
        {
            return;
        }

        if (StorageText.Fault(uri) is { } fault)
        {
            Refuse(fault.Text, fault.Advice);
            return;
        }

        StorageQuery query = StorageQuery.Of(uri.Reveal());
        StorageScheme? scheme = query.KnownScheme;
        foreach (StorageFinding finding in StorageRules.Judge(uri).Where(f => f.Severity == StorageSeverity.Refused || scheme is null))
        {
            Refuse(finding.Text, finding.Advice);
        }

        if (query.HasMark && scheme == StorageScheme.File)
        {
            Refuse(BackupTexts.FileParameters, BackupTexts.AdviceFilePath);
        }
        else if (scheme is { AgentReads: false })
        {
            Refuse(BackupTexts.FormatSchemeUnread(scheme.Name), StorageTexts.AdviceScheme);
        }

        string[] dropped = [.. query.Parameters.Select(p => p.Name).Where(n => !IsKept(n)).Distinct()];
        if (dropped.Length > 0 && scheme is not null && scheme != StorageScheme.File)
        {
            faults.Add(new InputFault(
                "UriParameterDropped", parameter,
                BackupTexts.FormatParametersDropped(Listing.And(dropped.Select(TextFault.Quote)), parameter == nameof(BackupPlaces.DataBackupUri) ? "DATA_BACKUP_DEST" : "LOG_ARCHIVE_DEST")));
        }

        if (query.Place.Any(StorageText.IsUnsafe) || query.Parameters.Any(p => p.Value.Any(StorageText.IsUnsafe)))
        {
            Refuse(BackupTexts.Character, StorageTexts.AdviceSafePath);
        }

        void Refuse(string text, string advice) => faults.Add(new InputFault("InvalidStorageUri", parameter, text) { Advice = advice });
    }

    /// <summary>
    /// Whether the agent keeps this parameter of a URI. The agent builds the URI again and drops all other parameters without an error
    /// (B4).
    /// </summary>
    private static bool IsKept(string name) => StorageParameter.Of(name) is { AgentReads: true, OceanBaseReads: true };
}
