using System;
using System.Linq;
using System.Threading.Tasks;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Stopping;

/// <summary>
/// Promise 7 where nothing is under way and the command bides its time. Control is back at once even from a pause that hears
/// no stop, since the pipeline does not wait for it; that the pause itself ends is the difference to one that goes on.
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
    public Task Promise_7_Ctrl_C_between_two_looks_gives_control_back_and_ends_the_pause(string script) => room.TryAsync(new StopPlace
    {
        Group = "a pause between two looks",
        Name = script,
        Script = script,

        // A minute to wait: of a pause of its own length a quarter of a second might be over by itself.
        Arrange = () =>
        {
            room.Turnstile.Refuse("GET", "/api/v1/task/dag", retryAfter: 60);
            return IsPausingAsync("DagWatch.PauseAsync");
        },
        Judge = _ => Assert.Contains("Wait-ObDag 1", LastLine(), StringComparison.Ordinal),
    });

    [Fact]
    public Task Promise_7_Ctrl_C_between_two_looks_in_calm_weather_gives_control_back_and_ends_the_pause() => room.TryAsync(new StopPlace
    {
        Group = "a pause between two looks",
        Name = "Wait-ObDag 12, calm",
        Script = "Wait-ObDag 12",
        Arrange = () => IsPausingAsync("DagWatch.PauseAsync"),
        Judge = _ => Assert.Equal("WARNING: The waiting has stopped, but the work continues. Wait-ObDag 12 waits for it again.", LastLine()),
    });

    [Fact]
    public Task Promise_7_Ctrl_C_while_more_may_still_come_down_the_pipeline_gives_control_back_and_ends_the_watch() => room.TryAsync(new StopPlace
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
    public Task Promise_7_Ctrl_C_in_a_back_off_gives_control_back_and_ends_it(string script, string path, string method) => room.TryAsync(new StopPlace
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
    public Task Promise_7_Ctrl_C_in_the_search_after_a_lost_answer_gives_control_back_and_ends_it(string script, string method, string path, int readsOfALook)
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

        // One look comes without a pause before it; then it pauses for a second.
        bool HasLooked() => room.Turnstile.Arrivals.SkipWhile(a => a.Method != method).Count() > readsOfALook;
    }

    [Fact]
    public Task Promise_7_Ctrl_C_while_starts_wait_for_their_turn_sends_none_of_them() => room.TryAsync(new StopPlace
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
    public Task Promise_7_Ctrl_C_while_tests_wait_for_their_turn_gives_control_back_at_once() => room.TryAsync(new StopPlace
    {
        Group = "requests that wait for their turn",
        Name = "Test-ObTenantRestore -ThrottleLimit 1",
        Script = "$rows | Test-ObTenantRestore -ThrottleLimit 1",
        Arrange = () => Task.WhenAll(
            room.Turnstile.Keep("GET", "/api/v1/restore/windows"),
            StopRoom.UntilAsync(() => ModuleTasks.Alive().Count(t => t == "OrderedWork`1.RunAsync") == 5, () => "five are on their way or wait")),
    });

    /// <summary>The command is in there, and no request is.</summary>
    private static Task IsPausingAsync(string method, Func<bool>? andSo = null) => StopRoom.UntilAsync(
        () => ModuleTasks.Alive() is var alive && alive.Contains(method) && !alive.Contains("HttpTransport.SendAsync") && andSo?.Invoke() != false,
        () => $"it pauses in {method}; alive: {string.Join(", ", ModuleTasks.Alive())}");

    private string LastLine() => room.Host.Screen.TrimEnd().Split('\n')[^1];
}
