using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Reliability;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Stopping;

/// <summary>
/// Promise 7: when a later command needs no more objects (Select-Object -First, break), the work ends at once and the script continues.
/// </summary>
[Collection(AloneCollection.Name)]
[Trait("Promise", "7")]
[Trait("Category", "Reliability")]
[Trait("Category", "Slow")]
[Trait("Topic", "Stopping")]
public sealed class SelectFirstTests : IClassFixture<StopRoom>
{
    private const int Dags = 40;

    private readonly StopRoom room;
    private long seenAt;

    public SelectFirstTests(StopRoom room)
    {
        this.room = room;
        ModuleTasks.Forget();
        room.Connect();
        var slow = new RestoreBehaviour { Duration = TimeSpan.FromHours(3) };
        while (room.Cluster.Dags.Count < Dags)
        {
            string tenant = "many" + room.Cluster.Dags.Count;
            room.Cluster.SetBehaviour(tenant, slow);
            room.Session.Invoke("Start-ObTenantRestore @good -RestoreTenantName $args[0]", tenant).ThrowIfFailed();
        }

        room.Session.SetVariable("seen", (Action)(() => seenAt = Stopwatch.GetTimestamp()));
        room.Session.SetVariable("breathe", (Action)(() => Thread.Sleep(1)));
        room.Session.SetVariable("ids", room.Cluster.Dags.Select(d => d.Id).ToArray());
        room.Turnstile.Clear();
    }

    [Theory]
    [InlineData("the last word of a wait for many", "Wait-ObDag $ids -ErrorAction Ignore | Select-Object -First 1 | ForEach-Object { $seen.Invoke(); $_ }; 'went on'")]
    [InlineData("while more is fed", "& { $ids; while ($true) { 12; $breathe.Invoke() } } | Wait-ObDag -ErrorAction Ignore | Select-Object -First 1 | ForEach-Object { $seen.Invoke(); $_ }; 'went on'")]
    [InlineData("break", "foreach ($once in 1) { Wait-ObDag $ids -ErrorAction Ignore | ForEach-Object { $seen.Invoke(); $_; break } }; 'went on'")]
    public async Task Promise_7_when_a_later_command_needs_no_more_objects_the_wait_ends_and_the_script_continues(string what, string script)
    {
        string before = ClusterState.Of(room.Cluster);
        var taken = new List<TimeSpan>();
        for (int i = 0; i < Effort.Of(inShort: 5, inFull: 200); i++)
        {
            SessionResult result = room.Session.Invoke(script).ThrowIfFailed();
            Assert.Equal(2, result.Output.Count);
            Assert.Contains((string)((dynamic)result.Output[0]).Id, new[] { "11", "13" });
            Assert.Equal("went on", result.Output[1].BaseObject);
            await StopRoom.UntilAsync(() => ModuleTasks.Alive().Count == 0, () => "the worker ends; alive: " + string.Join(", ", ModuleTasks.Alive()), TimeSpan.FromSeconds(10));
            taken.Add(Stopwatch.GetElapsedTime(seenAt));
        }

        StopFigures.Add($"Select-Object -First 1 on a wait for {Dags} DAGs, {what}: {taken.Count} tries", "p99 < 500 ms to the end of all work", StopFigures.Text(taken));
        StopFigures.AtOnce(taken);
        Assert.Equal(before, ClusterState.Of(room.Cluster));
        Assert.DoesNotContain(room.Turnstile.Arrivals, a => a.Method != "GET");
    }

    [Fact]
    public async Task Promise_7_after_Select_Object_First_no_request_reaches_the_agent()
    {
        room.Session.Invoke("Wait-ObDag $ids -ErrorAction Ignore | Select-Object -First 1").ThrowIfFailed();

        // No task is left that could send a request.
        await StopRoom.UntilAsync(() => ModuleTasks.Alive().Count == 0, () => "the worker ends; alive: " + string.Join(", ", ModuleTasks.Alive()), TimeSpan.FromSeconds(10));
        Assert.Equal(0, room.Turnstile.Kept);
    }

    [Theory]
    [InlineData("s1", "& $feed | Start-ObTenantRestore | Select-Object -First 1; 'went on'")]
    [InlineData("prod", "try { & $feed | Start-ObTenantRestore -ErrorAction Stop } catch { 'went on' }")]
    [Trait("Promise", "5")]
    [Trait("Promise", "13")]
    public async Task Promise_7_a_message_lists_the_starts_that_were_being_sent_when_the_pipeline_stopped(string first, string script)
    {
        string before = room.Host.Screen;
        room.Session.SetVariable("rows", new[] { first, "s2", "s3", "s4" }.Select(ConnectedSession.Good).ToArray());

        // The first POST is sent before the others, because results are returned in the order of the input.
        room.Session.SetVariable("firstHasCome", (Action)(() => SpinWait.SpinUntil(() => room.Turnstile.Arrivals.Any(a => a.Method == "POST"), TimeSpan.FromSeconds(20))));
        room.Session.Invoke("$feed = { $rows[0]; $firstHasCome.Invoke(); $rows[1..3] }").ThrowIfFailed();
        room.Turnstile.KeepAllButTheFirst("POST", ConnectedSession.RestorePath, others: 3);

        SessionResult result = room.Session.Invoke(script);

        await StopRoom.UntilAsync(() => ModuleTasks.Alive().Count == 0 && room.Turnstile.Kept == 0, () => "all ends", TimeSpan.FromSeconds(10));
        Assert.Equal("went on", result.Output[^1].BaseObject);
        Assert.Equal(4, room.Turnstile.Arrivals.Count(a => a.Method == "POST"));
        string said = room.Host.Screen[before.Length..];
        Assert.Matches("the requests to restore '(s[234])', '(?!\\1)s[234]', 's[234]' were being sent: the restores may have been started", said);
        Assert.Equal(first == "s1", Regex.IsMatch(said, @"It had started DAG \d+ \(tenant 's1'\)\. The restores continue; Wait-ObDag"));
    }
}
