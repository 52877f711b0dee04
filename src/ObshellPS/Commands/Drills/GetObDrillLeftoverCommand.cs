using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;
using Obshell.Recovery.Drills.Cleanup;
using Obshell.Recovery.Drills.History;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Drills;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>
/// Finds tenants and resource pools that drills have left on the cluster. Such a drill was interrupted, could not drop its tenant, or was
/// started with -Keep. The cmdlet changes nothing.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ObDrillLeftover")]
[OutputType(typeof(DrillLeftover))]
public sealed class GetObDrillLeftoverCommand : ObCmdlet
{
    /// <summary>
    /// A history file that Invoke-ObRestoreDrill has written. It is read in addition to the history in this user's state folder.
    /// </summary>
    [Parameter(Position = 0)]
    [LeftOutMeans(nameof(LeftOutTexts.OwnHistory))]
    public string? HistoryPath { get; set; }

    /// <summary>Only the leftovers of these sources; wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DrillSourceCompleter))]
    [SupportsWildcards]
    public string[]? SourceName { get; set; }

    /// <summary>The connection to the cluster; default: the current connection.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            Write(new LeftoverSearch(new ObshellClient(ConnectionOrCurrent(Connection), Log)));
        }
        catch (ObshellException e)
        {
            WriteFault(e, HistoryPath);
        }
    }

    private void Write(LeftoverSearch search)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (DrillJournal journal in Journals())
        {
            foreach (DrillEntry entry in search.Candidates(JournalAccess.Read(this, journal)).Where(e => JournalAccess.IsWanted(e.SourceName, SourceName) && seen.Add(e.Drill)))
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
                    WriteWarning(entry.Dag.Length > 0
                        ? DrillCommandTexts.FormatLeftoverUnknownDag(entry.SourceName, entry.TenantName, entry.Dag)
                        : DrillCommandTexts.FormatLeftoverUnknown(entry.SourceName, entry.TenantName));
                    WriteFault(e, entry.TenantName);
                }
            }
        }
    }

    private IEnumerable<DrillJournal> Journals()
    {
        if (HistoryPath is not null)
        {
            yield return JournalAccess.Journal(this, HistoryPath);
        }

        DrillJournal own;
        try
        {
            own = JournalAccess.Journal(this, null);
        }
        catch (ObshellInputException) when (HistoryPath is not null)
        {
            // This account has no state folder, so it has no default history.
            yield break;
        }

        yield return own;
    }
}
