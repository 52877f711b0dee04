using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Storage;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Backups;

/// <summary>
/// Reads the backups of a cluster's tenants. Requests that return data of all tenants are sent once. In addition, each tenant needs four
/// small requests.
/// </summary>
public sealed class BackupReader
{
    /// <summary>
    /// The number of newest jobs to read. They contain the running job and the last completed job, unless many jobs in a row have failed.
    /// </summary>
    private const int JobsLooked = 20;

    private readonly ObshellClient client;
    private readonly StorageCredential? credential;
    private readonly Task<Shared> shared;
    private TimeSpan? offsetOfCluster;

    /// <summary>Creates the reader, and starts the requests that return data of all tenants.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="credential">Keys of object stores; null for none.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public BackupReader(ObshellClient client, StorageCredential? credential, CancellationToken cancellation)
    {
        this.client = client;
        this.credential = credential;
        shared = ReadSharedAsync(cancellation);
    }

    /// <summary>Reads the backup of one tenant.</summary>
    /// <exception cref="ObshellException">No part of the backup could be read.</exception>
    public async Task<TenantBackup> ReadAsync(TenantDetail tenant, CancellationToken cancellation)
    {
        Shared all = await shared.ConfigureAwait(false);
        string name = tenant.TenantName;
        Task<Reading<BackupDestinations>> asksDestinations = Reading<BackupDestinations>.OfAsync(client.TenantBackups.ReadDestinationsAsync(name, cancellation));
        Task<Reading<ArchiveInfo>> asksArchive = Reading<ArchiveInfo>.OfAsync(client.TenantBackups.ReadArchiveAsync(name, cancellation));
        Reading<BackupDestinations> destinations = await asksDestinations.ConfigureAwait(false);
        Reading<ArchiveInfo> archive = await asksArchive.ConfigureAwait(false);
        Reading<IReadOnlyList<BackupJob>> jobs = await Reading<IReadOnlyList<BackupJob>>.OfAsync(ReadJobsAsync(name, cancellation)).ConfigureAwait(false);
        Reading<ArchiveRound[]> round = await Reading<ArchiveRound[]>.OfAsync(ReadRoundAsync(name, cancellation)).ConfigureAwait(false);
        if (destinations.Fault is not null && archive.Fault is not null && jobs.Fault is not null && round.Fault is { } fault)
        {
            throw fault;
        }

        offsetOfCluster ??= archive.Value?.ClockOffset;
        (BackupParts Part, ObshellException Fault)[] unread =
        [
            .. new[]
            {
                (BackupParts.Destinations, destinations.Fault), (BackupParts.Archive, archive.Fault ?? round.Fault), (BackupParts.Backups, jobs.Fault),
                (BackupParts.Progress, all.Progress.Fault), (BackupParts.Layout, all.Pools.Fault ?? all.Units.Fault),
            }.Where(p => p.Item2 is not null).Select(p => (p.Item1, p.Item2!)),
        ];
        TenantBackup backup = TenantBackups.Judge(
            tenant,
            new BackupReading
            {
                Destinations = destinations.Value,
                Jobs = jobs.Value,
                JobsFault = jobs.Fault,
                Archive = archive.Value,
                Round = round.Value?.FirstOrDefault(),
                IsRoundKnown = round.Value is not null,
                Progress = all.Progress.Value?.FirstOrDefault(p => p.TenantId == tenant.TenantId),
                // Parts that could not be read for the same reason become one entry.
                Unread = [.. unread.GroupBy(p => FaultCause.Of(p.Fault)).Select(g => BackupTexts.FormatUnread(Listing.Of(g.Select(p => Name(p.Part))), g.First().Fault.Message))],
                UnreadParts = unread.Aggregate(BackupParts.None, (parts, p) => parts | p.Part),
                ClockOffset = archive.Value?.ClockOffset ?? offsetOfCluster,
            },
            all.Pools.Value is { } pools && all.Units.Value is { } units ? TenantLayout.Of(tenant, pools, units) : null,
            client.AgentNow,
            credential);
        backup.Connection = client.Connection;
        return backup;
    }

    private static string Name(BackupParts part) => part switch
    {
        BackupParts.Destinations => BackupTexts.PartDestinations,
        BackupParts.Archive => BackupTexts.PartArchive,
        BackupParts.Backups => BackupTexts.PartBackups,
        BackupParts.Progress => BackupTexts.PartProgress,
        _ => BackupTexts.PartLayout,
    };

    private async Task<Shared> ReadSharedAsync(CancellationToken cancellation)
    {
        Task<Reading<ResourcePool[]>> pools = Reading<ResourcePool[]>.OfAsync(client.ResourcePools.ReadAsync(cancellation));
        Task<Reading<UnitConfig[]>> units = Reading<UnitConfig[]>.OfAsync(client.Units.ListAsync(cancellation));
        Task<Reading<IReadOnlyList<BackupProgress>>> progress = Reading<IReadOnlyList<BackupProgress>>.OfAsync(client.TenantBackups.ReadAllProgressAsync(cancellation));
        return new Shared(await pools.ConfigureAwait(false), await units.ConfigureAwait(false), await progress.ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<BackupJob>> ReadJobsAsync(string name, CancellationToken cancellation)
    {
        IReadOnlyList<BackupJob> newest = await client.TenantBackups.ReadJobsAsync(name, JobsLooked, cancellation: cancellation).ConfigureAwait(false);
        return newest.Count < JobsLooked || newest.Any(j => j.IsCompleted)
            ? newest
            : [.. newest, .. await client.TenantBackups.ReadJobsAsync(name, 1, onlyCompleted: true, cancellation).ConfigureAwait(false)];
    }

    private async Task<ArchiveRound[]> ReadRoundAsync(string name, CancellationToken cancellation) =>
        await client.TenantBackups.ReadRoundAsync(name, cancellation).ConfigureAwait(false) is { } round ? [round] : [];

    private sealed class Shared
    {
        public Shared(Reading<ResourcePool[]> pools, Reading<UnitConfig[]> units, Reading<IReadOnlyList<BackupProgress>> progress) => (Pools, Units, Progress) = (pools, units, progress);

        public Reading<ResourcePool[]> Pools { get; }

        public Reading<UnitConfig[]> Units { get; }

        public Reading<IReadOnlyList<BackupProgress>> Progress { get; }
    }
}
