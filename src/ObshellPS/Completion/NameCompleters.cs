using System.Management.Automation;

namespace ObshellPS.Completion;

/// <summary>Tenants of the cluster without <c>sys</c>, because the module never changes <c>sys</c>.</summary>
internal sealed class TenantNameCompleter : ClusterCompleter
{
    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        Task<string[]> tenants = cache.Tenants();
        NameCache.Await(tenants);
        return Offer(NameCache.Have(tenants).Where(t => t != "sys"), word, CompletionTexts.FormatTenant);
    }
}

/// <summary>Tenants of the cluster, including <c>sys</c>: for cmdlets that only read.</summary>
internal sealed class EveryTenantNameCompleter : ClusterCompleter
{
    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        Task<string[]> tenants = cache.Tenants();
        NameCache.Await(tenants);
        return Offer(NameCache.Have(tenants), word, CompletionTexts.FormatTenant);
    }
}

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
