using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Obshell.Client;
using Obshell.Client.Naming;

namespace ObshellPS.Completion;

/// <summary>
/// What completion offers, kept for a few seconds with each connection: whoever presses Tab three times has asked the
/// agent once. Never makes a typist wait; what comes too late is there at the next key.
/// </summary>
internal sealed class NameCache
{
    /// <summary>How long an answer serves; a failure serves as long, so that a dead agent is not asked at each key.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private static readonly ConditionalWeakTable<ObConnection, NameCache> Caches = new();

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly NameApi names;

    private NameCache(ObConnection connection) => names = new ObshellClient(connection).Names;

    public static NameCache Of(ObConnection connection) => Caches.GetValue(connection, static c => new NameCache(c));

    public Task<string[]> Zones() => Read("zones", names.ReadZonesAsync);

    public Task<string[]> UnitConfigs() => Read("unit configs", names.ReadUnitConfigsAsync);

    public Task<string[]> Tenants() => Read("tenants", names.ReadTenantsAsync);

    public Task<AgentDag[]> Dags() => Read("dags", names.ReadDagsAsync);

    /// <summary>Waits for all of them, but no longer than a typist would.</summary>
    public static void Await(params Task[] asked) => Task.WhenAll(asked).ContinueWith(
        static t => t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(Patience);

    /// <summary>The answer, if it is there and is one.</summary>
    public static T[] Have<T>(Task<T[]> asked) => asked.Status == TaskStatus.RanToCompletion ? asked.Result : [];

    private Task<T[]> Read<T>(string what, Func<CancellationToken, Task<T[]>> ask)
    {
        if (entries.TryGetValue(what, out Entry? known) && known.Serves)
        {
            return (Task<T[]>)known.Answer;
        }

        // Encryption and the first call of each route take their time: none of it on the typist's thread.
        var fresh = new Entry(Task.Run(() => ask(CancellationToken.None)));
        entries[what] = fresh;
        return (Task<T[]>)fresh.Answer;
    }

    private sealed class Entry
    {
        private readonly long askedAt = Stopwatch.GetTimestamp();

        public Entry(Task answer) => Answer = answer;

        public Task Answer { get; }

        /// <summary>Under way, or not yet old.</summary>
        public bool Serves => !Answer.IsCompleted || (Stopwatch.GetTimestamp() - askedAt) / (double)Stopwatch.Frequency < Life.TotalSeconds;
    }
}
