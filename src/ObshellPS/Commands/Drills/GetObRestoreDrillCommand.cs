using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;
using Obshell.Recovery.Drills.History;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Drills;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>Reads the results of earlier drills from their history. It sends no request to an agent.</summary>
[Cmdlet(VerbsCommon.Get, "ObRestoreDrill")]
[OutputType(typeof(RestoreDrillResult))]
public sealed class GetObRestoreDrillCommand : ObCmdlet
{
    /// <summary>The history file that Invoke-ObRestoreDrill has written; default: the file in this user's state folder.</summary>
    [Parameter(Position = 0)]
    [LeftOutMeans(nameof(LeftOutTexts.OwnHistory))]
    public string? HistoryPath { get; set; }

    /// <summary>Only drills of these sources; wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DrillSourceCompleter))]
    [SupportsWildcards]
    public string[]? SourceName { get; set; }

    /// <summary>For each source, return only this number of its newest drills.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateRange(1, int.MaxValue)]
    public int? Last { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            Write(JournalAccess.Journal(this, HistoryPath));
        }
        catch (ObshellException e)
        {
            WriteFault(e, HistoryPath);
        }
    }

    private void Write(DrillJournal journal)
    {
        if (!File.Exists(journal.Path))
        {
            if (HistoryPath is not null)
            {
                throw new ObshellInputException(new InputFault("HistoryNotFound", nameof(HistoryPath), DrillCommandTexts.FormatHistoryNotFound(journal.Path)));
            }

            // Before the first drill the file does not exist: the history is empty.
            WriteVerbose(DrillCommandTexts.FormatNoHistoryYet(journal.Path));
            return;
        }

        IEnumerable<RestoreDrillResult> results = JournalAccess.Read(this, journal).Results().Where(r => JournalAccess.IsWanted(r.SourceName, SourceName));
        if (Last is { } last)
        {
            results = results.GroupBy(r => r.SourceName, StringComparer.OrdinalIgnoreCase).SelectMany(g => g.Skip(Math.Max(0, g.Count() - last))).OrderBy(r => r.EndedAt);
        }

        foreach (RestoreDrillResult result in results)
        {
            WriteObject(result);
        }
    }
}
