using System;
using System.Linq;
using System.Threading.Tasks;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Stopping;

/// <summary>
/// Promise 7 while a command pauses between requests. The prompt returns at once even if the pause ignores the stop, because the pipeline
/// does not wait for the pause. So the tests also check that the pause itself ends.
/// </summary>
[Collection(AloneCollection.Name)]
[Trait("Promise", "7")]
[Trait("Category", "Reliability")]
[Trait("Category", "Slow")]
[Trait("Topic", "Stopping")]
public sealed class PauseTests : IClassFixture<StopRoom>
{
    private readonly StopRoom room;

    public PauseTests(StopRoom room)
    {
        this.room = room;
        room.Session.SetVariable("rows", Enumerable.Range(1, 5).Select(i => ConnectedSession.Good("t" + i)).ToArray());
    }

    [Theory]
    [InlineData("Wait-ObDag 12")]
    [InlineData("Wait-ObDag 11, 12, 13")]
    public Task Promise_7_Ctrl_C_between_two_polls_returns_the_prompt_and_ends_the_pause(string script) => room.TryAsync(new StopPlace
    {
        Group = "a pause between two looks",
        Name = script,
        Script = script,

        // Retry-After makes the pause one minute. A normal pause could end by itself within the measured time.
        Arrange = () =>
        {
            room.Turnstile.Refuse("GET", "/api/v1/task/dag", retryAfter: 60);
            return IsPausingAsync("DagWatch.PauseAsync");
        },
        Judge = _ => Assert.Contains("Wait-ObDag 1", LastLine(), StringComparison.Ordinal),
    });

    [Fact]
    public Task Promise_7_Ctrl_C_between_two_polls_without_failures_returns_the_prompt_and_ends_the_pause() => room.TryAsync(new StopPlace
    {
        Group = "a pause between two looks",
        Name = "Wait-ObDag 12, calm",
        Script = "Wait-ObDag 12",
        Arrange = () => IsPausingAsync("DagWatch.PauseAsync"),
        Judge = _ => Assert.Equal("WARNING: The waiting has stopped, but the work continues. Wait-ObDag 12 waits for it again.", LastLine()),
    });

    [Fact]
    public Task Promise_7_Ctrl_C_while_the_pipeline_is_still_open_returns_the_prompt_and_ends_the_wait() => room.TryAsync(new StopPlace
    {
        Group = "a pause between two looks",
        Name = "Wait-ObDag fed by a command that hangs",
        Script = "& { 12; Get-ObDag 13 } | Wait-ObDag",
        Arrange = () =>
        {
            Task hung = room.Turnstile.Keep("GET", "/api/v1/task/dag/13");
            return Task.WhenAll(hung, StopRoom.UntilAsync(() => ModuleTasks.IsIn("DagWatch.PauseAsync"), () => "the watch pauses"));
        },
    });

    [Theory]
    [InlineData("Get-ObDag 12", "/api/v1/task/dag/12", "DagApi.GetAsync")]
    [InlineData("Get-ObZone", "/api/v1/obcluster/info", "TopologyApi.ReadZonesAsync")]
    [InlineData("Start-ObTenantRestore @good", "/api/v1/task/dag/maintain", "DagApi.NewestMaintenanceDagIdAsync")]
    public Task Promise_7_Ctrl_C_during_a_backoff_returns_the_prompt_and_ends_the_backoff(string script, string path, string method) => room.TryAsync(new StopPlace
    {
        Group = "the back-off before a read is repeated",
        Name = script,
        Script = script,
        Arrange = () =>
        {
            room.Turnstile.Refuse("GET", path, retryAfter: 30);
            return IsPausingAsync(method, () => room.Turnstile.Arrivals.Any(a => a.Path.StartsWith(path, StringComparison.Ordinal)));
        },
    });

    [Theory]
    [InlineData("Start-ObTenantRestore @good", "POST", ConnectedSession.RestorePath, 2)]
    [InlineData("Undo-ObDag 13 -Force", "POST", "/api/v1/task/dag/13", 1)]
    [InlineData("Stop-ObTenantRestore running -Force", "DELETE", "/api/v1/tenant/running/restore", 1)]
    [InlineData("New-ObUnitConfig big 4G 2", "POST", "/api/v1/unit/config", 1)]
    public Task Promise_7_Ctrl_C_in_the_search_after_a_lost_answer_returns_the_prompt_and_ends_the_search(string script, string method, string path, int readsOfALook)
    {
        return room.TryAsync(new StopPlace
        {
            Group = "a pause of the search after a lost answer",
            Name = script,
            Script = script,
            Arrange = () =>
            {
                room.Turnstile.Cut(method, path);
                return IsPausingAsync("ChangeSender.LookAsync", HasLooked);
            },
            Changes = 1,
        });

        // The first search has no pause before it. After it there is a pause of one second.
        bool HasLooked() => room.Turnstile.Arrivals.SkipWhile(a => a.Method != method).Count() > readsOfALook;
    }

    [Fact]
    public Task Promise_7_Ctrl_C_while_starts_wait_for_their_turn_sends_none_of_the_waiting_starts() => room.TryAsync(new StopPlace
    {
        Group = "requests that wait for their turn",
        Name = "Start-ObTenantRestore -ThrottleLimit 1",
        Script = "$rows | Start-ObTenantRestore -ThrottleLimit 1",
        Arrange = () => Task.WhenAll(
            room.Turnstile.Keep("POST", ConnectedSession.RestorePath),
            StopRoom.UntilAsync(() => ModuleTasks.Alive().Count(t => t == "StartObTenantRestoreCommand.SendAsync") == 5, () => "five are on their way or wait")),
        Changes = 1,
        Judge = _ => Assert.Matches("^WARNING: Stopped while the requests to restore '[^']+' were being sent", LastLine()),
    });

    [Fact]
    public Task Promise_7_Ctrl_C_while_preflights_wait_for_their_turn_returns_the_prompt_at_once() => room.TryAsync(new StopPlace
    {
        Group = "requests that wait for their turn",
        Name = "Test-ObTenantRestore -ThrottleLimit 1",
        Script = "$rows | Test-ObTenantRestore -ThrottleLimit 1",
        Arrange = () => Task.WhenAll(
            room.Turnstile.Keep("GET", "/api/v1/restore/windows"),
            StopRoom.UntilAsync(() => ModuleTasks.Alive().Count(t => t == "OrderedWork`1.RunAsync") == 5, () => "five are on their way or wait")),
    });

    /// <summary>Completes when the command is in this method and no request is open.</summary>
    private static Task IsPausingAsync(string method, Func<bool>? andSo = null) => StopRoom.UntilAsync(
        () => ModuleTasks.Alive() is var alive && alive.Contains(method) && !alive.Contains("HttpTransport.SendAsync") && andSo?.Invoke() != false,
        () => $"it pauses in {method}; alive: {string.Join(", ", ModuleTasks.Alive())}");

    private string LastLine() => room.Host.Screen.TrimEnd().Split('\n')[^1];
}
