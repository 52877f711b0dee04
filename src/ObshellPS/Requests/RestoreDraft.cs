using System.Security;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Errors;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Secrets;
using ObshellPS.Binding;
using ObshellPS.Objects;

namespace ObshellPS.Requests;

/// <summary>
/// The values for a restore from one place: from the command line, or from one piped request. The two drafts are merged. If they have
/// different values for one field, that is a fault, because the cmdlet cannot know which value the user wants.
/// </summary>
internal sealed class RestoreDraft : IRestoreValueReader
{
    private static readonly Dictionary<string, RestoreField> Keys = TenantRestoreRequest.Fields
        .SelectMany(f => f.Names.Distinct(StringComparer.OrdinalIgnoreCase).Select(n => (Name: n, Field: f)))
        .ToDictionary(n => n.Name, n => n.Field, StringComparer.OrdinalIgnoreCase);

    private readonly FaultList faults = new();
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);

    public StorageUri? DataBackupUri => (StorageUri?)Value(nameof(DataBackupUri));

    public StorageUri? ArchiveLogUri => (StorageUri?)Value(nameof(ArchiveLogUri));

    public string? PrimaryZone
    {
        get => (string?)Value(nameof(PrimaryZone));
        set => Put(nameof(PrimaryZone), value);
    }

    public string? RestoreTenantName
    {
        get => (string?)Value(nameof(RestoreTenantName));
        set => Put(nameof(RestoreTenantName), value);
    }

    public RestorePoint? Timestamp
    {
        get => (RestorePoint?)Value(nameof(Timestamp));
        set => Put(nameof(Timestamp), value);
    }

    public RestorePoint? Scn
    {
        get => (RestorePoint?)Value(nameof(Scn));
        set => Put(nameof(Scn), value);
    }

    public IReadOnlyList<ZoneParam>? ZoneList
    {
        get => (IReadOnlyList<ZoneParam>?)Value(nameof(ZoneList));
        set => Put(nameof(ZoneList), value);
    }

    /// <summary>The keys of a request, as the agent names them.</summary>
    public static IEnumerable<string> KnownKeys => TenantRestoreRequest.Fields.SelectMany(KeysOf);

    /// <summary>The keys of a request that a drill accepts too. A drill chooses the tenant's name.</summary>
    public static IEnumerable<string> KnownKeysOfDrill => TenantRestoreRequest.Fields.Where(f => f.Parameter != nameof(RestoreTenantName)).SelectMany(KeysOf);

    /// <summary>The faults of single values.</summary>
    public FaultList Faults => faults;

    /// <summary>True when a text with a comma was read as one password. A comma can be part of a password.</summary>
    public bool HasCommaInPassword { get; private set; }

    public static bool IsKey(string name) => Keys.ContainsKey(name);

    public static RestoreDraft FromBag(IEnumerable<KeyValuePair<string, object?>> bag)
    {
        var draft = new RestoreDraft();
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, object?> entry in bag)
        {
            if (!Keys.TryGetValue(entry.Key, out RestoreField? field))
            {
                draft.faults.AddRange([UnknownKey(entry.Key, RestoreRequestTexts.FormatKeyUnknown(TextFault.Quote(entry.Key)), Keys.Keys, KnownKeys)]);
                continue;
            }

            if (InputValue.IsBlank(entry.Value))
            {
                continue;
            }

            if (seen.TryGetValue(field.Parameter, out string? other))
            {
                draft.faults.Add("ConflictingValue", field.Parameter, RestoreRequestTexts.FormatKeysConflict(other, entry.Key));
                continue;
            }

            draft.HasCommaInPassword |= field.Parameter == "Decryption" && PropertyBag.Unwrap(entry.Value) is string cell && cell.IndexOf(',') >= 0;
            seen.Add(field.Parameter, entry.Key);
            draft.Set(field, entry.Value);
        }

        return draft;
    }

    /// <summary>Reads one value; blank means not given.</summary>
    public void Set(RestoreField field, object? value) => Put(field.Parameter, field.Read(this, value));

    /// <summary>This piped request, completed with the values of the command line.</summary>
    public RestoreDraft CompletedBy(RestoreDraft line)
    {
        foreach (RestoreField field in TenantRestoreRequest.Fields)
        {
            if (Value(field.Parameter) is { } row && line.Value(field.Parameter) is { } other && !field.IsSame(row, other))
            {
                faults.Add("ConflictingValue", field.Parameter, RestoreRequestTexts.FormatPipedConflict("-" + field.Parameter));
            }
        }

        RestoreDraft merged = DefaultedBy(line);
        merged.faults.AddRange(line.faults.All);
        return merged;
    }

    /// <summary>
    /// This piped request. Values that it does not have come from <paramref name="line"/>. If both have a value, the value of the request
    /// is used.
    /// </summary>
    public RestoreDraft DefaultedBy(RestoreDraft line)
    {
        var merged = new RestoreDraft();
        foreach (RestoreField field in TenantRestoreRequest.Fields)
        {
            merged.Put(field.Parameter, Value(field.Parameter) ?? line.Value(field.Parameter));
        }

        merged.faults.AddRange(faults.All);
        return merged;
    }

    /// <summary>The request, if it has no faults.</summary>
    /// <exception cref="ObshellInputException">The request has faults; the exception contains all of them.</exception>
    public TenantRestoreRequest ToRequest()
    {
        TenantRestoreRequest request = ToUncheckedRequest();
        faults.ThrowIfAny();
        return request;
    }

    /// <summary>
    /// The request with all values that could be read, for a preflight. Its faults are in <see cref="Faults"/>: the preflight reports them
    /// together with its other findings.
    /// </summary>
    public TenantRestoreRequest ToUncheckedRequest()
    {
        if (Timestamp is not null && Scn is not null)
        {
            faults.Add("TimestampAndScn", nameof(Timestamp), RestoreRequestTexts.TimestampAndScn, ErrorCodes.IllegalArgument);
        }

        // A value that could not be read already has a fault. Do not report the same value as missing.
        var reported = new HashSet<string>(faults.All.Select(f => f.Parameter), StringComparer.Ordinal);
        var request = new TenantRestoreRequest
        {
            PointParameter = Timestamp is null && (Scn is not null || !reported.Contains(nameof(Timestamp))) ? nameof(Scn) : nameof(Timestamp),
            HasPoint = reported.Contains(nameof(Timestamp)) || reported.Contains(nameof(Scn)),
        };
        foreach (RestoreField field in TenantRestoreRequest.Fields)
        {
            if (Value(field.Parameter) is { } value)
            {
                field.Set(request, value);
            }
        }

        faults.AddRange(Obshell.Client.Restores.Requests.RestoreRequestChecker.Check(request)
            .Where(f => !(reported.Contains(f.Parameter) && f.ErrorId is "MissingParameter" or "ArchiveLogUriRequired"))
            .Select(f => f.ErrorId == "InvalidScn" && Timestamp is not null ? TooOld(Timestamp) : f));
        return request;
    }

    /// <summary>The fault for a time that is too old. The checker reports the SCN as the fault, but the user gave a time.</summary>
    private static InputFault TooOld(RestorePoint time) =>
        new("InvalidTimestamp", nameof(Timestamp), RestoreRequestTexts.FormatPointTooOld(time.Utc));

    private static IEnumerable<string> KeysOf(RestoreField field) => new[] { field.Key }.Concat(field.OtherKeys);

    /// <summary>The fault for a key that does not exist.</summary>
    /// <param name="key">The key.</param>
    /// <param name="what">What is wrong, as a sentence.</param>
    /// <param name="names">The names that a suggestion may use.</param>
    /// <param name="known">The keys that the fault lists.</param>
    public static InputFault UnknownKey(string key, string what, IEnumerable<string> names, IEnumerable<string> known) =>
        new("UnknownKey", "InputObject", Listing.Sentences(what, Suggestion(key, names), RestoreRequestTexts.FormatKeysKnown(Listing.Of(known)))) { IsUnknownRequestKey = true };

    /// <summary>Suggests the most similar known key, if at most three characters and at most a third of the key differ.</summary>
    private static string Suggestion(string key, IEnumerable<string> names)
    {
        string nearest = names.OrderBy(k => Distance(k.ToLowerInvariant(), key.ToLowerInvariant())).First();
        return Distance(nearest.ToLowerInvariant(), key.ToLowerInvariant()) <= Math.Min(3, key.Length / 3) ? RestoreRequestTexts.FormatKeySuggestion(nearest) : "";
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

    string? IRestoreValueReader.Text(object? value, string parameter) => InputValue.Text(value, parameter, faults);

    StorageUri? IRestoreValueReader.Uri(object? value, string parameter) =>
        PropertyBag.Unwrap(value) is string typed ? string.IsNullOrWhiteSpace(typed) ? null : new StorageUri(typed)
        : PropertyBag.Unwrap(value) is StorageUri given
            ? (given.Reveal().Length == 0 ? null : given)
            : InputValue.Text(value, parameter, faults) is { } text ? new StorageUri(text) : null;

    RestorePoint? IRestoreValueReader.Moment(object? value, string parameter) => InputValue.Moment(value, parameter, faults);

    RestorePoint? IRestoreValueReader.Scn(object? value, string parameter) => InputValue.Scn(value, parameter, faults);

    int? IRestoreValueReader.Number(object? value, string parameter) => InputValue.Int32(value, parameter, faults);

    IReadOnlyList<ZoneParam>? IRestoreValueReader.Zones(object? value, string parameter) => ZoneReader.ReadList(value, parameter, faults);

    /// <summary>PowerShell reads <c>-PrimaryZone zone1, zone2</c> as a list. All zones of such a list have the same priority.</summary>
    string? IRestoreValueReader.ZonePriority(object? value, string parameter)
    {
        string[] parts = [.. InputValue.Each(value).Select(v => InputValue.Text(v, parameter, faults)).OfType<string>()];
        return parts.Length == 0 ? null : string.Join(",", parts);
    }

    SecureString? IRestoreValueReader.Secret(object? value, string parameter) => InputValue.Secret(value, parameter, faults);

    /// <summary>An empty password stays in the list, so that the later check refuses it.</summary>
    IReadOnlyList<SecureString>? IRestoreValueReader.Secrets(object? value, string parameter) =>
        [.. InputValue.Each(value).Select(v => InputValue.Secret(v, parameter, faults) ?? SecretText.Protect(""))];

    private object? Value(string parameter) => values.TryGetValue(parameter, out object? value) ? value : null;

    private void Put(string parameter, object? value)
    {
        if (value is null)
        {
            values.Remove(parameter);
        }
        else
        {
            values[parameter] = value;
        }
    }
}
