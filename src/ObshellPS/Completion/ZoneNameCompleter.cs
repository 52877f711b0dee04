using System.Management.Automation;

namespace ObshellPS.Completion;

/// <summary>Zones of the cluster.</summary>
internal sealed class ZoneNameCompleter : ClusterCompleter
{
    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        Task<string[]> zones = cache.Zones();
        NameCache.Await(zones);
        return Offer(NameCache.Have(zones), word, CompletionTexts.FormatZone);
    }
}
