using System.Management.Automation;

namespace ObshellPS.Completion;

/// <summary>
/// Offers the paths of the agent's API that users read most often, for the cluster and for each tenant. It does not offer all paths.
/// </summary>
internal sealed class ApiPathCompleter : ClusterCompleter
{
    private const string Root = "/api/v1/";

    private static readonly string[] OfCluster =
    [
        "ob/info", "ob/agents", "obcluster/info", "obcluster/parameters", "obcluster/charsets", "obcluster/statistics", "obcluster/backup/overview",
        "tenants/overview", "units/config", "resource-pools", "recyclebin/tenants", "restore/tasks", "task/dags/ob?show_details=false", "task/dag/ob/unfinish?show_details=false",
    ];

    private static readonly string[] OfTenant = ["", "/restore/overview", "/backup/overview", "/backup/info", "/backup/config/storage", "/variables", "/parameters"];

    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        Task<string[]> tenants = cache.Tenants();
        NameCache.Await(tenants);
        return Offer(
            OfCluster.Concat(NameCache.Have(tenants).SelectMany(t => OfTenant.Select(p => "tenant/" + Uri.EscapeDataString(t) + p))).Select(p => Root + p),
            word, CompletionTexts.FormatPath);
    }
}
