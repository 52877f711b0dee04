using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ObshellPS.Completion;

/// <summary>
/// Offers nothing, for a value that only the user knows. Without a completer PowerShell would offer the files of the folder.
/// </summary>
internal sealed class NothingCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => [];
}
