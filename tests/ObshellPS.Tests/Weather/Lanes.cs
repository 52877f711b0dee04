using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Weather;

/// <summary>Several consoles at once: each is a session that works off one item after the other.</summary>
internal static class Lanes
{
    public static async Task<IReadOnlyCollection<TResult>> RunAsync<TItem, TResult>(
        int number, IReadOnlyCollection<TItem> items, Func<HostedSession, TItem, Task<TResult>> work)
    {
        var queue = new ConcurrentQueue<TItem>(items);
        var results = new ConcurrentBag<TResult>();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(number, items.Count)).Select(async _ =>
        {
            // A start that hangs takes its minute, and then has still to be waited for.
            using HostedSession session = await BlockingAsync(() => new HostedSession { LongestScript = TimeSpan.FromMinutes(4) });
            while (queue.TryDequeue(out TItem? item))
            {
                results.Add(await work(session, item));
            }
        }));
        return results;
    }

    /// <summary>On a thread of its own: scripts block theirs, and the agents and proxies need those of the pool.</summary>
    public static Task<T> BlockingAsync<T>(Func<T> scripts) =>
        Task.Factory.StartNew(scripts, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
