using System;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Reliability;
using Obshell.Simulator;
using Xunit;

namespace ObshellPS.Tests.Unattended;

/// <summary>
/// A runbook that is killed and started again from the top ends with exactly one restore. It is killed at each of its requests,
/// just before the agent works on it (<see cref="RestartBeforeTests"/>) and just after (<see cref="RestartAfterTests"/>): between
/// two requests nothing happens that a kill could undo.
/// </summary>
public abstract class RestartTest : RunbookTest
{
    /// <summary>Killed when the agent has worked on the request, not before.</summary>
    protected abstract bool IsAfter { get; }

    [Fact]
    public async Task Promise_5_killed_anywhere_and_started_again_from_the_top_it_ends_with_exactly_one_restore()
    {
        (int requests, int start) = await RequestsOfACalmRunAsync();

        // The short form: at the first and the last request, at the one that starts the restore, and at those before and after it.
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

    /// <returns>How many, and which of them starts the restore.</returns>
    private async Task<(int Count, int Start)> RequestsOfACalmRunAsync()
    {
        Cluster.Requests.Clear();
        using ScriptProcess run = StartScheduled("calm");
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
        RecordedRequest[] all = [.. Cluster.Requests.All];
        return (all.Length, Array.FindIndex(all, r => r.Method == "POST") + 1);
    }

    /// <returns>False when it had ended before.</returns>
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
            // The agent goes on with what it has got; the client is gone before it can read the answer, or just after.
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
