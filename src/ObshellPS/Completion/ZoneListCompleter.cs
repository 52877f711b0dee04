using System.Management.Automation;
using Obshell.Client;

namespace ObshellPS.Completion;

/// <summary>
/// Completes a zone with its units, <c>zone1:s1:1</c>, for each zone and each unit config of the cluster. Several zones in one text are
/// joined by <c>;</c>. The text before the last zone is kept. The zones in that text are not offered again. After <c>zone1:s1:1:</c> it
/// offers the replica types.
/// </summary>
internal sealed class ZoneListCompleter : ClusterCompleter
{
    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        int begin = word.LastIndexOf(';') + 1;
        string before = word.Substring(0, begin);
        var named = new HashSet<string>(before.Split(';').Select(z => z.Split(':')[0].Trim()), StringComparer.Ordinal);
        string[] parts = word.Substring(begin).Split(':');
        if (parts.Length == 4)
        {
            string zone = string.Join(":", parts, 0, 3);
            return Offer(
                [$"{zone}:{nameof(ReplicaType.FULL)}", $"{zone}:{nameof(ReplicaType.READONLY)}"],
                word.Substring(begin), CompletionTexts.FormatZoneWithReplica, before);
        }

        Task<string[]> zones = cache.Zones();
        Task<string[]> units = cache.UnitConfigs();
        NameCache.Await(zones, units);
        return Offer(
            NameCache.Have(zones).Where(z => !named.Contains(z)).SelectMany(z => NameCache.Have(units).Select(u => $"{z}:{u}:1")),
            word.Substring(begin), CompletionTexts.FormatZoneWithUnits, before);
    }
}
