using System;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Reliability;
using Obshell.Simulator;
using Xunit;

namespace ObshellPS.Tests.Unattended;

/// <summary>
/// A runbook that is killed and started again makes exactly one restore. It is killed at each of its requests, just before the agent
/// processes the request (<see cref="RestartBeforeTests"/>) or just after that (<see cref="RestartAfterTests"/>). Between two requests the
/// runbook changes nothing, so other moments need no test.
/// </summary>
public abstract class RestartTest : RunbookTest
{
    /// <summary>True if the runbook is killed after the agent has processed the request, false if before.</summary>
    protected abstract bool IsAfter { get; }

    [Fact]
    public async Task Promise_5_a_runbook_that_is_killed_at_any_request_and_started_again_makes_one_restore()
    {
        (int requests, int start) = await RequestsOfACalmRunAsync();

        // The short form kills at the first and the last request, at the request that starts the restore, and at its neighbours.
        int[] places = Effort.IsFull ? [.. Enumerable.Range(1, requests)] : [1, start - 1, start, start + 1, requests];
        int kills = 0;
        string moment = IsAfter ? "after" : "before";
        foreach (int at in places)
        {
            string tenant = $"killed_{moment}_{at}";
            kills += await KillAsync(tenant, at, IsAfter) ? 1 : 0;
            using ScriptProcess again = StartScheduled(tenant);

            (int code, string output, string error) = await again.EndAsync();

            Assert.True(code == 0, $"{tenant}: {error}");
            Assert.Contains($"{tenant} Restored", output, StringComparison.Ordinal);
            Assert.Equal((tenant, 1), (tenant, RestoresOf(tenant)));
        }

        Assert.True(kills > 2, $"Only {kills} runs were killed under way.");
        Figures.Write("restart-" + moment, ($"runbooks killed at a request, {moment} the agent worked on it", "each ends with 1 restore", $"{kills} killed of {places.Length} places, 1 restore each"));
    }

    /// <returns>The number of requests, and the position of the request that starts the restore.</returns>
    private async Task<(int Count, int Start)> RequestsOfACalmRunAsync()
    {
        Cluster.Requests.Clear();
        using ScriptProcess run = StartScheduled("calm");
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
        RecordedRequest[] all = [.. Cluster.Requests.All];
        return (all.Length, Array.FindIndex(all, r => r.Method == "POST") + 1);
    }

    /// <returns>False if the run ended before the kill.</returns>
    private async Task<bool> KillAsync(string tenant, int at, bool after)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int seen = 0;
        Fault fault = Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Times = int.MaxValue,
            Custom = async _ =>
            {
                if (System.Threading.Interlocked.Increment(ref seen) == at)
                {
                    reached.TrySetResult();
                    if (!after)
                    {
                        await killed.Task;
                        return true;
                    }
                }

                return false;
            },
        });
        using ScriptProcess run = StartScheduled(tenant);
        Task<(int ExitCode, string Output, string Error)> end = run.EndAsync();
        bool underWay = await Task.WhenAny(reached.Task, end) == reached.Task;
        if (underWay && after)
        {
            // The agent processes the request. The client is killed before it reads the answer, or just after that.
            int before = Cluster.Requests.All.Count;
            System.Threading.SpinWait.SpinUntil(() => Cluster.Requests.All.Count > before || end.IsCompleted, TimeSpan.FromSeconds(10));
        }

        run.Kill();
        killed.TrySetResult();
        await end;
        Cluster.Faults.Clear();
        return underWay;
    }
}
