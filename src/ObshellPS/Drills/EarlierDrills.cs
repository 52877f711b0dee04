using Obshell.Client;
using Obshell.Recovery;
using Obshell.Recovery.Drills.Cleanup;
using Obshell.Recovery.Drills.History;
using ObshellPS.Pipeline;

namespace ObshellPS.Drills;

/// <summary>What earlier runs have left in the journal.</summary>
internal sealed class EarlierDrills
{
    private readonly ObCmdlet cmdlet;
    private readonly ObshellClient client;
    private readonly string? historyPath;
    private readonly bool isPlan;

    /// <param name="cmdlet">Where warnings go.</param>
    /// <param name="client">The cluster that restores.</param>
    /// <param name="historyPath">The file that the user named; null for the user's own journal.</param>
    /// <param name="isPlan">Nothing is written.</param>
    public EarlierDrills(ObCmdlet cmdlet, ObshellClient client, string? historyPath, bool isPlan)
    {
        this.cmdlet = cmdlet;
        this.client = client;
        this.historyPath = historyPath;
        this.isPlan = isPlan;
    }

    /// <summary>Null until it is opened.</summary>
    public DrillJournal? Journal { get; private set; }

    /// <summary>For trends; null without a history.</summary>
    public IReadOnlyList<RestoreDrillResult>? Results { get; private set; }

    /// <summary>Reads what earlier runs have left in it, and says what did not come to its end.</summary>
    /// <param name="output">Where drills that were interrupted come out as results.</param>
    /// <exception cref="ObshellInputException">The journal cannot be read.</exception>
    public void Open(DrillOutput output)
    {
        var faults = new List<string>();
        DrillHistory history;
        try
        {
            Journal = historyPath is null ? DrillJournal.OfUser() : new DrillJournal(historyPath);
            history = Journal.ReadHistory(faults);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ObshellInputException(new InputFault("JournalNotReadable", "HistoryPath", e.Message));
        }

        faults.ForEach(cmdlet.WriteWarning);
        Results = historyPath is null ? null : history.Results();
        var search = new LeftoverSearch(client);
        foreach (DrillEntry entry in search.Candidates(history).ToArray())
        {
            if (!entry.WasKept)
            {
                TellOf(entry, search, output);
            }
        }
    }

    /// <summary>A drill of an earlier run that was killed, or has left something.</summary>
    private void TellOf(DrillEntry entry, LeftoverSearch search, DrillOutput output)
    {
        string left;
        DrillCleanup cleanup = DrillCleanup.LeftBehind;
        try
        {
            DrillLeftover? found = cmdlet.Run(stop => search.LookAsync(entry, Journal!, stop));
            cleanup = found is null ? DrillCleanup.NothingMade : DrillCleanup.LeftBehind;
            left = found is null ? "Nothing of it is on the cluster." : $"{found.Seen} Get-ObRestoreDrill -Leftover{(historyPath is null ? "" : " -HistoryPath ...")} | Remove-ObRestoreDrill takes it away.";
        }
        catch (ObshellException e)
        {
            left = $"Whether anything is left of it could not be found out: {e.Message}";
        }

        bool isNew = entry.IsOpen;
        if (isNew || cleanup == DrillCleanup.LeftBehind)
        {
            cmdlet.WriteWarning($"An earlier drill of '{entry.SourceName}' (tenant '{entry.TenantName}'{(entry.Dag.Length > 0 ? ", DAG " + entry.Dag : "")}) {(isNew ? "was interrupted" : "has left something")}. {left}");
        }

        // Once, in the history that it belongs to; a plan writes nothing.
        if (isNew && historyPath is not null && !isPlan)
        {
            RestoreDrillResult result = entry.AsInterrupted(cleanup, left);
            try
            {
                Journal!.AppendResult(result, client.Clock.GetUtcNow());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                cmdlet.WriteWarning($"{Journal!.Path} cannot be written: {e.Message}");
            }

            output.Write(result);
        }
    }
}
