using System.Management.Automation;
using Obshell.Client;

namespace ObshellPS.Completion;

/// <summary>
/// Offers the tenants of the cluster, and the tenants that its DAGs restore or change. After a failed restore, only the DAG contains the
/// name of the tenant.
/// </summary>
internal sealed class DagTenantCompleter : ClusterCompleter
{
    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        Task<string[]> tenants = cache.Tenants();
        Task<AgentDag[]> dags = cache.Dags();
        NameCache.Await(tenants, dags);
        IEnumerable<string> ofDags = NameCache.Have(dags).Select(d => d.TenantName).Where(t => t.Length > 0);
        return Offer(NameCache.Have(tenants).Where(t => t != "sys").Concat(ofDags), word, CompletionTexts.FormatTenant);
    }
}
