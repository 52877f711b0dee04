using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;

namespace ObshellPS.Plans;

/// <summary>The tenants of the plan whose path stands on the command line.</summary>
internal sealed class PlanTenantCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        RecoveryPlanEntry[] entries;
        try
        {
            string path = fakeBoundParameters["Path"]?.ToString() ?? "";
            entries = path.Length == 0 ? [] : PlanFile.Read(path, Runspace.DefaultRunspace.SessionStateProxy.Path).Entries;
        }
        catch (ObshellInputException)
        {
            entries = [];
        }

        string word = (wordToComplete ?? "").Trim('\'', '"');
        return entries.Where(e => e.TenantName.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(e => new CompletionResult(CommandArgument.Of(e.TenantName), VisibleText.OneLine(e.TenantName), CompletionResultType.ParameterValue, $"Tenant, {e.State}"));
    }
}
