using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;

namespace ObshellPS.Completion;

/// <summary>Offers ids of DAGs, newest first; the tooltip shows the tenant and the state.</summary>
internal sealed class DagIdCompleter : ClusterCompleter
{
    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        Task<AgentDag[]> dags = cache.Dags();
        NameCache.Await(dags);
        return NameCache.Have(dags)
            .Where(d => CommandArgument.IsDigits(d.Id) && d.Id.StartsWith(word, StringComparison.Ordinal))
            .SelectMany(d => Result(d.Id, d.Id, Describe(d)));
    }

    private static string Describe(AgentDag dag) =>
        dag.TenantName.Length > 0
            ? CompletionTexts.FormatDagOfTenant(dag.Name, dag.TenantName, dag.Result, dag.Step)
            : CompletionTexts.FormatDag(dag.Name, dag.Result, dag.Step);
}
