using System.Management.Automation;

namespace ObshellPS.Completion;

/// <summary>Tenants of the cluster. <c>sys</c> is left out: the module never changes it.</summary>
internal sealed class TenantNameCompleter : ClusterCompleter
{
    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        Task<string[]> tenants = cache.Tenants();
        NameCache.Await(tenants);
        return Offer(NameCache.Have(tenants).Where(t => t != "sys"), word, CompletionTexts.FormatTenant);
    }
}
