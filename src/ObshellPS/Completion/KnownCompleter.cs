using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Obshell.Client.Display;

namespace ObshellPS.Completion;

/// <summary>Completes with values that are known without a request to an agent.</summary>
internal abstract class KnownCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = ClusterCompleter.WordOf(wordToComplete);
        return [.. Values()
            .Where(v => v.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase) && CommandArgument.CanBeShown(v.Value))
            .GroupBy(v => v.Value, StringComparer.Ordinal)
            .Select(g => new CompletionResult(CommandArgument.Of(g.Key), g.Key, CompletionResultType.ParameterValue, VisibleText.OneLine(g.First().Means)))];
    }

    /// <summary>The values, each with the text of its tooltip.</summary>
    protected abstract IEnumerable<(string Value, string Means)> Values();
}
