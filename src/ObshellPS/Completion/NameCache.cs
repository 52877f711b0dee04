using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Obshell.Client;
using Obshell.Client.Naming;
using Obshell.Client.Storage;

namespace ObshellPS.Completion;

/// <summary>
/// The names that completion offers. The cache keeps the names of each connection for a few seconds. So three presses of Tab send one
/// request. The cache waits only a short time for the agent; a late answer is offered at the next Tab.
/// </summary>
internal sealed class NameCache
{
    /// <summary>
    /// How long an answer is used. A failure is kept for the same time. Otherwise every Tab would send a request to an agent that is down.
    /// </summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    /// <summary>The maximum number of tenants whose places are read, because each tenant needs one request.</summary>
    private const int MaxTenants = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private static readonly ConditionalWeakTable<ObConnection, NameCache> Caches = new();

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly NameApi names;
    private readonly ObshellClient once;

    private NameCache(ObConnection connection)
    {
        once = new ObshellClient(connection).Once;
        names = once.Names;
    }

    public static NameCache Of(ObConnection connection) => Caches.GetValue(connection, static c => new NameCache(c));

    public Task<string[]> Zones() => Read("zones", names.ReadZonesAsync);

    public Task<string[]> UnitConfigs() => Read("unit configs", names.ReadUnitConfigsAsync);

    public Task<string[]> Tenants() => Read("tenants", names.ReadTenantsAsync);

    public Task<AgentDag[]> Dags() => Read("dags", names.ReadDagsAsync);

    public Task<ObServer[]> Servers() => Read("servers", async stop => (await once.Topology.ReadZonesAsync(stop).ConfigureAwait(false)).SelectMany(z => z.Servers).ToArray());

    public Task<BackupPlace[]> BackupPlaces() => Read("backups", ReadBackupPlacesAsync);

    /// <summary>Waits for all answers, but only for a short time, because the user is waiting.</summary>
    public static void Await(params Task[] asked) => Task.WhenAll(asked).ContinueWith(
        static t => t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(Patience);

    /// <summary>The answer, if it has arrived and is not a failure.</summary>
    public static T[] Have<T>(Task<T[]> asked) => asked.Status == TaskStatus.RanToCompletion ? asked.Result : [];

    private async Task<BackupPlace[]> ReadBackupPlacesAsync(CancellationToken stop)
    {
        var places = new List<BackupPlace>();
        foreach (string tenant in (await names.ReadTenantsAsync(stop).ConfigureAwait(false)).Where(t => t != "sys").Take(MaxTenants))
        {
            try
            {
                BackupDestinations found = await once.TenantBackups.ReadDestinationsAsync(tenant, stop).ConfigureAwait(false);
                string data = found.DataUri ?? "";
                places.Add(new BackupPlace(tenant, data, IsLog: false, IsDestination: true, IsSource: false));
                places.Add(new BackupPlace(tenant, found.ArchiveUri ?? "", IsLog: true, IsDestination: true, IsSource: true));
                string last = (await once.TenantBackups.ReadJobsAsync(tenant, 1, onlyCompleted: true, stop).ConfigureAwait(false)).FirstOrDefault()?.Path ?? "";

                // If the destination was changed after the last backup, it does not contain a backup yet.
                bool isSame = data.Length > 0 && last.Length > 0 && StoragePlaces.IsSame(data, last);
                places.Add(new BackupPlace(tenant, isSame ? data : last, IsLog: false, IsDestination: false, IsSource: true));
            }
            catch (ObshellException)
            {
                // Ignore this error, and offer the places of the other tenants.
            }
        }

        return [.. places.Where(p => p.Uri.Length > 0)];
    }

    private Task<T[]> Read<T>(string what, Func<CancellationToken, Task<T[]>> ask)
    {
        if (entries.TryGetValue(what, out Entry? known) && known.Serves)
        {
            return (Task<T[]>)known.Answer;
        }

        // Encryption and the first call of each route take time, so they must not run on the thread that handles the keyboard.
        var fresh = new Entry(Task.Run(() => ask(CancellationToken.None)));
        entries[what] = fresh;
        return (Task<T[]>)fresh.Answer;
    }

    private sealed class Entry
    {
        private readonly long askedAt = Stopwatch.GetTimestamp();

        public Entry(Task answer) => Answer = answer;

        public Task Answer { get; }

        /// <summary>True while the request is running, and while the answer is new enough.</summary>
        public bool Serves => !Answer.IsCompleted || (Stopwatch.GetTimestamp() - askedAt) / (double)Stopwatch.Frequency < Life.TotalSeconds;
    }
}
