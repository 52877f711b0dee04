using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Reliability;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Stopping;

/// <summary>Promise 7 for tab completion: the user waits at most half a second and sees no error, whatever the agent does.</summary>
[Collection(AloneCollection.Name)]
[Trait("Promise", "7")]
[Trait("Category", "Reliability")]
[Trait("Category", "Slow")]
[Trait("Topic", "Stopping")]
public sealed class CompletionTests : IClassFixture<StopRoom>
{
    private static readonly string[] Lines = ["Get-ObTenant pr", "Wait-ObDag ", "New-ObZoneParam -UnitConfigName s", "Get-ObDag -TenantName p", "Start-ObTenantRestore -PrimaryZone "];

    private readonly StopRoom room;

    public CompletionTests(StopRoom room)
    {
        this.room = room;
        ModuleTasks.Forget();
    }

    [Fact]
    public async Task Promise_7_completion_does_not_wait_for_an_agent_and_shows_no_error()
    {
        // The first completion of a process compiles a large part of PowerShell. This time does not count.
        room.Connect();
        Complete(Lines[0]);
        Complete("Get-ObDag -Sc");
        room.Session.Invoke("$Error.Clear()").ThrowIfFailed();
        string screen = room.Host.Screen;
        (string Name, Action<string> Arrange)[] kinds =
        [
            ("no answer", path => room.Turnstile.Keep("GET", path)),
            ("half an answer", path => room.Turnstile.Keep("GET", path, HoldKind.HalfBody)),
            ("a byte now and then", path => room.Turnstile.Keep("GET", path, HoldKind.Drip)),
            ("503, come back in 30 s", path => room.Turnstile.Refuse("GET", path, retryAfter: 30)),
        ];

        var taken = new List<TimeSpan>();
        for (int i = 0; i < Effort.Of(inShort: 4, inFull: 50); i++)
        {
            foreach ((_, Action<string> arrange) in kinds)
            {
                // A new connection, because a connection reuses lists for completion for a short time.
                room.Connect();
                arrange("/api/v1/");
                var clock = Stopwatch.StartNew();
                List<CompletionResult> offered = Complete(Lines[i % Lines.Length]);
                taken.Add(clock.Elapsed);
                Assert.DoesNotContain(offered, c => c.ToolTip.StartsWith("Tenant ", StringComparison.Ordinal) || c.ToolTip.StartsWith("Unit config ", StringComparison.Ordinal));
            }
        }

        room.Session.Invoke("Get-ObConnection | Disconnect-ObCluster").ThrowIfFailed();
        await StopRoom.UntilAsync(
            () => ModuleTasks.Alive().Count == 0 && room.Turnstile.Kept == 0 && OpenConnections.Of(room.Port) == 0,
            () => "nothing is left after Disconnect-ObCluster: " + string.Join(", ", ModuleTasks.Alive()), TimeSpan.FromSeconds(5));

        StopFigures.Add(
            $"Tab, {string.Join("; ", kinds.Select(k => k.Name))}: {taken.Count} tries", "p99 < 500 ms (it gives up after 300), silent, nothing left after Disconnect-ObCluster", StopFigures.Text(taken));
        StopFigures.AtOnce(taken);
        Assert.Empty(room.Session.Invoke("$Error").Output);
        Assert.Equal(screen, room.Host.Screen);
    }

    [Fact]
    public async Task Promise_7_Ctrl_C_during_a_completion_returns_the_prompt_at_once()
    {
        var taken = new List<TimeSpan>();
        for (int i = 0; i < Effort.Of(inShort: 10, inFull: 200); i++)
        {
            room.Connect();
            Task hung = room.Turnstile.Keep("GET", "/api/v1/tenants/overview");

            // The line editor calls completion in the same way.
            using RunningScript running = room.Session.Begin("TabExpansion2 'Get-ObTenant pr' 15");
            await hung.WaitAsync(TimeSpan.FromSeconds(20));
            var clock = Stopwatch.StartNew();
            running.Stop();
            await running.EndAsync();
            taken.Add(clock.Elapsed);
        }

        room.Session.Invoke("Get-ObConnection | Disconnect-ObCluster").ThrowIfFailed();
        await StopRoom.UntilAsync(
            () => ModuleTasks.Alive().Count == 0 && room.Turnstile.Kept == 0 && OpenConnections.Of(room.Port) == 0,
            () => "nothing is left after Disconnect-ObCluster: " + string.Join(", ", ModuleTasks.Alive()), TimeSpan.FromSeconds(5));

        StopFigures.Add($"Ctrl+C in a completion, {taken.Count} tries", "p99 < 500 ms", StopFigures.Text(taken));
        StopFigures.AtOnce(taken);
    }

    private List<CompletionResult> Complete(string line)
    {
        using var shell = PowerShell.Create(room.Session.Runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches.Where(c => c.ResultType is CompletionResultType.ParameterValue)];
    }
}
