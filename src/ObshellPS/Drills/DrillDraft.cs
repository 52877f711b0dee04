using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery.Drills.Checks;
using Obshell.Recovery.Drills.Planning;
using ObshellPS.Binding;
using ObshellPS.Objects;
using ObshellPS.Requests;

namespace ObshellPS.Drills;

/// <summary>
/// The values for a drill from one place: from the command line, or from one piped row. If both places have a value, the value of the row
/// is used, because the command line is for all rows.
/// </summary>
internal sealed class DrillDraft
{
    private static readonly Dictionary<string, string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SourceName"] = nameof(SourceName),
        ["source_name"] = nameof(SourceName),
        ["Name"] = nameof(SourceName),
        ["Until"] = nameof(Until),
        ["TargetRpo"] = nameof(TargetRpo),
        ["target_rpo"] = nameof(TargetRpo),
        ["TargetRto"] = nameof(TargetRto),
        ["target_rto"] = nameof(TargetRto),
        ["MaxDuration"] = nameof(MaxDuration),
        ["max_duration"] = nameof(MaxDuration),
        ["Query"] = nameof(Query),
        ["Expected"] = nameof(Expected),
        ["MaxAge"] = nameof(MaxAge),
        ["max_age"] = nameof(MaxAge),
        ["TenantCredential"] = nameof(TenantCredential),
        ["Verify"] = nameof(Verify),
        ["ZoneParam"] = nameof(RestoreDraft.ZoneList),
    };

    /// <summary>The keys that only a drill has, one name for each.</summary>
    private static readonly string[] OwnKeys =
        ["Name", nameof(Until), nameof(TargetRpo), nameof(TargetRto), nameof(MaxDuration), nameof(Query), nameof(Expected), nameof(MaxAge), nameof(TenantCredential), nameof(Verify)];

    private DateTimeOffset? newestPoint;

    /// <param name="restore">The fields of the restore that are given; default: no fields.</param>
    public DrillDraft(RestoreDraft? restore = null) => Restore = restore ?? new RestoreDraft();

    public RestoreDraft Restore { get; private set; }

    public FaultList Faults { get; } = new();

    public string? SourceName { get; private set; }

    public DrillPoint? Until { get; private set; }

    public TimeSpan? TargetRpo { get; set; }

    public TimeSpan? TargetRto { get; set; }

    public TimeSpan? MaxDuration { get; set; }

    public string? Query { get; private set; }

    public object? Expected { get; private set; }

    public TimeSpan? MaxAge { get; set; }

    public PSCredential? TenantCredential { get; private set; }

    public ScriptBlock? Verify { get; private set; }

    /// <summary>Makes a draft from a piped row.</summary>
    public static DrillDraft FromBag(IReadOnlyList<KeyValuePair<string, object?>> bag)
    {
        var draft = new DrillDraft();
        var ofRestore = new List<KeyValuePair<string, object?>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, object?> entry in bag)
        {
            if (!Keys.TryGetValue(entry.Key, out string? key))
            {
                if (RestoreDraft.IsKey(entry.Key))
                {
                    ofRestore.Add(entry);
                }
                else
                {
                    string[] known = [.. OwnKeys, .. RestoreDraft.KnownKeysOfDrill];
                    draft.Faults.AddRange([RestoreDraft.UnknownKey(entry.Key, DrillCommandTexts.FormatKeyUnknown(TextFault.Quote(entry.Key)), known, known)]);
                }
            }
            else if (key == nameof(RestoreDraft.ZoneList))
            {
                ofRestore.Add(new KeyValuePair<string, object?>(key, entry.Value));
            }
            else if (!InputValue.IsBlank(entry.Value))
            {
                if (!seen.Add(key))
                {
                    draft.Faults.Add("ConflictingValue", key, DrillCommandTexts.GivenTwice);
                }

                draft.Set(key, entry.Value);
            }
        }

        // This method reads the keys that only a drill has, and reports unknown keys. The draft of the restore reads the other keys.
        draft.Restore = RestoreDraft.FromBag(ofRestore);
        draft.TakePoint();
        if (draft.Restore.RestoreTenantName is not null)
        {
            draft.Faults.Add("DrillNamesTenant", nameof(RestoreDraft.RestoreTenantName), DrillCommandTexts.NamesTenant);
        }

        return draft;
    }

    /// <summary>Makes a draft from the backup of a tenant. All other values come from the command line.</summary>
    public static DrillDraft FromBackup(BackupSource backup, DrillDraft line)
    {
        var draft = new DrillDraft(backup.CompletedBy(line.Restore)) { SourceName = line.SourceName ?? backup.TenantName };
        draft.newestPoint = backup.NewestPoint;
        return draft.CompletedBy(line);
    }

    /// <summary>Reads one value; blank means not given.</summary>
    public void Set(string key, object? value)
    {
        switch (key)
        {
            case nameof(SourceName):
                SourceName = InputValue.Text(value, key, Faults);
                break;
            case nameof(Until):
                Until = Point(value);
                break;
            case nameof(TargetRpo):
                TargetRpo = DurationTransformationAttribute.Read(value, key, Faults);
                break;
            case nameof(TargetRto):
                TargetRto = DurationTransformationAttribute.Read(value, key, Faults);
                break;
            case nameof(MaxDuration):
                MaxDuration = DurationTransformationAttribute.Read(value, key, Faults);
                break;
            case nameof(MaxAge):
                MaxAge = DurationTransformationAttribute.Read(value, key, Faults);
                break;
            case nameof(Query):
                Query = InputValue.Text(value, key, Faults);
                break;
            case nameof(Expected):
                Expected = PropertyBag.Unwrap(value);
                break;
            case nameof(TenantCredential):
                TenantCredential = PropertyBag.Unwrap(value) as PSCredential;
                if (TenantCredential is null)
                {
                    Faults.Add("InvalidValue", key, DrillCommandTexts.CredentialExpected);
                }

                break;
            default:
                Verify = PropertyBag.Unwrap(value) as ScriptBlock;
                if (Verify is null)
                {
                    // Text from a CSV file must never be run as code.
                    Faults.Add("InvalidValue", key, DrillCommandTexts.ScriptExpected);
                }

                break;
        }
    }

    /// <summary>Returns this row, completed with the values of the command line.</summary>
    public DrillDraft CompletedBy(DrillDraft line)
    {
        Restore = Restore.DefaultedBy(line.Restore);
        SourceName ??= line.SourceName;
        Until ??= line.Until;
        TargetRpo ??= line.TargetRpo;
        TargetRto ??= line.TargetRto;
        MaxDuration ??= line.MaxDuration;
        TenantCredential ??= line.TenantCredential;
        Verify ??= line.Verify;
        if (Query is null)
        {
            // The expected value and the maximum age of the command line belong to the query of the command line. So ignore them if the row
            // has its own query.
            Query = line.Query;
            Expected ??= line.Expected;
            MaxAge ??= line.MaxAge;
        }

        return this;
    }

    /// <summary>Uses a Timestamp or an Scn, as in a restore, as the point of the drill.</summary>
    public void TakePoint()
    {
        RestorePoint? given = Restore.Timestamp ?? Restore.Scn;
        if (Until is not null && given is not null)
        {
            Faults.Add("ConflictingValue", nameof(Until), DrillCommandTexts.UntilAndTimestamp);
        }
        else if (Restore.Timestamp is not null && Restore.Scn is not null)
        {
            Faults.Add("TimestampAndScn", nameof(Restore.Timestamp), RestoreRequestTexts.TimestampAndScn);
        }

        Until ??= given is null ? null : DrillPoint.At(given);
    }

    /// <summary>The name of the source. Default: a name made from the address of the backup.</summary>
    public string NameOrPlace => SourceName ?? DrillSource.NameOf(Restore.DataBackupUri);

    /// <param name="tenant">The name of the throw-away tenant.</param>
    /// <param name="now">The time of the agent's clock.</param>
    /// <param name="verifier">Makes the user's checks, and adds their faults to the faults of this draft.</param>
    public DrillSource ToSource(string tenant, DateTimeOffset now, IDrillVerifier? verifier)
    {
        DrillPoint until = Until ?? DrillPoint.Newest;
        Restore.RestoreTenantName = tenant;
        Restore.Timestamp = until.Resolve(now);
        Restore.Scn = null;
        TenantRestoreRequest request = Restore.ToUncheckedRequest();
        return new DrillSource
        {
            Name = NameOrPlace,
            Template = request,
            Until = until,
            NewestPoint = newestPoint,
            Faults = [.. Faults.All, .. Restore.Faults.All.Select(f => f.Parameter == nameof(Restore.Timestamp) ? new InputFault(f.ErrorId, nameof(Until), f.Message) : f)],
            TargetRpo = TargetRpo,
            TargetRto = TargetRto,
            MaxDuration = MaxDuration,
            Verifier = verifier,
            RootPassword = "root".Equals(TenantCredential?.UserName, StringComparison.OrdinalIgnoreCase) ? TenantCredential!.Password : null,
        };
    }

    private DrillPoint? Point(object? value)
    {
        try
        {
            return PropertyBag.Unwrap(value) is string text
                ? DrillPoint.Parse(text)
                : InputValue.Moment(value, nameof(Until), Faults) is { } moment ? DrillPoint.At(moment) : null;
        }
        catch (ArgumentException e)
        {
            Faults.Add("InvalidUntil", nameof(Until), e.Message);
            return null;
        }
    }
}
