using System;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Tests.Time;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Tests.Waiting;

/// <summary>Watches DAGs of a simulated cluster on its virtual clock.</summary>
internal static class Watching
{
    /// <summary>
    /// After this real time, a wait counts as hung. The limit is long, because thousands of polls are slow on a busy machine.
    /// </summary>
    private static readonly TimeSpan HangLimit = TimeSpan.FromMinutes(5);

    public static async Task<WatchRecord> WatchAsync(
        this VirtualCluster cluster, WaitOptions? options = null, WatchRecord? record = null, CancellationToken cancellation = default, params string[] ids)
    {
        record ??= new WatchRecord();
        var watch = new DagWatch(cluster.Client, options ?? new WaitOptions { Random = new Random(1) }, record);
        foreach (string id in ids)
        {
            watch.Add(id);
        }

        watch.CompleteAdding();
        await watch.RunAsync(cancellation).WaitAsync(HangLimit, CancellationToken.None);
        return record;
    }
}
