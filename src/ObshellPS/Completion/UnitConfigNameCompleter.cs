using System.Management.Automation;

namespace ObshellPS.Completion;

/// <summary>Unit configs of the cluster.</summary>
internal sealed class UnitConfigNameCompleter : ClusterCompleter
{
    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        Task<string[]> configs = cache.UnitConfigs();
        NameCache.Await(configs);
        return Offer(NameCache.Have(configs), word, CompletionTexts.FormatUnitConfig);
    }
}
