using System.Globalization;
using System.Text.Json;
using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.Plans.Format;

/// <summary>Reads the text of a plan, in every version of the format. All values that users may change are checked here.</summary>
public sealed class PlanReader
{
    /// <summary>The format version that this module writes.</summary>
    public const int NewestVersion = 1;

    private const string Parameter = "Path";
    private const string ErrorId = "InvalidRecoveryPlan";

    private readonly string file;
    private readonly List<InputFault> faults = [];

    private PlanReader(string file) => this.file = file;

    /// <summary>Reads the plan from the text of a file.</summary>
    /// <param name="file">The path of the file, for errors.</param>
    /// <param name="text">The content of the file.</param>
    /// <exception cref="ObshellInputException">
    /// The text is not a plan, has a newer version, or contains faults. Each fault contains the file and the position in it.
    /// </exception>
    public static RecoveryPlan Read(string file, string text) => new PlanReader(file).Read(text);

    private RecoveryPlan Read(string text)
    {
        PlanRoot root;
        try
        {
            int version = Version(text);
            if (version > NewestVersion)
            {
                throw new ObshellInputException(new InputFault(
                    "RecoveryPlanTooNew", Parameter, PlanTexts.FormatFileTooNew(file, version, NewestVersion)));
            }

            root = JsonSerializer.Deserialize<PlanRoot>(text, PlanJson.Options)!;
        }
        catch (JsonException e)
        {
            string place = Listing.Clauses(
                e.LineNumber is { } number ? PlanTexts.FormatLine(number + 1) : null,
                string.IsNullOrEmpty(e.Path) || e.Path == "$" ? null : TextFault.Quote(e.Path!));
            throw new ObshellInputException(new InputFault(
                ErrorId, Parameter, place.Length == 0 ? PlanTexts.FormatFaultInFile(file, Reason(e)) : PlanTexts.FormatFaultAt(file, place, Reason(e))));
        }

        List<UnitConfig> units = Units(root);
        List<RecoveryPlanEntry> entries = Entries(root, units);
        DateTimeOffset? writtenAt = Moment(root.WrittenAt, "writtenAt");
        Need(root.Cluster?.Name, "cluster.name");
        Need(root.WrittenAt, "writtenAt");
        return faults.Count > 0
            ? throw new ObshellInputException(faults)
            : new RecoveryPlan(root.Cluster!.Name!, root.Cluster.Id, writtenAt!.Value, entries, units);
    }

    /// <summary>Reads the version before all other values, because a newer version may have other keys.</summary>
    private int Version(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("formatVersion", out JsonElement version)
                && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out int number) && number > 0
            ? number
            : throw new ObshellInputException(new InputFault(ErrorId, Parameter, PlanTexts.FormatFileNotPlan(file)));
    }

    /// <summary>Makes a message for the user: the messages of System.Text.Json contain names of .NET types.</summary>
    private static string Reason(JsonException e) =>
        e.Message.IndexOf("could not be mapped", StringComparison.Ordinal) >= 0 ? (e.Message.Split('\'') is { Length: > 2 } parts ? PlanTexts.FormatJsonNameUnknown(TextFault.Quote(parts[1])) : PlanTexts.JsonNamesUnknown)
        : e.Message.IndexOf("could not be converted", StringComparison.Ordinal) >= 0 ? PlanTexts.JsonTypeWrong
        : PlanTexts.JsonNotValid;

    private List<UnitConfig> Units(PlanRoot root)
    {
        var units = new List<UnitConfig>();
        for (int i = 0; i < (root.UnitConfigs?.Count ?? 0); i++)
        {
            string place = Place("unitConfigs", i, root.UnitConfigs![i]?.Name);
            if (root.UnitConfigs[i] is not { } unit || !Need(unit.Name, place + ".name"))
            {
                Empty(root.UnitConfigs[i], place);
                continue;
            }

            if (units.Exists(u => u.Name == unit.Name))
            {
                Add(place, PlanTexts.UnitConfigTwice);
            }

            units.Add(new UnitConfig
            {
                Name = unit.Name!,
                MaxCpu = unit.MaxCpu,
                MinCpu = unit.MinCpu,
                MemorySize = unit.MemorySize,
                LogDiskSize = unit.LogDiskSize,
                MaxIops = unit.MaxIops,
                MinIops = unit.MinIops,
            });
        }

        return units;
    }

    private List<RecoveryPlanEntry> Entries(PlanRoot root, List<UnitConfig> units)
    {
        var entries = new List<RecoveryPlanEntry>();
        if (root.Tenants is null)
        {
            Add("tenants", PlanTexts.TenantsMissing);
        }

        for (int i = 0; i < (root.Tenants?.Count ?? 0); i++)
        {
            string place = Place("tenants", i, root.Tenants![i]?.TenantName);
            if (root.Tenants[i] is not { } tenant || !Need(tenant.TenantName, place + ".tenantName"))
            {
                Empty(root.Tenants[i], place);
                continue;
            }

            if (entries.Exists(e => e.TenantName == tenant.TenantName))
            {
                Add(place, PlanTexts.TenantTwice);
            }

            if (tenant.Priority < 1)
            {
                Add(place + ".priority", PlanTexts.FormatPriorityNotValid(tenant.Priority));
            }

            entries.Add(Entry(root, tenant, place, units));
        }

        return entries;
    }

    private RecoveryPlanEntry Entry(PlanRoot root, PlanTenant tenant, string place, List<UnitConfig> units)
    {
        List<ZoneParam> zones = Zones(tenant, place);
        CheckUntil(tenant.Until, place + ".until");
        return new RecoveryPlanEntry(
            new TenantBackup
            {
                TenantName = tenant.TenantName!,
                ClusterName = root.Cluster?.Name ?? "",
                ClusterId = root.Cluster?.Id ?? 0,
                ReadAt = Moment(root.WrittenAt, "") ?? default,
                Mode = tenant.Mode ?? "",
                State = Word<BackupState>(tenant.State, place + ".state"),
                DataBackupUri = Uri(tenant.DataBackupUri, place + ".dataBackupUri"),
                ArchiveLogUri = Uri(tenant.ArchiveLogUri, place + ".archiveLogUri"),
                LastBackup = Moment(tenant.LastBackup, place + ".lastBackup"),
                LastBackupHasLogs = tenant.LastBackupHasLogs,
                Archive = Word<ArchiveState>(tenant.Archive, place + ".archive"),
                ArchiveCheckpoint = Moment(tenant.ArchiveCheckpoint, place + ".archiveCheckpoint"),
                PrimaryZone = tenant.PrimaryZone ?? "",
                Locality = tenant.Locality ?? "",
                ZoneList = [.. zones],
                UnitConfigs = [.. units.Where(u => zones.Exists(z => z.UnitConfigName == u.Name))],
                LayoutFaults = [.. (tenant.LayoutFaults ?? []).OfType<string>()],
            },
            tenant.Priority, tenant.Until ?? "");
    }

    private List<ZoneParam> Zones(PlanTenant tenant, string place)
    {
        var zones = new List<ZoneParam>();
        for (int i = 0; i < (tenant.Zones?.Count ?? 0); i++)
        {
            string at = place + Place(".zones", i, tenant.Zones![i]?.Name);
            if (tenant.Zones[i] is not { } zone)
            {
                Empty(null, at);
                continue;
            }

            ReplicaType? type = zone.ReplicaType is null ? ReplicaType.FULL : ReplicaTypes.Parse(zone.ReplicaType);
            if (type is null)
            {
                Add(at + ".replicaType", PlanTexts.FormatReplicaTypeNotValid(TextFault.Quote(zone.ReplicaType!)));
            }

            zones.Add(new ZoneParam(zone.Name ?? "", zone.UnitConfig ?? "", zone.UnitNum) { ReplicaType = type ?? ReplicaType.FULL });
        }

        return zones;
    }

    private void CheckUntil(string? until, string place)
    {
        if (string.IsNullOrEmpty(until))
        {
            return;
        }

        try
        {
            PlanPoint.Parse(until!);
        }
        catch (ArgumentException e)
        {
            Add(place, e.Message);
        }
    }

    private T Word<T>(string? word, string place)
        where T : struct, Enum
    {
        if (word is null)
        {
            return default;
        }

        if (!Enum.TryParse(word, out T read) || !Enum.IsDefined(typeof(T), read))
        {
            Add(place, PlanTexts.FormatValueNotOneOf(TextFault.Quote(word), Listing.Of(Enum.GetNames(typeof(T)))));
        }

        return read;
    }

    private string? Uri(string? uri, string place)
    {
        // If masking changes the URI, the URI contains a key.
        if (uri is not null && new StorageUri(uri).ToString() != uri)
        {
            Add(place, PlanTexts.KeysInPlan);
            return "";
        }

        return uri;
    }

    private DateTimeOffset? Moment(string? text, string place)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            return RestorePoint.Parse(text!).DateTimeOffset;
        }
        catch (ArgumentException e)
        {
            if (place.Length > 0)
            {
                Add(place, e.Message);
            }

            return null;
        }
    }

    private bool Need(string? text, string place)
    {
        if (string.IsNullOrEmpty(text))
        {
            Add(place, PlanTexts.ValueMissing);
        }

        return !string.IsNullOrEmpty(text);
    }

    private void Empty(object? item, string place)
    {
        if (item is null)
        {
            Add(place, PlanTexts.ValueNull);
        }
    }

    private void Add(string place, string fault) => faults.Add(new InputFault(ErrorId, Parameter, PlanTexts.FormatFaultAt(file, place, fault)));

    private static string Place(string list, int index, string? name) => $"{list}[{index.ToString(CultureInfo.InvariantCulture)}]{(string.IsNullOrEmpty(name) ? "" : $" ('{TextFault.Quote(name!)}')")}";
}
