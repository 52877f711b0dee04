using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Waiting;

/// <summary>Promise 7: Ctrl+C answers at once, inside a hung request too, leaves the work alone, and says how to go on.</summary>
[Trait("Promise", "7")]
public sealed class StopTests : CmdletTest
{
    private static readonly TimeSpan WellUnderASecond = TimeSpan.FromMilliseconds(800);

    [Fact]
    public async Task Promise_7_Ctrl_C_while_an_answer_hangs_gives_control_back_at_once()
    {
        Room.Start();
        Task hung = HangAt("/api/v1/task/dag/11");
        Cluster.Requests.Clear();
        using RunningScript running = Session.Begin("Wait-ObDag 11");
        await hung.WaitAsync(TimeSpan.FromSeconds(20));

        TimeSpan taken = Stop(running);
        SessionResult result = await running.EndAsync();

        Assert.InRange(taken, TimeSpan.Zero, WellUnderASecond);
        Assert.IsType<PipelineStoppedException>(result.Thrown);
        Assert.Empty(Room.Changes);
        Assert.Contains("Wait-ObDag 11", Host.Screen, StringComparison.Ordinal);
        Cluster.Faults.Clear();
        Room.Advance(60);
        Assert.Equal("SUCCEED", Assert.Single(Cluster.Dags).State);
    }

    [Fact]
    public async Task Promise_7_Ctrl_C_between_two_looks_gives_control_back_at_once()
    {
        Room.Start();
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using RunningScript running = Session.Begin("Wait-ObDag 11");
        running.Streams.Progress.DataAdded += (_, _) => looked.TrySetResult();
        await looked.Task.WaitAsync(TimeSpan.FromSeconds(20));

        TimeSpan taken = Stop(running);
        await running.EndAsync();

        Assert.InRange(taken, TimeSpan.Zero, WellUnderASecond);
        Assert.Contains("Wait-ObDag 11", Host.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-ObCluster -Server $args[0] -Password $args[1]", "/api/v1/info")]
    [InlineData("Connect-ObCluster -Server $args[0] -Password $args[1]", "/api/v1/ob/info")]
    [InlineData("Get-ObDag", "/api/v1/task/")]
    [InlineData("Get-ObDag 11", "/api/v1/task/")]
    [InlineData("Start-ObTenantRestore @good", "/api/v1/task/dag/maintain")]
    [InlineData("Start-ObTenantRestore @good", "/api/v1/tenant/restore")]
    public async Task Promise_7_every_cmdlet_that_asks_an_agent_can_be_stopped_at_once(string script, string path)
    {
        Task hung = HangAt(path);
        using RunningScript running = Session.Begin(script, Cluster.Agents[0].Uri, Secret.Of(ConnectedSession.RootPassword));
        await hung.WaitAsync(TimeSpan.FromSeconds(20));

        TimeSpan taken = Stop(running);
        SessionResult result = await running.EndAsync();

        Assert.InRange(taken, TimeSpan.Zero, WellUnderASecond);
        Assert.IsType<PipelineStoppedException>(result.Thrown);
        Assert.DoesNotContain(Requests, r => r.Method is not ("GET" or "POST"));
    }

    [Fact]
    [Trait("Promise", "5")]
    public async Task Promise_5_a_start_that_was_stopped_under_way_says_that_it_may_have_been_started()
    {
        Task hung = HangAt("/api/v1/tenant/restore");
        using RunningScript running = Session.Begin("Start-ObTenantRestore @good");
        await hung.WaitAsync(TimeSpan.FromSeconds(20));

        Stop(running);
        await running.EndAsync();

        Assert.Contains("may have been started", Host.Screen, StringComparison.Ordinal);
        Assert.Contains("Get-ObDag", Host.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Promise_7_a_downstream_command_that_wants_no_more_ends_the_waiting()
    {
        Room.Start("a1");
        Room.Advance(60);
        Room.Start("a2");
        var clock = Stopwatch.StartNew();

        SessionResult result = Run("foreach ($once in 1) { Wait-ObDag 11, 12 | ForEach-Object { $_; break } }; 'went on'").ThrowIfFailed();

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal("11", (string)((dynamic)result.Output[0]).Id);
        Assert.Equal("went on", result.Output[1].BaseObject);
        Assert.Equal(2, Room.Changes.Count);
    }

    [Fact]
    public void Promise_7_what_has_ended_comes_out_while_others_are_still_waited_for()
    {
        Room.Start("a1");
        Room.Advance(60);
        Room.Start("a2");

        // The second can only end because the first came out: it is the downstream command that lets time pass.
        Session.SetVariable("pass", (Action)(() => Room.Advance(60)));
        SessionResult result = Run("Wait-ObDag 11, 12 -Timeout 20 | ForEach-Object { $pass.Invoke(); $_ }").ThrowIfFailed();

        Assert.Equal(["11", "12"], result.Output.Select(d => (string)((dynamic)d).Id));
    }

    private static TimeSpan Stop(RunningScript running)
    {
        var clock = Stopwatch.StartNew();
        running.Stop();
        return clock.Elapsed;
    }

    /// <summary>From now on requests to that path get no answer; completes when the first has come.</summary>
    private Task HangAt(string path)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            PathPrefix = path,
            Times = int.MaxValue,
            Custom = async (HttpContext context) =>
            {
                arrived.TrySetResult();
                await Task.Delay(-1, context.RequestAborted);
                return true;
            },
        });
        return arrived.Task;
    }
}
