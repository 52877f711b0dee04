using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantRestore;

/// <summary>-ThrottleLimit bounds how many requests are on their way at once, and lets that many be.</summary>
[Trait("Topic", "Starting")]
public sealed class StartObTenantRestoreThrottleTests : CmdletTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void So_many_are_on_their_way_at_once_and_no_more(int limit)
    {
        using var http = new HttpClient();
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int inFlight = 0;
        int most = 0;
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Method = "POST",
            Times = int.MaxValue,
            Custom = async _ =>
            {
                int now = Interlocked.Increment(ref inFlight);
                InterlockedMax(ref most, now);
                if (now >= limit)
                {
                    full.TrySetResult();
                }

                // Held until as many as may be are here together, and while others come and go: one too many would be among them.
                await full.Task.WaitAsync(TimeSpan.FromSeconds(10));
                for (int i = 0; i < 5; i++)
                {
                    await http.GetStringAsync(new Uri(Cluster.Agents[0].Uri, "/api/v1/info"));
                }

                Interlocked.Decrement(ref inFlight);
                return false;
            },
        });

        SessionResult result = Session.InvokeWithInput(
            "$input | Start-ObTenantRestore -ThrottleLimit $args[0]", Enumerable.Range(1, 7).Select(i => ConnectedSession.Good("a" + i)), limit);

        Assert.Equal(7, result.ThrowIfFailed().Output.Count);
        Assert.Equal(limit, most);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (int seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
