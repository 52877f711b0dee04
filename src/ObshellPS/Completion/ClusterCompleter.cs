using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Obshell.Client;
using Obshell.Client.Display;
using ObshellPS.Connections;
using ObshellPS.Objects;

namespace ObshellPS.Completion;

/// <summary>
/// Completes an argument with names that the cluster reports. Without a connection or an answer, the completer offers nothing. It never
/// causes an error.
/// </summary>
internal abstract class ClusterCompleter : IArgumentCompleter
{
    /// <summary>All characters that PowerShell reads as a quote.</summary>
    private static readonly char[] Quotes = ['\'', '\u2018', '\u2019', '\u201A', '\u201B', '"', '\u201C', '\u201D', '\u201E'];

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        Parameter = parameterName;
        Bound = fakeBoundParameters;
        try
        {
            return ConnectionOf(fakeBoundParameters) is { } connection
                ? [.. Complete(NameCache.Of(connection), WordOf(wordToComplete))]
                : [];
        }
        catch (Exception e) when (e is ObshellException or InvalidOperationException or AggregateException or ArgumentException or RuntimeException)
        {
            // Completion never shows an error.
            return [];
        }
    }

    /// <summary>The typed text, without quotes.</summary>
    internal static string WordOf(string? typed) => (typed ?? "").Trim(Quotes);

    /// <summary>The parameter whose value is completed.</summary>
    protected string Parameter { get; private set; } = "";

    /// <summary>The other parameters of the command line, as far as their values are known.</summary>
    protected IDictionary Bound { get; private set; } = new Hashtable();

    protected abstract IEnumerable<CompletionResult> Complete(NameCache cache, string word);

    /// <summary>Offers the names that begin with the word. A name is quoted if PowerShell needs quotes.</summary>
    /// <param name="names">All names.</param>
    /// <param name="word">The word that the user typed.</param>
    /// <param name="toolTip">The text that explains a name.</param>
    /// <param name="before">The text before the word, which is kept.</param>
    internal static IEnumerable<CompletionResult> Offer(IEnumerable<string> names, string word, Func<object?, string> toolTip, string before = "") => names
        .Where(n => n.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        .Distinct(StringComparer.Ordinal)
        .OrderBy(n => n, StringComparer.OrdinalIgnoreCase)
        .SelectMany(n => Result(before + n, n, toolTip(n)));

    /// <summary>
    /// Offers one value. A value with hidden or misleading characters is not offered, because the user would run a text that differs from
    /// the text on the screen.
    /// </summary>
    internal static IEnumerable<CompletionResult> Result(string value, string listed, string toolTip) =>
        value.Length > 0 && CommandArgument.CanBeShown(value)
            ? [new CompletionResult(CommandArgument.Of(value), VisibleText.OneLine(listed), CompletionResultType.ParameterValue, VisibleText.OneLine(toolTip))]
            : [];

    /// <summary>
    /// The connection on the command line; without -Connection, the current connection. Null if the value of -Connection is not known yet,
    /// because names of another cluster must not be offered.
    /// </summary>
    private static ObConnection? ConnectionOf(IDictionary bound) =>
        bound.Contains("Connection")
            ? PropertyBag.Unwrap(bound["Connection"]) as ObConnection
            : RunspaceConnections.OfThisRunspace.Current;
}
