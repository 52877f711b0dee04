using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
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
            return [.. ClusterCompleter.Offer(
                Journal(fakeBoundParameters["HistoryPath"]?.ToString()).ReadHistory([]).Sources(), word, CompletionTexts.FormatDrillSource)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RuntimeException or ArgumentException or NotSupportedException)
        {
            // Completion never shows an error.
            return [];
        }
    }

    private static DrillJournal Journal(string? path) => string.IsNullOrEmpty(path) ? DrillJournal.OfUser() : new DrillJournal(TypedPath.Resolve(path!));
}
