using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Obshell.Client;
using Obshell.Recovery;
using ObshellPS.Completion;

namespace ObshellPS.Plans;

/// <summary>Offers the tenants of the plan whose path is on the command line.</summary>
internal sealed class PlanTenantCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = ClusterCompleter.WordOf(wordToComplete);
        return EntriesOf(fakeBoundParameters).Where(e => e.TenantName.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .SelectMany(e => ClusterCompleter.Result(e.TenantName, e.TenantName, RecoveryPlanTexts.FormatCompletionTenant(e.State.ToString())));
    }

    /// <summary>The entries of the plan whose path is on the command line; empty if there is no such plan.</summary>
    internal static RecoveryPlanEntry[] EntriesOf(IDictionary bound)
    {
        try
        {
            string path = bound["Path"]?.ToString() ?? "";
            return path.Length == 0 ? [] : PlanFile.Read(path, TypedPath.Resolve).Entries;
        }
        catch (Exception e) when (e is ObshellInputException or RuntimeException)
        {
            return [];
        }
    }
}
