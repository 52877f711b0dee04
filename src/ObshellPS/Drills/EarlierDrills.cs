using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Drills.Cleanup;
using Obshell.Recovery.Drills.History;
using ObshellPS.Pipeline;

namespace ObshellPS.Drills;

/// <summary>Reads the drills of earlier runs from the journal.</summary>
internal sealed class EarlierDrills
{
    private readonly ObCmdlet cmdlet;
    private readonly ObshellClient client;
    private readonly string? historyPath;
    private readonly bool noHistory;
    private readonly bool isPlan;

    /// <param name="cmdlet">The cmdlet that writes warnings.</param>
    /// <param name="client">The client of the cluster on which the backups are restored.</param>
    /// <param name="historyPath">The file that the user gave; null for the default journal of the user.</param>
    /// <param name="noHistory">True if results are not stored and not compared.</param>
    /// <param name="isPlan">True if the cmdlet only shows its plan and writes nothing.</param>
    public EarlierDrills(ObCmdlet cmdlet, ObshellClient client, string? historyPath, bool noHistory, bool isPlan)
    {
        this.cmdlet = cmdlet;
        this.client = client;
        this.historyPath = historyPath;
        this.noHistory = noHistory;
        this.isPlan = isPlan;
    }

    /// <summary>The journal; null until it is opened.</summary>
    public DrillJournal? Journal { get; private set; }

    /// <summary>The earlier results, for the trends; null without a history.</summary>
    public IReadOnlyList<RestoreDrillResult>? Results { get; private set; }

    /// <summary>Reads the entries of earlier runs in the journal, and reports the drills that did not end.</summary>
    /// <param name="output">Writes the results of interrupted drills, if the user gave a history file.</param>
    /// <exception cref="ObshellInputException">The journal cannot be read.</exception>
    public void Open(DrillOutput output)
    {
        Journal = JournalAccess.Journal(cmdlet, historyPath);
        DrillHistory history = JournalAccess.Read(cmdlet, Journal);
        Compact();
        Results = noHistory ? null : history.Results();
        var search = new LeftoverSearch(client);
        foreach (DrillEntry entry in search.Candidates(history).ToArray())
        {
            if (!entry.WasKept)
            {
                Report(entry, search, output);
            }
        }
    }

    /// <summary>Limits the size of the default journal. A file that the user gave is not changed.</summary>
    private void Compact()
    {
        if (historyPath is not null || isPlan)
        {
            return;
        }

        try
        {
            Journal!.Compact();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Ignore this error: the next run tries again. If a drill cannot write to the journal, the drill reports the error.
        }
    }

    /// <summary>Handles a drill of an earlier run: the process was killed, or the drill left objects on the cluster.</summary>
    private void Report(DrillEntry entry, LeftoverSearch search, DrillOutput output)
    {
        string left;
        DrillCleanup cleanup = DrillCleanup.LeftBehind;
        try
        {
            DrillLeftover? found = cmdlet.Run(stop => search.LookAsync(entry, Journal!, stop));
            cleanup = found is null ? DrillCleanup.NothingMade : DrillCleanup.LeftBehind;
            left = found is null ? DrillCommandTexts.NothingLeft
                : Listing.Sentences(found.Seen, historyPath is null ? DrillCommandTexts.RemoveLeftover : DrillCommandTexts.RemoveLeftoverOfHistory);
        }
        catch (ObshellException e)
        {
            left = DrillCommandTexts.FormatLeftUnknown(e.Message);
        }

        bool isNew = entry.IsOpen;
        if (isNew || cleanup == DrillCleanup.LeftBehind)
        {
            cmdlet.WriteWarning(Listing.Sentences(Sentence(entry, isNew), left));
        }

        // Write a result only if the history of the drill does not contain one yet. With -WhatIf write nothing.
        if (isNew && !isPlan)
        {
            RestoreDrillResult result = entry.AsInterrupted(cleanup, left);
            try
            {
                Journal!.AppendResult(result, client.Clock.GetUtcNow());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                cmdlet.WriteWarning(DrillCommandTexts.FormatJournalNotWritable(Journal!.Path, e.Message));
            }

            // Return this result only to a user who gave a history file: such a user runs drills regularly. A drill in the default journal
            // may have been only an experiment.
            if (historyPath is not null)
            {
                output.Write(result);
            }
        }
    }

    private static string Sentence(DrillEntry entry, bool isNew) => (isNew, entry.Dag.Length > 0) switch
    {
        (true, true) => DrillCommandTexts.FormatEarlierInterruptedDag(entry.SourceName, entry.TenantName, entry.Dag),
        (true, false) => DrillCommandTexts.FormatEarlierInterrupted(entry.SourceName, entry.TenantName),
        (false, true) => DrillCommandTexts.FormatEarlierLeftDag(entry.SourceName, entry.TenantName, entry.Dag),
        (false, false) => DrillCommandTexts.FormatEarlierLeft(entry.SourceName, entry.TenantName),
    };
}
