using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Obshell.Client;
using ObshellPS.Binding;
using ObshellPS.Connections;

namespace ObshellPS.Completion;

/// <summary>Completes with what the cluster has. Offers nothing where there is no connection or no answer: never an error.</summary>
internal abstract class ClusterCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return ConnectionOf(fakeBoundParameters) is { } connection
                ? [.. Complete(NameCache.Of(connection), (wordToComplete ?? "").Trim('\'', '"'))]
                : [];
        }
        catch (Exception e) when (e is ObshellException or InvalidOperationException or AggregateException or ArgumentException or RuntimeException)
        {
            // Whoever presses Tab wants names, not explanations.
            return [];
        }
    }

    protected abstract IEnumerable<CompletionResult> Complete(NameCache cache, string word);

    /// <summary>Names that begin with the word, quoted where PowerShell would read them as something else.</summary>
    protected static IEnumerable<CompletionResult> Offer(IEnumerable<string> names, string word, string kind, string before = "") => names
        .Where(n => n.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        .Distinct(StringComparer.Ordinal)
        .OrderBy(n => n, StringComparer.OrdinalIgnoreCase)
        .Select(n => new CompletionResult(Quote(before + n), n, CompletionResultType.ParameterValue, kind + " " + n));

    private static string Quote(string text) =>
        text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.') ? text : "'" + text.Replace("'", "''") + "'";

    /// <summary>The one named on the line, else the current one. A name on the line that cannot be read yet is no leave to offer another cluster's.</summary>
    private static ObConnection? ConnectionOf(IDictionary bound) =>
        bound.Contains("Connection")
            ? PropertyBag.Unwrap(bound["Connection"]) as ObConnection
            : RunspaceConnections.OfThisRunspace.Current;
}
