using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.Plans.Format;

/// <summary>
/// Writes the text of a plan. The same cluster state gives the same text on every machine and for every user, so that a repository shows
/// only real changes. Lines end in LF. All characters are ASCII.
/// </summary>
public static class PlanWriter
{
    /// <summary>The URL of the JSON schema. The build writes it into the assembly.</summary>
    private static readonly string Schema = typeof(PlanWriter).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "PlanSchema").Value!;

    /// <summary>
    /// The text of the whole file. When only the time of the plan differs from the earlier plan, this returns the earlier text.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="earlier">The earlier plan; null for none.</param>
    public static string Text(RecoveryPlan plan, RecoveryPlan? earlier = null) =>
        earlier is not null && Text(earlier, earlier.WrittenAt) is var before && before == Text(plan, earlier.WrittenAt) ? before : Text(plan, plan.WrittenAt);

    private static string Text(RecoveryPlan plan, DateTimeOffset writtenAt)
    {
        var root = new PlanRoot
        {
            Schema = Schema,
            FormatVersion = PlanReader.NewestVersion,
            WrittenAt = Moment(writtenAt),
            Cluster = new PlanCluster { Name = plan.ClusterName, Id = plan.ClusterId },
            Tenants = [.. plan.Entries.Select(Tenant)],
            UnitConfigs = [.. plan.UnitConfigs.Select(Unit)],
        };
        string text = JsonSerializer.Serialize(root, PlanJson.Options).Replace("\r\n", "\n");
        var ascii = new StringBuilder(text.Length + 1);
        foreach (char c in text)
        {
            // Characters that are not ASCII occur only inside JSON strings, so they can be escaped.
            ascii.Append(c is '\n' or (>= ' ' and < (char)0x7F) ? c.ToString() : "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        return ascii.Append('\n').ToString();
    }

    private static PlanTenant Tenant(RecoveryPlanEntry entry) => new()
    {
        TenantName = entry.TenantName,
        Priority = entry.Priority,
        Until = entry.Until.Length == 0 ? null : entry.Until,
        Mode = entry.Mode,
        State = entry.State.ToString(),
        DataBackupUri = Shown(entry.DataBackupUri),
        ArchiveLogUri = Shown(entry.ArchiveLogUri),
        LastBackup = Moment(entry.LastBackup),
        LastBackupHasLogs = entry.LastBackupHasLogs,
        Archive = entry.Archive.ToString(),
        ArchiveCheckpoint = Moment(entry.ArchiveCheckpoint),
        PrimaryZone = entry.PrimaryZone,
        Locality = entry.Locality,
        Zones = [.. entry.ZoneList.OrderBy(z => z.Name, StringComparer.Ordinal).Select(z => new PlanZone
        {
            Name = z.Name, UnitConfig = z.UnitConfigName, UnitNum = z.UnitNum, ReplicaType = z.ReplicaType.ToWire(),
        })],
        LayoutFaults = LayoutFaults(entry.GetBackup()) is { Count: > 0 } faults ? faults : null,
    };

    /// <summary>The layout faults in English, so that the file does not depend on the user's language.</summary>
    private static List<string?> LayoutFaults(TenantBackup backup)
    {
        using var inEnglish = LanguageScope.Of(CultureInfo.InvariantCulture);
        return backup.LayoutReasons.Count > 0 ? [.. backup.LayoutReasons.Select(r => r())] : [.. backup.LayoutFaults];
    }

    private static PlanUnit Unit(UnitConfig unit) => new()
    {
        Name = unit.Name,
        MaxCpu = unit.MaxCpu,
        MinCpu = unit.MinCpu,
        MemorySize = unit.MemorySize,
        LogDiskSize = unit.LogDiskSize,
        MaxIops = unit.MaxIops,
        MinIops = unit.MinIops,
    };

    /// <summary>The URI for the file. Keys are masked if an agent reports some, because users share this file.</summary>
    private static string? Shown(string? place) => place is null ? null : new StorageUri(place).ToString();

    private static string? Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
