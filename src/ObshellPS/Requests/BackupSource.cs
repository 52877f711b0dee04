using System.Globalization;
using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Storage;
using Obshell.Recovery;
using ObshellPS.Binding;
using ObshellPS.Objects;

namespace ObshellPS.Requests;

/// <summary>
/// A <see cref="TenantBackup"/> or an entry of a recovery plan that was piped to a cmdlet for restores. It may come from another cluster,
/// and it may come from CLIXML or JSON. It describes the tenant that was backed up. The command line says how to restore this tenant.
/// </summary>
internal sealed class BackupSource
{
    private readonly List<InputFault> faults = [];
    private readonly RestoreDraft draft = new();
    private string state = "";
    private IReadOnlyList<string> layoutFaults = [];
    private bool isPlanEntry;

    private BackupSource(string tenantName) => TenantName = tenantName;

    /// <summary>
    /// The logs were archived up to this time when the backup was read. Null when the time is unknown, or when the command line gives
    /// another place for the backup.
    /// </summary>
    public DateTimeOffset? NewestPoint { get; private set; }

    /// <summary>The tenant that was backed up.</summary>
    public string TenantName { get; }

    /// <summary>The backup of this session, itself or in an entry of a plan; null for a deserialized backup and for any other input.</summary>
    public static TenantBackup? Live(object? input)
    {
        object? plain = PropertyBag.Unwrap(input);
        return plain as TenantBackup ?? (plain as RecoveryPlanEntry)?.GetBackup();
    }

    /// <returns>Null when the input is not a backup of a tenant.</returns>
    /// <exception cref="ObshellInputException">The input is a tenant. The user means its backup.</exception>
    public static BackupSource? From(object? input)
    {
        object? plain = PropertyBag.Unwrap(input);
        if (plain is TenantDetail tenant)
        {
            throw new ObshellInputException(new InputFault(
                "InvalidSource", "InputObject", RestoreRequestTexts.FormatTenantPiped(TextFault.Quote(tenant.TenantName), CommandArgument.Of(tenant.TenantName))));
        }

        if (Live(plain) is { } backup)
        {
            var live = new BackupSource(backup.TenantName) { state = backup.State.ToString(), layoutFaults = backup.LayoutFaults, isPlanEntry = plain is RecoveryPlanEntry, NewestPoint = backup.ArchiveCheckpoint };
            live.Set(nameof(TenantRestoreRequest.DataBackupUri), backup.GetDataUri());
            live.Set(nameof(TenantRestoreRequest.ArchiveLogUri), backup.GetLogUri());
            live.Set(nameof(TenantRestoreRequest.ZoneList), backup.ZoneList);
            live.Set(nameof(TenantRestoreRequest.PrimaryZone), backup.PrimaryZone);
            return live;
        }

        if (PropertyBag.Open(input) is not { } bag || ObjectOrigin.Text(bag, nameof(TenantBackup.ReadAt)) is null
            || ObjectOrigin.Text(bag, nameof(TenantBackup.TenantName)) is not { } name || !Has(nameof(TenantBackup.DataBackupUri)) || !Has(nameof(TenantBackup.Archive)))
        {
            return null;
        }

        var stored = new BackupSource(name)
        {
            state = ObjectOrigin.Text(bag, nameof(TenantBackup.State)) ?? "",
            NewestPoint = Moment(Value(nameof(TenantBackup.ArchiveCheckpoint))),
            layoutFaults = [.. InputValue.Each(Value(nameof(TenantBackup.LayoutFaults))).Select(v => v?.ToString() ?? "").Where(v => v.Length > 0)],
        };
        foreach (string field in new[] { nameof(TenantBackup.DataBackupUri), nameof(TenantBackup.ArchiveLogUri), nameof(TenantBackup.ZoneList), nameof(TenantBackup.PrimaryZone) })
        {
            stored.Set(field, Value(field));
        }

        return stored;

        bool Has(string key) => bag!.Any(e => e.Key == key);

        // Some programs write the type of a list into a CSV column. This is not a value.
        object? Value(string key) => bag!.FirstOrDefault(e => e.Key == key && !(PropertyBag.Unwrap(e.Value) is string text && text.EndsWith("[]", StringComparison.Ordinal))).Value;
    }

    /// <summary>Reads a DateTimeOffset that CLIXML has changed to text or to an object with its parts.</summary>
    private static DateTimeOffset? Moment(object? value) =>
        LanguagePrimitives.TryConvertTo((value as PSObject)?.Properties["UtcDateTime"]?.Value ?? value, CultureInfo.InvariantCulture, out DateTimeOffset moment) && moment.Year > 1 ? moment : null;

    /// <summary>Makes the restore from the values of the command line, and takes all other values from the backup.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="isOfPlan">True if the cmdlet runs a recovery plan. Faults then contain the names of that cmdlet's parameters.</param>
    public RestoreDraft CompletedBy(RestoreDraft line, bool isOfPlan = false)
    {
        bool ownZones = line.ZoneList is not null;
        bool ownPlace = line.DataBackupUri is not null;
        if (ownZones && draft.PrimaryZone is { } primary)
        {
            string left = PrimaryZone.Within(primary, [.. line.ZoneList!.Select(z => z.Name)]);
            draft.PrimaryZone = left.Length == 0 ? null : left;
        }

        if (ownPlace)
        {
            NewestPoint = null;
        }
        else
        {
            CheckPlaces(isOfPlan);
        }

        // A plan file contains these texts in English.
        string layout = Listing.Sentences(layoutFaults);
        layout = isPlanEntry && layout.Length > 0 ? RestoreRequestTexts.FormatLayoutFaultsOfPlan(layout) : layout;
        string advice = isOfPlan ? RestoreRequestTexts.AdviceZonesOfPlan : RestoreRequestTexts.AdviceZoneList;
        if (!ownZones && layoutFaults.Count > 0)
        {
            faults.Add(new InputFault("LayoutNotRestorable", nameof(TenantRestoreRequest.ZoneList), Listing.Sentences(RestoreRequestTexts.FormatLayoutNotRestorable(TextFault.Quote(TenantName)), layout, advice)));
        }
        else if (!ownZones && draft.ZoneList is null or { Count: 0 })
        {
            faults.Add(new InputFault("LayoutUnknown", nameof(TenantRestoreRequest.ZoneList), Listing.Sentences(RestoreRequestTexts.FormatLayoutUnknown(TextFault.Quote(TenantName)), advice)));
        }

        RestoreDraft whole = line.DefaultedBy(draft);
        whole.Faults.AddRange(draft.Faults.All);
        whole.Faults.AddRange(faults);
        return whole;
    }

    private void CheckPlaces(bool isOfPlan)
    {
        const string Parameter = nameof(TenantRestoreRequest.DataBackupUri);
        if (state is nameof(BackupState.NeverBackedUp) or nameof(BackupState.FirstBackupRunning) || draft.DataBackupUri is null)
        {
            faults.Add(new InputFault(
                "NoBackup", Parameter, Listing.Sentences(
                    state.Length == 0 ? RestoreRequestTexts.FormatNoBackup(TextFault.Quote(TenantName)) : RestoreRequestTexts.FormatNoBackupState(TextFault.Quote(TenantName), state),
                    RestoreRequestTexts.AdviceOtherPlace)));
            return;
        }

        (string Name, StorageUri Uri)[] keyless = [.. new (string Name, StorageUri? Uri)[] { (Parameter, draft.DataBackupUri), (nameof(TenantRestoreRequest.ArchiveLogUri), draft.ArchiveLogUri) }
            .Where(p => p.Uri is not null && StorageCredential.LacksKeys(p.Uri)).Select(p => (p.Name, p.Uri!))];
        if (keyless.Length > 0)
        {
            faults.Add(new InputFault(
                "StorageKeysMissing", keyless[0].Name,
                Listing.Sentences(
                    RestoreRequestTexts.FormatKeysMissing(Listing.And(keyless.Select(k => k.Uri.ToString()))),
                    isOfPlan ? RestoreRequestTexts.AdviceKeysOfPlan : RestoreRequestTexts.FormatAdviceKeys(Listing.And(keyless.Select(k => "-" + k.Name))))));
        }
    }

    private void Set(string parameter, object? value)
    {
        if (!InputValue.IsBlank(value))
        {
            draft.Set(TenantRestoreRequest.Fields.First(f => f.Parameter == parameter), value);
        }
    }
}
