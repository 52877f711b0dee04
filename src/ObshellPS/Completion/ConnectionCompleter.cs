using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Obshell.Client;
using Obshell.Client.Display;
using ObshellPS.Objects;

namespace ObshellPS.Completion;

/// <summary>Offers the variables of the session that contain a connection: <c>$east</c>, <c>$west</c>.</summary>
internal sealed class ConnectionCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? "").TrimStart('$');
        try
        {
            // While a runspace runs a pipeline, its session state can be read only in this way.
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            return [.. shell.AddCommand(@"Microsoft.PowerShell.Utility\Get-Variable").Invoke<PSVariable>()
                .Where(v => v.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && CommandArgument.Of(v.Name) == v.Name)
                .Select(v => (v.Name, Connection: PropertyBag.Unwrap(v.Value) as ObConnection))
                .Where(v => v.Connection is not null)
                .Select(v => new CompletionResult("$" + v.Name, "$" + v.Name, CompletionResultType.ParameterValue, v.Connection!.ToString()))];
        }
        catch (Exception e) when (e is RuntimeException or InvalidOperationException)
        {
            return [];
        }
    }
}
