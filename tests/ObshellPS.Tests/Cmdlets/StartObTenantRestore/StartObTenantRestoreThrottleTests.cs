using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantRestore;

/// <summary>-ThrottleLimit is exactly the number of requests that are sent at the same time.</summary>
[Trait("Topic", "Starting")]
public sealed class StartObTenantRestoreThrottleTests : CmdletTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ThrottleLimit_is_the_largest_number_of_parallel_requests_and_is_reached(int limit)
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

                // The POST waits until the allowed number of POSTs has arrived, and then for five more requests. If the module sent one
                // POST too many, it would arrive in this time.
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
