using System.Collections;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Restores.Requests;
using Obshell.Recovery;
using Obshell.Recovery.Drills.Planning;
using Obshell.Recovery.Plans;
using Obshell.Recovery.Plans.Running;
using ObshellPS.Binding;
using ObshellPS.Objects;
using ObshellPS.Requests;

namespace ObshellPS.Plans;

/// <summary>Maps the tenants of a lost cluster to restores on this cluster, with other zones, unit configs and names.</summary>
internal sealed class PlanMapping
{
    private const string TenantToken = "{tenant}";

    private readonly Dictionary<string, string> zones;
    private readonly Dictionary<string, string> units;
    private readonly string pattern;

    /// <exception cref="ObshellInputException">One of the mappings is not valid.</exception>
    public PlanMapping(IDictionary? zoneMap, IDictionary? unitConfigMap, string pattern, RecoveryPlan plan)
    {
        var faults = new FaultList();
        this.pattern = pattern;
        if (pattern.IndexOf(TenantToken, StringComparison.Ordinal) < 0)
        {
            faults.Add("InvalidNamePattern", "NamePattern", RecoveryPlanTexts.FormatNamePatternWithoutTenant(TextFault.Quote(pattern), TenantToken, TenantToken + "_r"));
        }

        zones = Read(zoneMap, "ZoneMap", isZones: true, plan.Entries.SelectMany(e => e.ZoneList).Select(z => z.Name), faults);
        units = Read(unitConfigMap, "UnitConfigMap", isZones: false, plan.Entries.SelectMany(e => e.ZoneList).Select(z => z.UnitConfigName), faults);
        faults.ThrowIfAny();
    }

    /// <summary>Makes the restore of one tenant.</summary>
    /// <param name="entry">The tenant's entry in the plan.</param>
    /// <param name="line">The values of the command line, for all tenants.</param>
    /// <param name="until">The restore point for tenants without a point in the plan.</param>
    /// <param name="isLeftOut">True if the user excluded the tenant.</param>
    public PlannedRestore Map(RecoveryPlanEntry entry, RestoreDraft line, DrillPoint until, bool isLeftOut)
    {
        DrillPoint point = entry.Until.Length > 0 ? PlanPoint.Parse(entry.Until) : until;
        RestoreDraft draft = line.DefaultedBy(new RestoreDraft());
        draft.RestoreTenantName = pattern.Replace(TenantToken, entry.TenantName);
        draft.Timestamp = point.Resolve(default);
        if (entry.LayoutFaults.Length == 0 && entry.ZoneList.Length > 0)
        {
            draft.ZoneList = [.. entry.ZoneList.Select(Mapped).OfType<ZoneParam>()];
            draft.PrimaryZone ??= PrimaryOf(entry);
        }

        RestoreDraft whole = BackupSource.From(entry)!.CompletedBy(draft, isOfPlan: true);
        TenantRestoreRequest request = whole.ToUncheckedRequest();
        return new PlannedRestore(entry, request, point, [.. whole.Faults.All.Select(OfPlan)], isLeftOut);
    }

    /// <summary>The zone of this cluster; null for a zone that the user excluded.</summary>
    private ZoneParam? Mapped(ZoneParam zone)
    {
        string name = zones.TryGetValue(zone.Name, out string? mapped) ? mapped : zone.Name;
        string unit = units.TryGetValue(zone.UnitConfigName, out string? other) ? other : zone.UnitConfigName;
        return name.Length == 0 ? null : new ZoneParam(name, unit, zone.UnitNum) { ReplicaType = zone.ReplicaType };
    }

    private string? PrimaryOf(RecoveryPlanEntry entry)
    {
        string kept = PrimaryZone.Within(entry.PrimaryZone, [.. entry.ZoneList.Where(z => Mapped(z) is not null).Select(z => z.Name)]);
        string mapped = string.Join(";", kept.Split(';').Select(p => string.Join(",", p.Split(',').Select(z => zones.TryGetValue(z.Trim(), out string? name) ? name : z.Trim()))));
        return mapped.Length == 0 ? PrimaryZone.Random : mapped;
    }

    private static Dictionary<string, string> Read(IDictionary? map, string parameter, bool isZones, IEnumerable<string> known, FaultList faults)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] names = [.. known.Distinct(StringComparer.Ordinal)];
        foreach (DictionaryEntry entry in map ?? new Hashtable())
        {
            string from = entry.Key.ToString() ?? "";
            object? to = PropertyBag.Unwrap(entry.Value);
            if (!names.Contains(from, StringComparer.Ordinal))
            {
                string listed = Listing.Of(names.Select(n => "'" + TextFault.Quote(n) + "'"));
                faults.Add("InvalidMap", parameter, isZones ? RecoveryPlanTexts.FormatZoneNotInPlan(TextFault.Quote(from), listed) : RecoveryPlanTexts.FormatUnitConfigNotInPlan(TextFault.Quote(from), listed));
            }
            else if (to is not (null or string) || (!isZones && string.IsNullOrEmpty(to as string)))
            {
                string example = $"@{{ '{TextFault.Quote(from)}' = 'name' }}";
                faults.Add("InvalidMap", parameter, isZones ? RecoveryPlanTexts.FormatValueNotZone(TextFault.Quote(from), example) : RecoveryPlanTexts.FormatValueNotUnitConfig(TextFault.Quote(from), example));
            }

            read[from] = to as string ?? "";
        }

        return read;
    }

    /// <summary>Replaces the name of the parameter in a fault by the name that this cmdlet's parameter has.</summary>
    private static InputFault OfPlan(InputFault fault) => fault switch
    {
        { ErrorId: "StorageKeysMissing" } => new(fault.ErrorId, "StorageCredential", fault.Message),
        { Parameter: nameof(TenantRestoreRequest.ZoneList) } => new(fault.ErrorId, "ZoneMap", fault.Message),
        { Parameter: nameof(TenantRestoreRequest.RestoreTenantName) } => new(fault.ErrorId, "NamePattern", fault.Message),
        _ => fault,
    };
}
