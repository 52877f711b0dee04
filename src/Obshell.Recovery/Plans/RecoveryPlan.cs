using Obshell.Client;
using Obshell.Client.Shown;

namespace Obshell.Recovery;

/// <summary>What has to be known to restore the tenants of a cluster that is lost: a file, kept elsewhere.</summary>
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

    /// <summary>The cluster whose tenants these are.</summary>
    public string ClusterName { get; }

    /// <summary>Its id.</summary>
    public long ClusterId { get; }

    /// <summary>When the backups were read, by the agent's clock, UTC.</summary>
    public DateTimeOffset WrittenAt { get; }

    /// <summary>The tenants, in the order in which they are restored: by priority, then by name.</summary>
    public RecoveryPlanEntry[] Entries { get; }

    /// <summary>The sizes that their zones name.</summary>
    public UnitConfig[] UnitConfigs { get; }

    /// <summary>The plan of these tenants.</summary>
    /// <param name="clusterName">Of the cluster.</param>
    /// <param name="clusterId">Of the cluster.</param>
    /// <param name="backups">As they were read just now.</param>
    /// <param name="priorities">Which come first, by name: 1 is the first.</param>
    /// <param name="now">The agent's clock.</param>
    public static RecoveryPlan Of(string clusterName, long clusterId, IReadOnlyList<TenantBackup> backups, IReadOnlyDictionary<string, int> priorities, DateTimeOffset now)
    {
        UnitConfig[] units = [.. backups.SelectMany(b => b.UnitConfigs).GroupBy(u => u.Name).Select(g => g.First())];
        return new RecoveryPlan(
            clusterName, clusterId, now,
            backups.Select(b => new RecoveryPlanEntry(b, priorities.TryGetValue(b.TenantName, out int priority) ? priority : null, until: "")), units);
    }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine($"{ClusterName}: {Amounts.OfCount(Entries.Length, "tenant", "tenants")}");
}
