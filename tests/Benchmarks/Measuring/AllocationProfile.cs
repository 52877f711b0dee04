using System;
using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Benchmarks.Processes;
using Obshell.Client;

namespace Obshell.Benchmarks.Measuring;

/// <summary>
/// Shows which types a poll allocates. The runtime takes a sample for every 100 KB. Use it to find the cause when the allocation test
/// fails.
/// </summary>
internal sealed class AllocationProfile : EventListener
{
    private const int Polls = 30_000;
    private const EventKeywords Gc = (EventKeywords)1;

    private readonly ConcurrentDictionary<string, int> samples = new(StringComparer.Ordinal);

    public static async Task WriteAsync()
    {
        using var simulator = new SimulatorProcess();
        using ObConnection connection = await simulator.ConnectAsync();
        var client = new ObshellClient(connection).Once;
        await client.Restores.StartAsync(SimulatorProcess.Restore("rt1"));
        await PollAsync(client, Polls / 10);
        using var profile = new AllocationProfile();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await PollAsync(client, Polls);
        double each = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Polls;
        double all = profile.samples.Values.Sum();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{each:0} bytes a poll, of these"));
        foreach ((string type, int count) in profile.samples.OrderByDescending(s => s.Value).Take(25))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{each * count / all,6:0} {type}"));
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
        {
            EnableEvents(eventSource, EventLevel.Verbose, Gc);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName!.StartsWith("GCAllocationTick", StringComparison.Ordinal))
        {
            samples.AddOrUpdate((string)eventData.Payload![eventData.PayloadNames!.IndexOf("TypeName")]!, 1, static (_, n) => n + 1);
        }
    }

    private static async Task PollAsync(ObshellClient client, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await client.Dags.GetAsync("11", detailed: false, CancellationToken.None);
        }
    }
}
