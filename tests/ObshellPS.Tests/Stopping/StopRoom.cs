using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Reliability;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Stopping;

/// <summary>
/// A cluster with an object for every command, a session, and the measurement of Ctrl+C. DAG 11 failed at the agent's limit of one hour,
/// DAG 12 restores <c>running</c>, DAG 13 failed for <c>broken</c>. Tenant <c>prod</c> has a backup, tenant <c>orders</c> has a running
/// backup, and there is a unit config <c>spare</c>. The journal <c>$leftovers</c> says that a drill created <c>running</c>. The clock does
/// not advance.
/// </summary>
public sealed class StopRoom : IAsyncLifetime
{
    private static readonly TimeSpan LongestToGetThere = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestToEnd = TimeSpan.FromSeconds(10);

    private readonly SimulatorOptions options;

    public StopRoom()
        : this(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ManualClock = true })
    {
    }

    internal StopRoom(SimulatorOptions options)
    {
        ModuleTasks.Watch();
        this.options = options;
        Session = new HostedSession(Host);
    }

    /// <summary>The limit for the 99th percentile of two times: until the prompt is back, and until no task is left.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromMilliseconds(500);

    public RecordingHost Host { get; } = new();

    public SimulatedCluster Cluster { get; private set; } = null!;

    public HostedSession Session { get; }

    internal Turnstile Turnstile { get; private set; } = null!;

    internal int Port => Cluster.Agents[0].Uri.Port;

    public async Task InitializeAsync()
    {
        Cluster = await SimulatedCluster.StartAsync(options);
        Turnstile = new Turnstile(Cluster);
        Session.SetVariable("server", Cluster.Agents[0].Uri.ToString());
        Session.SetVariable("password", Secret.Of(ConnectedSession.RootPassword));
        Session.SetVariable("good", ConnectedSession.Good());
        Session.SetVariable("plan", HostedSession.PlanOfOnePlace);
        Connect();
        Start("outlived", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });
        Cluster.Clock.Advance(TimeSpan.FromSeconds(3700));
        Start("running", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });
        Start("broken", new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" });
        Cluster.Clock.Advance(TimeSpan.FromSeconds(30));
        Cluster.AddTenant(new Tenant { Name = "prod", Backup = TenantBackup.Below("file:///b/prod") });
        Cluster.AddTenant(new Tenant { Name = "orders", Backup = TenantBackup.Below("file:///b/orders") });
        Cluster.TenantBackups.SetBehaviour("orders", new BackupBehaviour { Duration = TimeSpan.FromHours(3) });
        Cluster.TenantBackups.Start("orders");
        Session.SetVariable("leftovers", InterruptedDrill.Journal(Cluster, "running", "12"));
        Cluster.AddUnitConfig(new UnitConfig { Name = "spare", MaxCpu = 1, MinCpu = 1, MemorySize = 2L << 30 });
    }

    public async Task DisposeAsync()
    {
        Session.Dispose();
        await Cluster.DisposeAsync();
    }

    /// <summary>Polls until a condition is true.</summary>
    internal static async Task UntilAsync(Func<bool> isSo, Func<string> what, TimeSpan? limit = null)
    {
        var clock = Stopwatch.StartNew();
        while (!isSo())
        {
            if (clock.Elapsed > (limit ?? LongestToGetThere))
            {
                Assert.Fail("Waited too long for this: " + what());
            }

            await Task.Delay(1);
        }
    }

    /// <summary>
    /// Stops the script at the place several times, and checks promise 7: the prompt is back at once, no task of the module continues, no
    /// request is open on the agent, only the sent changes were made and none is undone, and a closed connection leaves no socket.
    /// </summary>
    internal async Task TryAsync(StopPlace place)
    {
        ModuleTasks.Forget();
        Connect();
        int tries = Effort.Of(inShort: 10, inFull: 200);
        var back = new List<TimeSpan>(tries);
        var ended = new List<TimeSpan>(tries);
        int threads = 0;
        long timers = 0;
        int sockets = 0;
        for (int i = 0; i < tries; i++)
        {
            await TryOnceAsync(place, i, back, ended);
            if (i == 2)
            {
                threads = Threads();
                timers = Timer.ActiveCount;
                sockets = OpenConnections.Of(Port);
            }
        }

        int threadsMore = Threads() - threads;
        long timersMore = Timer.ActiveCount - timers;
        int socketsMore = OpenConnections.Of(Port) - sockets;
        Session.Invoke("Get-ObConnection | Disconnect-ObCluster").ThrowIfFailed();
        await UntilAsync(() => OpenConnections.Of(Port) == 0, () => "no connection is left after Disconnect-ObCluster", LongestToEnd);

        StopFigures.Add(place, back, ended, $"threads {threadsMore:+0;-0;0}, timers {timersMore:+0;-0;0}, sockets {socketsMore:+0;-0;0}");
        StopFigures.AtOnce(back);
        StopFigures.AtOnce(ended);

        // A leak would grow with each try. The thread pool itself can vary a little.
        Assert.InRange(threadsMore, int.MinValue, tries / 2);
        Assert.InRange(timersMore, long.MinValue, tries / 2);
        Assert.InRange(socketsMore, int.MinValue, tries / 2);
    }

    /// <summary>Replaces the session's current connection with a new one.</summary>
    internal void Connect()
    {
        Turnstile.Clear();
        Session.Invoke("Get-ObConnection | Disconnect-ObCluster; Connect-ObCluster -Server $server -Password $password -SkipCertificateCheck -WarningAction SilentlyContinue").ThrowIfFailed();
    }

    private void Start(string tenant, RestoreBehaviour behaviour)
    {
        Cluster.SetBehaviour(tenant, behaviour);
        Session.Invoke("Start-ObTenantRestore @good -RestoreTenantName $args[0]", tenant).ThrowIfFailed();
    }

    private static int Threads()
    {
        using var self = Process.GetCurrentProcess();
        return self.Threads.Count;
    }

    private async Task TryOnceAsync(StopPlace place, int number, List<TimeSpan> back, List<TimeSpan> ended)
    {
        Turnstile.Clear();
        Session.SetVariable("try", number);
        Task there = place.Arrange();
        string before = ClusterState.Of(Cluster);
        using RunningScript running = Session.Begin(place.Script, place.Arguments);
        Task<SessionResult> end = running.EndAsync();
        if (await Task.WhenAny(there, end) == end)
        {
            SessionResult early = await end;
            Assert.Fail($"{place.Name}: it ended by itself. {early.Thrown?.Message} {string.Join(" | ", early.AllErrors)}");
        }

        await there;
        var clock = Stopwatch.StartNew();
        place.WithStop?.Invoke();
        running.Stop();
        SessionResult result = await end;
        back.Add(clock.Elapsed);
        await UntilAsync(
            () => ModuleTasks.Alive().Count == 0 && Turnstile.Kept == 0 && place.IsLeft?.Invoke() != true,
            () => $"{place.Name}: nothing is left (tasks: {string.Join(", ", ModuleTasks.Alive())}; requests: {Turnstile.Kept})", LongestToEnd);
        ended.Add(clock.Elapsed);

        Assert.IsType<PipelineStoppedException>(result.Thrown);
        Assert.Equal(place.Changes, Turnstile.Arrivals.Count(a => a.Method != "GET"));
        if (!place.ChangesAreCarriedOut)
        {
            Assert.Equal(before, ClusterState.Of(Cluster));
        }

        place.Judge?.Invoke(result);
    }
}
