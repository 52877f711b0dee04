using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery.Drills.History;
using ObshellPS.Pipeline;

namespace ObshellPS.Drills;

/// <summary>Opens the journal of a cmdlet: the default journal of the user, or the file that the user gave.</summary>
internal static class JournalAccess
{
    private const string Parameter = "HistoryPath";

    /// <param name="cmdlet">The cmdlet. A relative path starts at the current folder of its session.</param>
    /// <param name="historyPath">The file that the user gave; null for the default journal of the user.</param>
    /// <exception cref="ObshellInputException">This account has no state folder for its journal.</exception>
    public static DrillJournal Journal(PSCmdlet cmdlet, string? historyPath)
    {
        try
        {
            return historyPath is null ? DrillJournal.OfUser() : new DrillJournal(cmdlet.GetUnresolvedProviderPathFromPSPath(historyPath));
        }
        catch (IOException e)
        {
            throw NotReadable(e);
        }
    }

    /// <summary>Reads the journal. A fault of a single line is a warning.</summary>
    /// <exception cref="ObshellInputException">The journal cannot be read.</exception>
    public static DrillHistory Read(ObCmdlet cmdlet, DrillJournal journal)
    {
        var faults = new List<string>();
        try
        {
            DrillHistory history = journal.ReadHistory(faults);
            faults.ForEach(cmdlet.WriteWarning);
            return history;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotReadable(e);
        }
    }

    /// <returns>True if the user selected this source.</returns>
    public static bool IsWanted(string source, string[]? patterns) =>
        patterns is null || patterns.Any(p => new WildcardPattern(p, WildcardOptions.IgnoreCase).IsMatch(source));

    private static ObshellInputException NotReadable(Exception e) => new(new InputFault("JournalNotReadable", Parameter, e.Message));
}
