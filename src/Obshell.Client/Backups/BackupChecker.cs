using Obshell.Client.Input;
using Obshell.Client.Secrets;
using Obshell.Client.Storage;

namespace Obshell.Client.Backups;

/// <summary>What must not reach an agent in a change of backups: it pastes names, places and passwords into SQL without quotes (B4 to B6).</summary>
internal static class BackupChecker
{
    /// <exception cref="ObshellInputException">The name cannot stand in the agent's SQL.</exception>
    public static void CheckTenant(string tenant)
    {
        string? fault = tenant.Length == 0 ? "The name of a tenant is empty."
            : TextRules.IsReservedTenantName(tenant) ? $"'{TextFault.Quote(tenant)}' belongs to the cluster itself."
            : TextRules.TenantName(tenant) is { } bad ? bad.Split('.')[0] + ". Back this tenant up with a SQL client."
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
        string? fault = plain.Length == 0 ? "It is empty." : TextRules.Decryption(plain);
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
            faults.Add(new InputFault("InvalidStorageUri", parameter, "Agents take no file:// URI with a '?'. Set it with SQL: ALTER SYSTEM SET DATA_BACKUP_DEST or LOG_ARCHIVE_DEST."));
        }
        else if (StorageScheme.Of(query.Scheme) is { AgentReads: false } unread)
        {
            faults.Add(new InputFault("InvalidStorageUri", parameter, $"Agents do not know {unread.Name}://. Set it with SQL: ALTER SYSTEM SET DATA_BACKUP_DEST or LOG_ARCHIVE_DEST."));
        }

        string[] dropped = [.. query.Parameters.Select(p => p.Name).Where(n => !IsKept(n)).Distinct()];
        if (dropped.Length > 0 && query.Scheme != StorageScheme.File.Name)
        {
            faults.Add(new InputFault(
                "UriParameterDropped", parameter,
                $"The agent would drop {string.Join(" and ", dropped.Select(TextFault.Quote))} without a word (B4). Set this place with SQL: ALTER SYSTEM SET {(parameter == nameof(BackupPlaces.DataBackupUri) ? "DATA_BACKUP_DEST" : "LOG_ARCHIVE_DEST")}."));
        }

        if (query.Place.Any(StorageText.IsUnfit) || query.Parameters.Any(p => p.Value.Any(StorageText.IsUnfit)))
        {
            faults.Add(new InputFault("InvalidStorageUri", parameter, "It has a character that the agent decodes, or that breaks its SQL: & % ' \" \\, a blank or a control character (B5). Choose a path, or make a key, without it."));
        }
    }

    /// <summary>What the agent keeps of a URI when it writes it anew; the rest is dropped without a word (B4).</summary>
    private static bool IsKept(string name) => StorageParameter.Of(name) is { AgentReads: true, OceanBaseReads: true };
}
