using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Backups;

namespace Obshell.Recovery;

/// <summary>
/// The information that is needed to restore the tenants of a lost cluster. The plan is a file, and the user keeps it outside of the
/// cluster.
/// </summary>
public sealed class RecoveryPlan
{
    internal RecoveryPlan(string clusterName, long clusterId, DateTimeOffset writtenAt, IEnumerable<RecoveryPlanEntry> entries, IEnumerable<UnitConfig> unitConfigs)
    {
        ClusterName = clusterName;
        ClusterId = clusterId;
        WrittenAt = writtenAt;
        Entries = [.. entries.OrderBy(e => e.Priority ?? int.MaxValue).ThenBy(e => e.TenantName, StringComparer.Ordinal)];
        UnitConfigs = [.. unitConfigs.OrderBy(u => u.Name, StringComparer.Ordinal)];
    }

    /// <summary>The name of the cluster.</summary>
    public string ClusterName { get; }

    /// <summary>The id of the cluster.</summary>
    public long ClusterId { get; }

    /// <summary>When the backups were read, by the agent's clock, UTC.</summary>
    public DateTimeOffset WrittenAt { get; }

    /// <summary>The tenants in the order of their restores: by priority, then by name.</summary>
    public RecoveryPlanEntry[] Entries { get; }

    /// <summary>The unit configs of the tenants' zones, with their sizes.</summary>
    public UnitConfig[] UnitConfigs { get; }

    /// <summary>The tenants with values that could not be read when the plan was made.</summary>
    public string[] Unread { get; private init; } = [];

    /// <summary>Creates the plan for these tenants.</summary>
    /// <param name="backups">The backups: at least one, all from one cluster, just read.</param>
    /// <param name="priorities">The priorities, by tenant name: 1 is the first.</param>
    /// <param name="earlier">The earlier plan; null for none. Priorities and points that users wrote into it are kept.</param>
    public static RecoveryPlan Of(IReadOnlyList<TenantBackup> backups, IReadOnlyDictionary<string, int> priorities, RecoveryPlan? earlier = null)
    {
        UnitConfig[] units = [.. backups.SelectMany(b => b.UnitConfigs).GroupBy(u => u.Name).Select(g => g.First())];
        return new RecoveryPlan(backups[0].ClusterName, backups[0].ClusterId, backups.Max(b => b.ReadAt), backups.Select(Entry), units)
        {
            Unread = [.. backups.Where(b => b.UnreadParts != BackupParts.None).Select(b => b.TenantName)],
        };

        RecoveryPlanEntry Entry(TenantBackup backup)
        {
            RecoveryPlanEntry? before = earlier?.Entries.FirstOrDefault(e => e.TenantName == backup.TenantName);
            return new RecoveryPlanEntry(backup, priorities.TryGetValue(backup.TenantName, out int priority) ? priority : before?.Priority, before?.Until ?? "");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Entries.Length == 1 ? PlanTexts.FormatRecoveryPlanTenant(ClusterName) : PlanTexts.FormatRecoveryPlanTenants(ClusterName, Amounts.OfCount(Entries.Length)));
}
