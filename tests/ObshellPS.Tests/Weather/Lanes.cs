using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Weather;

/// <summary>Runs several sessions in parallel. Each session processes one item after the other.</summary>
internal static class Lanes
{
    public static async Task<IReadOnlyCollection<TResult>> RunAsync<TItem, TResult>(
        int number, IReadOnlyCollection<TItem> items, Func<HostedSession, TItem, Task<TResult>> work)
    {
        var queue = new ConcurrentQueue<TItem>(items);
        var results = new ConcurrentBag<TResult>();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(number, items.Count)).Select(async _ =>
        {
            // A start that hangs takes one minute, and then the wait takes more time.
            using HostedSession session = await BlockingAsync(() => new HostedSession { LongestScript = TimeSpan.FromMinutes(4) });
            while (queue.TryDequeue(out TItem? item))
            {
                results.Add(await work(session, item));
            }
        }));
        return results;
    }

    /// <summary>Runs scripts on a new thread, because they block it. The agents and proxies need the threads of the pool.</summary>
    public static Task<T> BlockingAsync<T>(Func<T> scripts) =>
        Task.Factory.StartNew(scripts, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
