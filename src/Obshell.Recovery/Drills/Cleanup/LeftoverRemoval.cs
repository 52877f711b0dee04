using Obshell.Client;
using Obshell.Recovery.Cleanup;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Drills.Cleanup;

/// <summary>Removes a leftover: cancels and rolls back a restore that is running, and drops the tenant and its resource pools.</summary>
public sealed class LeftoverRemoval
{
    private readonly DrillLeftover leftover;
    private readonly DrillJournal journal;
    private readonly DrillEntry entry;

    private LeftoverRemoval(DrillLeftover leftover, ObConnection connection, DrillJournal journal, DrillEntry entry)
    {
        this.leftover = leftover;
        this.journal = journal;
        this.entry = entry;
        Connection = connection;
    }

    /// <summary>The connection to the cluster that has the leftover.</summary>
    public ObConnection Connection { get; }

    /// <summary>The line that proves that the leftover is the drill's: <c>line 3 of '/home/ann/drills.jsonl', (drill started ...)</c></summary>
    public string Claim => DrillClaim.Place(entry, journal);

    /// <summary>The path of the journal.</summary>
    public string JournalPath => journal.Path;

    /// <returns>Null for a leftover that no <see cref="LeftoverSearch"/> of this process has found: there is no proof whose it is.</returns>
    public static LeftoverRemoval? Of(DrillLeftover leftover) =>
        leftover is { Connection: { } connection, Journal: { } journal, Entry: { } entry } ? new LeftoverRemoval(leftover, connection, journal, entry) : null;

    /// <summary>Looks again: the proof must be valid immediately before the removal.</summary>
    /// <param name="client">The client of <see cref="Connection"/>.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>Null when the leftover does not exist any more.</returns>
    /// <exception cref="ObshellException">The search failed.</exception>
    public Task<DrillLeftover?> LookAsync(ObshellClient client, CancellationToken cancellation) =>
        new LeftoverSearch(client).LookAsync(entry, journal, cancellation);

    /// <summary>Removes the leftover. Anything that is not proven to be the drill's own stays, and the outcome names it.</summary>
    /// <param name="client">The client of <see cref="Connection"/>.</param>
    /// <param name="observer">Called for each change.</param>
    /// <param name="cancellation">Stops the removal between two changes.</param>
    public async Task<CleanupOutcome> RemoveAsync(ObshellClient client, ICleanupObserver observer, CancellationToken cancellation)
    {
        using var watches = new SharedDagWatch(client);
        return await new RestoreCleaner(client, observer, watches).CleanAsync(leftover.TenantName, leftover.DagId, [], cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes into the journal that the leftover was removed.</summary>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The user has no right to write the journal.</exception>
    public void NoteRemoved(DateTimeOffset at) => journal.Append(new DrillLine { Kind = DrillLine.Removed, Drill = leftover.DrillId, At = at });
}
