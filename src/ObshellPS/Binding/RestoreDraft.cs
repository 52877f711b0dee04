using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using Obshell.Client;
using Obshell.Client.Security;
using Obshell.Client.Wire;

namespace ObshellPS.Binding;

/// <summary>
/// A restore as far as one source names it: the command line, or one piped request. Two of them are merged; a value that
/// both name differently is a fault, since nobody can know which was meant.
/// </summary>
internal sealed class RestoreDraft
{
    private static readonly Dictionary<string, string> Keys = BuildKeys();

    private readonly FaultList faults = new();

    public StorageUri? DataBackupUri { get; set; }

    public StorageUri? ArchiveLogUri { get; set; }

    public string? RestoreTenantName { get; set; }

    public RestorePoint? Timestamp { get; set; }

    public RestorePoint? Scn { get; set; }

    public int? HaHighThreadScore { get; set; }

    public List<ZoneParam>? ZoneList { get; set; }

    public string? PrimaryZone { get; set; }

    public int? Concurrency { get; set; }

    public List<SecureString>? Decryption { get; set; }

    public SecureString? KmsEncryptInfo { get; set; }

    /// <summary>What was wrong with the values themselves.</summary>
    public FaultList Faults => faults;

    public static bool IsKey(string name) => Keys.ContainsKey(name);

    public static RestoreDraft FromBag(IEnumerable<KeyValuePair<string, object?>> bag)
    {
        var draft = new RestoreDraft();
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, object?> entry in bag)
        {
            if (!Keys.TryGetValue(entry.Key, out string? parameter))
            {
                draft.faults.AddRange([new InputFault(
                    "UnknownKey", "InputObject",
                    $"A restore has no '{TextFault.Quote(entry.Key)}'.{Suggestion(entry.Key)} The agent would ignore it silently. "
                    + "Known are " + string.Join(", ", Keys.Where(k => k.Key.IndexOf('_') >= 0 || k.Key == k.Key.ToLowerInvariant()).Select(k => k.Key)) + ".")
                    {
                        IsUnknownRequestKey = true,
                    }]);
                continue;
            }

            if (InputValue.IsBlank(entry.Value))
            {
                continue;
            }

            if (seen.TryGetValue(parameter, out string? other))
            {
                draft.faults.Add("ConflictingValue", parameter, $"'{other}' and '{entry.Key}' are both given and mean the same. Keep one.");
                continue;
            }

            seen.Add(parameter, entry.Key);
            draft.Set(parameter, entry.Value);
        }

        return draft;
    }

    /// <summary>Reads one value; blank means not given.</summary>
    public void Set(string parameter, object? value)
    {
        switch (parameter)
        {
            case nameof(DataBackupUri):
                DataBackupUri = Uri(value, parameter);
                break;
            case nameof(ArchiveLogUri):
                ArchiveLogUri = Uri(value, parameter);
                break;
            case nameof(RestoreTenantName):
                RestoreTenantName = InputValue.Text(value, parameter, faults);
                break;
            case nameof(Timestamp):
                Timestamp = InputValue.Moment(value, parameter, faults);
                break;
            case nameof(Scn):
                Scn = InputValue.Scn(value, parameter, faults);
                break;
            case nameof(HaHighThreadScore):
                HaHighThreadScore = InputValue.Int32(value, parameter, faults);
                break;
            case nameof(ZoneList):
                ZoneList = ZoneReader.ReadList(value, parameter, faults);
                break;
            case nameof(PrimaryZone):
                PrimaryZone = Joined(value, parameter);
                break;
            case nameof(Concurrency):
                Concurrency = InputValue.Int32(value, parameter, faults);
                break;
            case nameof(Decryption):
                // An empty password stays in the list: it is refused there, not dropped.
                Decryption = [.. InputValue.Each(value).Select(v => InputValue.Secret(v, parameter, faults) ?? SecretText.Protect(""))];
                break;
            case nameof(KmsEncryptInfo):
                KmsEncryptInfo = InputValue.Secret(value, parameter, faults);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(parameter), parameter, "Not a parameter of a restore.");
        }
    }

    /// <summary>This piped request, completed by the command line.</summary>
    public RestoreDraft CompletedBy(RestoreDraft line)
    {
        var merged = new RestoreDraft
        {
            DataBackupUri = Merge(DataBackupUri, line.DataBackupUri, nameof(DataBackupUri), (a, b) => a.Equals(b)),
            ArchiveLogUri = Merge(ArchiveLogUri, line.ArchiveLogUri, nameof(ArchiveLogUri), (a, b) => a.Equals(b)),
            RestoreTenantName = Merge(RestoreTenantName, line.RestoreTenantName, nameof(RestoreTenantName), string.Equals),
            Timestamp = Merge(Timestamp, line.Timestamp, nameof(Timestamp), (a, b) => a.Scn == b.Scn),
            Scn = Merge(Scn, line.Scn, nameof(Scn), (a, b) => a.Scn == b.Scn),
            HaHighThreadScore = MergeNumber(HaHighThreadScore, line.HaHighThreadScore, nameof(HaHighThreadScore)),
            ZoneList = Merge(ZoneList, line.ZoneList, nameof(ZoneList), (a, b) => a.Select(z => z.ToString()).SequenceEqual(b.Select(z => z.ToString()))),
            PrimaryZone = Merge(PrimaryZone, line.PrimaryZone, nameof(PrimaryZone), string.Equals),
            Concurrency = MergeNumber(Concurrency, line.Concurrency, nameof(Concurrency)),
            Decryption = Merge(Decryption, line.Decryption, nameof(Decryption), (a, b) => a.Count == b.Count && a.Zip(b, SecretText.AreEqual).All(same => same)),
            KmsEncryptInfo = Merge(KmsEncryptInfo, line.KmsEncryptInfo, nameof(KmsEncryptInfo), (a, b) => SecretText.AreEqual(a, b)),
        };
        merged.faults.AddRange(faults.All);
        merged.faults.AddRange(line.faults.All);
        return merged;
    }

    /// <summary>This piped request; what it does not name is as in <paramref name="line"/>, and where both name something it is right.</summary>
    public RestoreDraft DefaultedBy(RestoreDraft line)
    {
        var merged = new RestoreDraft
        {
            DataBackupUri = DataBackupUri ?? line.DataBackupUri,
            ArchiveLogUri = ArchiveLogUri ?? line.ArchiveLogUri,
            RestoreTenantName = RestoreTenantName ?? line.RestoreTenantName,
            Timestamp = Timestamp ?? line.Timestamp,
            Scn = Scn ?? line.Scn,
            HaHighThreadScore = HaHighThreadScore ?? line.HaHighThreadScore,
            ZoneList = ZoneList ?? line.ZoneList,
            PrimaryZone = PrimaryZone ?? line.PrimaryZone,
            Concurrency = Concurrency ?? line.Concurrency,
            Decryption = Decryption ?? line.Decryption,
            KmsEncryptInfo = KmsEncryptInfo ?? line.KmsEncryptInfo,
        };
        merged.faults.AddRange(faults.All);
        return merged;
    }

    /// <summary>The request, fully checked.</summary>
    /// <exception cref="ObshellInputException">Everything that is wrong with it.</exception>
    public TenantRestoreRequest ToRequest()
    {
        TenantRestoreRequest request = ToUncheckedRequest();
        faults.ThrowIfAny();
        return request;
    }

    /// <summary>The request as far as it could be read. What is wrong with it is in <see cref="Faults"/>: for a preflight, which tells more than that.</summary>
    public TenantRestoreRequest ToUncheckedRequest()
    {
        if (Timestamp is not null && Scn is not null)
        {
            faults.Add("TimestampAndScn", nameof(Timestamp), "Timestamp and Scn both name the point to restore to. Give one of them.", ErrorCodes.IllegalArgument);
        }

        // What could not even be read is not missing: it has been reported as what it is.
        var reported = new HashSet<string>(faults.All.Select(f => f.Parameter), StringComparer.Ordinal);
        var request = new TenantRestoreRequest
        {
            DataBackupUri = DataBackupUri,
            ArchiveLogUri = ArchiveLogUri,
            RestoreTenantName = RestoreTenantName ?? "",
            Until = Timestamp ?? Scn,
            PointParameter = Timestamp is null && (Scn is not null || !reported.Contains(nameof(Timestamp))) ? nameof(Scn) : nameof(Timestamp),
            HasPoint = reported.Contains(nameof(Timestamp)) || reported.Contains(nameof(Scn)),
            HaHighThreadScore = HaHighThreadScore ?? TenantRestoreRequest.DefaultHaHighThreadScore,
            ZoneList = ZoneList ?? [],
            PrimaryZone = PrimaryZone,
            Concurrency = Concurrency,
            Decryption = Decryption ?? [],
            KmsEncryptInfo = KmsEncryptInfo,
        };

        faults.AddRange(Obshell.Client.Restore.RestoreRequestChecker.Check(request)
            .Where(f => !(reported.Contains(f.Parameter) && f.ErrorId is "MissingParameter" or "ArchiveLogUriRequired"))
            .Select(f => f.ErrorId == "InvalidScn" && Timestamp is not null ? TooOld(Timestamp) : f));
        return request;
    }

    /// <summary>The checker knows only SCNs; the user gave a time.</summary>
    private static InputFault TooOld(RestorePoint time) =>
        new("InvalidTimestamp", nameof(Timestamp), $"{time.Utc} lies before 2000: no backup reaches back that far.");

    private static Dictionary<string, string> BuildKeys()
    {
        var keys = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["data_backup_uri"] = nameof(DataBackupUri),
            ["archive_log_uri"] = nameof(ArchiveLogUri),
            ["restore_tenant_name"] = nameof(RestoreTenantName),
            // The documentation's key; the agent's own is `timestamp`, which is the parameter's name already.
            ["time_stamp"] = nameof(Timestamp),
            ["timestamp"] = nameof(Timestamp),
            ["scn"] = nameof(Scn),
            ["ha_high_thread_score"] = nameof(HaHighThreadScore),
            ["zone_list"] = nameof(ZoneList),
            ["primary_zone"] = nameof(PrimaryZone),
            ["concurrency"] = nameof(Concurrency),
            ["decryption"] = nameof(Decryption),
            ["kms_encrypt_info"] = nameof(KmsEncryptInfo),
        };
        foreach (string parameter in keys.Values.Distinct().ToArray())
        {
            keys[parameter] = parameter;
        }

        return keys;
    }

    /// <summary>The nearest known key, when it is near enough to be what was meant.</summary>
    private static string Suggestion(string key)
    {
        string nearest = Keys.Keys.OrderBy(k => Distance(k.ToLowerInvariant(), key.ToLowerInvariant())).First();
        return Distance(nearest.ToLowerInvariant(), key.ToLowerInvariant()) <= 3 ? $" Was '{nearest}' meant?" : "";
    }

    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }

    private StorageUri? Uri(object? value, string parameter) =>
        PropertyBag.Unwrap(value) is string typed ? string.IsNullOrWhiteSpace(typed) ? null : new StorageUri(typed)
        : PropertyBag.Unwrap(value) is StorageUri given
            ? (given.Reveal().Length == 0 ? null : given)
            : InputValue.Text(value, parameter, faults) is { } text ? new StorageUri(text) : null;

    /// <summary><c>-PrimaryZone zone1, zone2</c> is a list to PowerShell: equal priority.</summary>
    private string? Joined(object? value, string parameter)
    {
        string[] parts = [.. InputValue.Each(value).Select(v => InputValue.Text(v, parameter, faults)).OfType<string>()];
        return parts.Length == 0 ? null : string.Join(",", parts);
    }

    private T? Merge<T>(T? row, T? line, string parameter, Func<T, T, bool> same)
        where T : class
    {
        if (row is not null && line is not null && !same(row, line))
        {
            Conflict(parameter);
        }

        return row ?? line;
    }

    private int? MergeNumber(int? row, int? line, string parameter)
    {
        if (row is not null && line is not null && row != line)
        {
            Conflict(parameter);
        }

        return row ?? line;
    }

    private void Conflict(string parameter) => faults.Add(
        "ConflictingValue", parameter, $"The piped request and -{parameter} name different values. Remove one of them.");
}
