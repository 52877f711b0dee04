using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;
using Obshell.Recovery.Drills.Cleanup;
using Obshell.Recovery.Drills.History;
using ObshellPS.Completion;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>The results that a history holds; or, with -Leftover, what drills have left on the cluster. Changes nothing.</summary>
[Cmdlet(VerbsCommon.Get, "ObRestoreDrill", DefaultParameterSetName = "History")]
[OutputType(typeof(RestoreDrillResult), typeof(DrillLeftover))]
public sealed class GetObRestoreDrillCommand : ObCmdlet
{
    /// <summary>The history of Invoke-ObRestoreDrill; with -Leftover beside this user's own journal.</summary>
    [Parameter(Position = 0)]
    public string? HistoryPath { get; set; }

    /// <summary>Only drills of these sources; wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [SupportsWildcards]
    public string[]? SourceName { get; set; }

    /// <summary>Only the last so many of each source.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateRange(1, int.MaxValue)]
    public int? Last { get; set; }

    /// <summary>What interrupted drills, and those that could not or should not drop their tenant, have left on the cluster.</summary>
    [Parameter]
    public SwitchParameter Leftover { get; set; }

    /// <summary>The cluster to look at with -Leftover; default: the current connection.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            if (Leftover)
            {
                WriteLeftovers(ConnectionOrCurrent(Connection));
            }
            else if (HistoryPath is null)
            {
                throw new ObshellInputException(new InputFault("MissingParameter", nameof(HistoryPath), "Name the file that Invoke-ObRestoreDrill -HistoryPath has written; or use -Leftover."));
            }
            else
            {
                WriteResults(new DrillJournal(GetUnresolvedProviderPathFromPSPath(HistoryPath)));
            }
        }
        catch (ObshellException e)
        {
            WriteFault(e, HistoryPath);
        }
    }

    private void WriteResults(DrillJournal journal)
    {
        if (!File.Exists(journal.Path))
        {
            throw new ObshellInputException(new InputFault("HistoryNotFound", nameof(HistoryPath), $"There is no file {journal.Path}."));
        }

        IEnumerable<RestoreDrillResult> results = Read(journal).Results().Where(r => IsWanted(r.SourceName));
        if (Last is { } last)
        {
            results = results.GroupBy(r => r.SourceName, StringComparer.OrdinalIgnoreCase).SelectMany(g => g.Skip(Math.Max(0, g.Count() - last))).OrderBy(r => r.EndedAt);
        }

        foreach (RestoreDrillResult result in results)
        {
            WriteObject(result);
        }
    }

    private void WriteLeftovers(ObConnection connection)
    {
        var search = new LeftoverSearch(new ObshellClient(connection, Log));
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (DrillJournal journal in Journals())
        {
            foreach (DrillEntry entry in search.Candidates(Read(journal)).Where(e => IsWanted(e.SourceName) && told.Add(e.Drill)))
            {
                try
                {
                    if (Run(stop => search.LookAsync(entry, journal, stop)) is { } found)
                    {
                        WriteObject(found);
                    }
                }
                catch (ObshellException e)
                {
                    WriteWarning($"Whether the drill of '{entry.SourceName}' has left tenant '{entry.TenantName}'{(entry.Dag.Length > 0 ? $" (DAG {entry.Dag})" : "")} could not be found out.");
                    WriteFault(e, entry.TenantName);
                }
            }
        }
    }

    private IEnumerable<DrillJournal> Journals()
    {
        if (HistoryPath is not null)
        {
            yield return new DrillJournal(GetUnresolvedProviderPathFromPSPath(HistoryPath));
        }

        DrillJournal own;
        try
        {
            own = DrillJournal.OfUser();
        }
        catch (IOException)
        {
            // An account without a folder can have left nothing there.
            yield break;
        }

        yield return own;
    }

    private DrillHistory Read(DrillJournal journal)
    {
        var faults = new List<string>();
        try
        {
            DrillHistory history = journal.ReadHistory(faults);
            faults.ForEach(WriteWarning);
            return history;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ObshellInputException(new InputFault("JournalNotReadable", nameof(HistoryPath), e.Message));
        }
    }

    private bool IsWanted(string source) =>
        SourceName is null || SourceName.Any(p => new WildcardPattern(p, WildcardOptions.IgnoreCase).IsMatch(source));
}
