using Obshell.Client.Display;
using Obshell.Client.Input;
using Obshell.Client.Secrets;
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
        if (request.Encryption is not { } password)
        {
            return;
        }

        char[] plain = SecretText.ToChars(password);
        string? fault = TextRules.Decryption(plain);
        PlainArray.Clear(plain);
        if (fault is not null)
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
            faults.Add(new InputFault("InvalidStorageUri", nameof(BackupPlaces.ArchiveLogUri), odd));
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

        if (uri.FindFault() is { } text)
        {
            faults.Add(new InputFault("InvalidStorageUri", parameter, text));
            return;
        }

        foreach (StorageFinding finding in StorageRules.Judge(uri).Where(f => f.Severity == StorageSeverity.Refused))
        {
            faults.Add(new InputFault("InvalidStorageUri", parameter, finding.Text));
        }

        StorageQuery query = StorageQuery.Of(uri.Reveal());
        if (query.HasMark && query.Scheme == StorageScheme.File.Name)
        {
            faults.Add(new InputFault("InvalidStorageUri", parameter, BackupTexts.FileParameters));
        }
        else if (StorageScheme.Of(query.Scheme) is { AgentReads: false } unread)
        {
            faults.Add(new InputFault("InvalidStorageUri", parameter, BackupTexts.FormatSchemeUnread(unread.Name)));
        }

        string[] dropped = [.. query.Parameters.Select(p => p.Name).Where(n => !IsKept(n)).Distinct()];
        if (dropped.Length > 0 && query.Scheme != StorageScheme.File.Name)
        {
            faults.Add(new InputFault(
                "UriParameterDropped", parameter,
                BackupTexts.FormatParametersDropped(Listing.And(dropped.Select(TextFault.Quote)), parameter == nameof(BackupPlaces.DataBackupUri) ? "DATA_BACKUP_DEST" : "LOG_ARCHIVE_DEST")));
        }

        if (query.Place.Any(StorageText.IsUnsafe) || query.Parameters.Any(p => p.Value.Any(StorageText.IsUnsafe)))
        {
            faults.Add(new InputFault("InvalidStorageUri", parameter, BackupTexts.Character));
        }
    }

    /// <summary>
    /// Whether the agent keeps this parameter of a URI. The agent builds the URI again and drops all other parameters without an error
    /// (B4).
    /// </summary>
    private static bool IsKept(string name) => StorageParameter.Of(name) is { AgentReads: true, OceanBaseReads: true };
}
