using Obshell.Client;

namespace Obshell.Recovery.Backups;

/// <summary>
/// The layout that a restore needs to create a tenant like this one: zones with replica type and unit config (PROTOCOL-BACKUP 8).
/// </summary>
internal sealed class TenantLayout
{
    private TenantLayout(IReadOnlyList<ZoneParam> zones, string primaryZone, IReadOnlyList<UnitConfig> unitConfigs, IReadOnlyList<Func<string>> faults)
    {
        Zones = zones;
        PrimaryZone = primaryZone;
        UnitConfigs = unitConfigs;
        Faults = faults;
    }

    public IReadOnlyList<ZoneParam> Zones { get; }

    public string PrimaryZone { get; }

    /// <summary>The unit configs that <see cref="Zones"/> use.</summary>
    public IReadOnlyList<UnitConfig> UnitConfigs { get; }

    /// <summary>
    /// Why a restore cannot create a tenant with this layout; empty when a restore can. Each reason is a function, because a plan needs it
    /// in English, and a cmdlet needs it in the user's language.
    /// </summary>
    public IReadOnlyList<Func<string>> Faults { get; }

    /// <param name="tenant">The tenant, with locality and primary zone.</param>
    /// <param name="pools">All resource pools of the cluster.</param>
    /// <param name="units">All units of the cluster.</param>
    public static TenantLayout Of(TenantDetail tenant, IEnumerable<ResourcePool> pools, IReadOnlyList<UnitConfig> units)
    {
        var faults = new List<Func<string>>();
        Dictionary<string, ReplicaType> replicas = Replicas(tenant.Locality, faults);
        var zones = new List<ZoneParam>();
        var used = new List<UnitConfig>();
        foreach (ResourcePool pool in pools.Where(p => p.TenantId == tenant.TenantId && tenant.TenantId > 0))
        {
            UnitConfig? unit = units.FirstOrDefault(u => u.UnitConfigId == pool.UnitConfigId);
            if (unit is null)
            {
                faults.Add(() => BackupTexts.FormatLayoutUnitConfigUnknown(TextFault.Quote(pool.Name)));
            }
            else if (!used.Contains(unit))
            {
                used.Add(unit);
            }

            foreach (string zone in pool.Zones)
            {
                if (zones.Exists(z => z.Name == zone))
                {
                    faults.Add(() => BackupTexts.FormatLayoutTwoPools(TextFault.Quote(zone)));
                    continue;
                }

                if (!replicas.TryGetValue(zone, out ReplicaType type))
                {
                    faults.Add(() => BackupTexts.FormatLayoutPoolWithoutReplica(TextFault.Quote(zone)));
                }

                zones.Add(new ZoneParam(zone, unit?.Name ?? "", pool.UnitNum) { ReplicaType = type });
            }
        }

        faults.AddRange(replicas.Keys.Where(r => !zones.Exists(z => z.Name == r)).Select(r => (Func<string>)(() => BackupTexts.FormatLayoutReplicaWithoutPool(TextFault.Quote(r)))));
        if (zones.Select(z => z.UnitNum).Distinct().Count() > 1)
        {
            faults.Add(() => BackupTexts.LayoutUnitNumbers);
        }

        return new TenantLayout(zones, tenant.PrimaryZone, used, faults);
    }

    /// <summary>Reads a locality such as <c>FULL{1}@zone1, READONLY{1}@zone3</c>.</summary>
    private static Dictionary<string, ReplicaType> Replicas(string locality, List<Func<string>> faults)
    {
        var replicas = new Dictionary<string, ReplicaType>(StringComparer.Ordinal);
        foreach (string part in locality.Split(',').Select(p => p.Trim()).Where(p => p.Length > 0))
        {
            int at = part.LastIndexOf('@');
            string kind = (at < 0 ? part : part.Substring(0, at)).Split('{')[0].Trim();
            string zone = at < 0 ? "" : part.Substring(at + 1).Trim();
            if (ReplicaTypes.Parse(kind) is not { } type || zone.Length == 0)
            {
                faults.Add(() => BackupTexts.FormatLayoutReplicaType(TextFault.Quote(part)));
            }
            else if (replicas.ContainsKey(zone))
            {
                faults.Add(() => BackupTexts.FormatLayoutTwoReplicas(TextFault.Quote(zone)));
            }
            else
            {
                replicas.Add(zone, type);
            }
        }

        return replicas;
    }
}
