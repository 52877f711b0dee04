using Obshell.Client;
using Obshell.Recovery.Cleanup;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Drills.Cleanup;

/// <summary>Removes what a drill has left: cancels and rolls back a restore that is running, drops the tenant and its resource pools.</summary>
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

    /// <summary>The cluster on which it was found.</summary>
    public ObConnection Connection { get; }

    /// <summary>What says that it is the drill's: <c>line 3 of '/home/ann/drills.jsonl', (drill started ...)</c></summary>
    public string Claim => DrillClaim.Place(entry, journal);

    /// <summary>The journal.</summary>
    public string JournalPath => journal.Path;

    /// <returns>Null for one that no <see cref="LeftoverSearch"/> of this process has found: nothing says whose it is.</returns>
    public static LeftoverRemoval? Of(DrillLeftover leftover) =>
        leftover is { Connection: { } connection, Journal: { } journal, Entry: { } entry } ? new LeftoverRemoval(leftover, connection, journal, entry) : null;

    /// <summary>Looks again: what says whose it is must hold right before it is removed.</summary>
    /// <param name="client">Of <see cref="Connection"/>.</param>
    /// <param name="cancellation">Ends the looking.</param>
    /// <returns>Null when nothing of it is there any more.</returns>
    /// <exception cref="ObshellException">It could not be looked for.</exception>
    public Task<DrillLeftover?> LookAsync(ObshellClient client, CancellationToken cancellation) =>
        new LeftoverSearch(client).LookAsync(entry, journal, cancellation);

    /// <summary>Removes it. What is not proven to be the drill's own stays, and is named.</summary>
    /// <param name="client">Of <see cref="Connection"/>.</param>
    /// <param name="observer">Is called for each change.</param>
    /// <param name="cancellation">Stops it between two changes.</param>
    public async Task<CleanupOutcome> RemoveAsync(ObshellClient client, ICleanupObserver observer, CancellationToken cancellation)
    {
        using var watches = new SharedDagWatch(client);
        return await new RestoreCleaner(client, observer, watches).CleanAsync(leftover.TenantName, leftover.DagId, [], cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes into the journal that it is gone.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public void NoteRemoved(DateTimeOffset at) => journal.Append(new DrillLine { Kind = DrillLine.Removed, Drill = leftover.DrillId, At = at });
}
