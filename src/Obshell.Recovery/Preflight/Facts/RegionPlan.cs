using Obshell.Client;
using Obshell.Client.Restores.Requests;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>
/// The regions of a restore's zones, and the number of FULL replicas in the region with the highest priority. A zone whose region or
/// replica type is not known makes this number uncertain, so there is a lower and an upper limit.
/// </summary>
internal sealed class RegionPlan
{
    /// <param name="zones">The zones of the request.</param>
    /// <param name="primary">The normalized primary zone.</param>
    /// <param name="regionOf">Returns the region of a zone; empty when the region is not known.</param>
    public RegionPlan(IReadOnlyList<ZoneParam> zones, string primary, Func<ZoneParam, string> regionOf)
    {
        string[]? first = primary == PrimaryZone.Random ? null : primary.Split(';')[0].Split(',');
        var places = zones
            .GroupBy(z => z.IsUnread(ZoneParts.Name) ? "" : z.Name, StringComparer.Ordinal)
            .SelectMany(g => g.Key.Length == 0 ? g.Select(z => new[] { z }) : [[.. g]])
            .Select(g => (
                Label: g[0].Name.Length == 0 ? PreflightTexts.ZoneNameless : TextFault.Quote(g[0].Name),
                Region: regionOf(g[0]),
                IsFirst: first is null || first.Contains(g[0].Name, StringComparer.Ordinal),
                IsFull: g.All(z => z.ReplicaType == ReplicaType.FULL && !z.IsUnread(ZoneParts.ReplicaType)),
                IsReadOnly: g.All(z => z.ReplicaType == ReplicaType.READONLY && !z.IsUnread(ZoneParts.ReplicaType))))
            .ToArray();
        FirstRegions = [.. places.Where(p => p.IsFirst && p.Region.Length > 0).Select(p => p.Region).Distinct(StringComparer.Ordinal)];
        FirstWithoutRegion = [.. places.Where(p => p.IsFirst && p.Region.Length == 0).Select(p => p.Label).Distinct(StringComparer.Ordinal)];
        Regions = [.. places.Where(p => p.Region.Length > 0).Select(p => p.Region).Distinct(StringComparer.Ordinal)];
        string home = FirstRegions.FirstOrDefault() ?? "";
        FullAtLeast = places.Count(p => p.Region == home && p.IsFull);
        FullAtMost = places.Count(p => (p.Region == home || p.Region.Length == 0) && !p.IsReadOnly);

        // If there is only one region, the number of FULL replicas is not checked, so no zone is in doubt.
        bool isOne = Regions.Count == 1 && places.All(p => p.Region.Length > 0);
        InDoubt = [.. places.Where(p => !isOne && (p.Region.Length == 0 || (p.Region == home && !p.IsFull && !p.IsReadOnly))).Select(p => p.Label).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The regions of the zones with the highest priority.</summary>
    public IReadOnlyList<string> FirstRegions { get; }

    /// <summary>The zones with the highest priority whose region is not known.</summary>
    public IReadOnlyList<string> FirstWithoutRegion { get; }

    /// <summary>The regions of all zones.</summary>
    public IReadOnlyList<string> Regions { get; }

    /// <summary>The lowest possible number of FULL replicas in the region with the highest priority.</summary>
    public int FullAtLeast { get; }

    /// <summary>The highest possible number of FULL replicas in the region with the highest priority.</summary>
    public int FullAtMost { get; }

    /// <summary>The zones that cause the difference between <see cref="FullAtLeast"/> and <see cref="FullAtMost"/>.</summary>
    public IReadOnlyList<string> InDoubt { get; }
}
