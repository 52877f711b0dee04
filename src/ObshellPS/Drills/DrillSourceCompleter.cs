using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Obshell.Client.Display;
using Obshell.Recovery.Drills.History;
using ObshellPS.Completion;

namespace ObshellPS.Drills;

/// <summary>Offers the sources in the drill history: in the file on the command line, or in this user's own history.</summary>
internal sealed class DrillSourceCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = ClusterCompleter.WordOf(wordToComplete);
        try
        {
            return [.. Journal(fakeBoundParameters["HistoryPath"]?.ToString()).ReadHistory([]).Sources()
                .Where(s => s.StartsWith(word, StringComparison.OrdinalIgnoreCase) && CommandArgument.CanBeShown(s))
                .OrderBy(s => s, StringComparer.OrdinalIgnoreCase)
                .Select(s => new CompletionResult(CommandArgument.Of(s), s, CompletionResultType.ParameterValue, CompletionTexts.FormatDrillSource(s)))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RuntimeException or ArgumentException or NotSupportedException)
        {
            // Completion never shows an error.
            return [];
        }
    }

    /// <summary>While a runspace runs a pipeline, its session state can be read only in this way.</summary>
    private static DrillJournal Journal(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return DrillJournal.OfUser();
        }

        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return new DrillJournal(shell.AddCommand(@"Microsoft.PowerShell.Management\Convert-Path").AddParameter("LiteralPath", path).Invoke<string>().FirstOrDefault() ?? path!);
    }
}
