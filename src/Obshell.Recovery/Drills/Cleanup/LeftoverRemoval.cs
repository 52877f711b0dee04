using Obshell.Client;
using Obshell.Recovery.Cleanup;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Drills.Cleanup;

/// <summary>Removes a leftover: cancels and rolls back a running restore, and drops the tenant and its resource pools.</summary>
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

    /// <summary>The connection to the cluster of the leftover.</summary>
    public ObConnection Connection { get; }

    /// <summary>
    /// The journal line that proves that the drill created the leftover: <c>line 3 of '/home/ann/drills.jsonl' (drill started ...)</c>
    /// </summary>
    public string Claim => DrillClaim.Place(entry, journal);

    /// <summary>The path of the journal.</summary>
    public string JournalPath => journal.Path;

    /// <returns>
    /// Null when the object is not from a <see cref="LeftoverSearch"/> of this process. Such an object contains no proof.
    /// </returns>
    public static LeftoverRemoval? Of(DrillLeftover leftover) =>
        leftover is { Connection: { } connection, Journal: { } journal, Entry: { } entry } ? new LeftoverRemoval(leftover, connection, journal, entry) : null;

    /// <summary>Searches for the leftover again, because the proof must be valid immediately before the removal.</summary>
    /// <param name="client">The client of <see cref="Connection"/>.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>Null when the leftover does not exist any more.</returns>
    /// <exception cref="ObshellException">The search failed.</exception>
    public Task<DrillLeftover?> LookAsync(ObshellClient client, CancellationToken cancellation) =>
        new LeftoverSearch(client).LookAsync(entry, journal, cancellation);

    /// <summary>Removes the leftover. Objects that are not proven to be from the drill are kept, and the outcome reports them.</summary>
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
