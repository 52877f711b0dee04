using System.Management.Automation;

namespace ObshellPS.Completion;

/// <summary>Tenants of the cluster, <c>sys</c> too: for reading.</summary>
internal sealed class EveryTenantNameCompleter : ClusterCompleter
{
    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        Task<string[]> tenants = cache.Tenants();
        NameCache.Await(tenants);
        return Offer(NameCache.Have(tenants), word, CompletionTexts.FormatTenant);
    }
}
