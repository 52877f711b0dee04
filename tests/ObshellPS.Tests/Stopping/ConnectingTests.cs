using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Stopping;

/// <summary>
/// Promise 7 while a connection is made. The cases: a full port, a TLS handshake or a proxy that hangs, and Ctrl+C at the moment when the
/// connection succeeds.
/// </summary>
[Collection(AloneCollection.Name)]
[Trait("Promise", "7")]
[Trait("Category", "Reliability")]
[Trait("Category", "Slow")]
[Trait("Topic", "Stopping")]
public sealed class ConnectingTests : IClassFixture<StopRoom>
{
    private const string Group = "a connection being made";

    private readonly StopRoom room;

    public ConnectingTests(StopRoom room)
    {
        this.room = room;
        room.Session.Invoke("Import-Module -Assembly $args[0]", typeof(WatchTestStopCommand).Assembly).ThrowIfFailed();
    }

    [Fact]
    public async Task Promise_7_Ctrl_C_while_a_port_accepts_no_connection_returns_the_prompt_at_once()
    {
        using FullServer? server = await FullServer.StartAsync();
        if (server is null)
        {
            // Windows refuses a connection when the queue is full, so there is no wait to stop.
            return;
        }

        await room.TryAsync(new StopPlace
        {
            Group = Group,
            Name = "accept queue full",
            Script = "Connect-ObCluster -Server $args[0] -Password $password",
            Arguments = [$"127.0.0.1:{server.Port}"],
            Arrange = () => StopRoom.UntilAsync(() => OpenConnections.Knocking(server.Port) > 0, () => "a connection arrives"),
            IsLeft = () => OpenConnections.Knocking(server.Port) > 0,
        });
    }

    [Theory]
    [InlineData("an agent that hangs", "-Server http://127.0.0.1:{0}")]
    [InlineData("TLS handshake without an answer", "-Server https://127.0.0.1:{0}")]
    [InlineData("proxy that hangs", "-AllowUnencryptedAuthentication -Server http://10.0.0.1 -Proxy http://127.0.0.1:{0}")]
    [InlineData("proxy that hangs, TLS", "-Server https://10.0.0.1 -Proxy http://127.0.0.1:{0}")]
    [InlineData("three agents, all hanging", "-Server 127.0.0.1:{0}, localhost:{0}, http://127.0.0.2:{0}")]
    public async Task Promise_7_Ctrl_C_while_a_server_sends_nothing_returns_the_prompt_at_once(string what, string arguments)
    {
        using var server = new SilentServer();
        await room.TryAsync(new StopPlace
        {
            Group = Group,
            Name = what,
            Script = "Connect-ObCluster -Password $password " + arguments.Replace("{0}", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal),
            Arrange = server.NextAsync,
            IsLeft = () => server.Open > 0,
        });
    }

    [Fact]
    public async Task Promise_7_a_connection_that_completes_at_the_moment_of_Ctrl_C_is_closed()
    {
        ModuleTasks.Forget();
        room.Connect();
        room.Session.Invoke("Get-ObConnection | Disconnect-ObCluster").ThrowIfFailed();
        room.Turnstile.Clear();
        using var stopped = new ManualResetEventSlim();
        room.Session.SetVariable("stopped", (Action)stopped.Set);

        // The first verbose line blocks the pipeline thread. So the thread sees the success only after the stop.
        room.Session.SetVariable("keep", (Action)(() => stopped.Wait(TimeSpan.FromSeconds(20))));
        using RunningScript running = room.Session.Begin(
            "Connect-ObCluster -Server $server -Password $password -Verbose 4>&1 | ForEach-Object { $keep.Invoke() } | Watch-TestStop -Stopped $stopped");
        await StopRoom.UntilAsync(() => room.Turnstile.Arrivals.Any(a => a.Path == "/api/v1/ob/info") && ModuleTasks.Alive().Count == 0, () => "the connection is made");
        running.Stop();
        SessionResult result = await running.EndAsync();

        Assert.IsType<PipelineStoppedException>(result.Thrown);
        Assert.Empty(room.Session.Invoke("Get-ObConnection").ThrowIfFailed().Output);
        await StopRoom.UntilAsync(() => OpenConnections.Of(room.Port) == 0, () => "the connection that was not accepted is closed", StopRoom.Limit);
    }
}
