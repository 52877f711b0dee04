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
/// A cluster with something in every state a command can be pointed at, a session, and the measuring of Ctrl+C: DAG 11
/// failed at the agent's limit of an hour, 12 restores <c>running</c>, 13 failed for <c>broken</c>, and there are a tenant
/// <c>prod</c> with a backup, one <c>orders</c> whose backup is running, and a unit config <c>spare</c>; a journal, <c>$leftovers</c>, says that a drill made <c>running</c>. Time does not move.
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

    /// <summary>What is demanded of the 99th of a hundred (issue 4): of the control being back, and of nothing being left.</summary>
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

    /// <summary>Waits for a condition that has no event.</summary>
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
    /// Stops the script at that place again and again, and demands what promise 7 says: control is back at once; nothing of
    /// the module goes on, no request is left open on the agent; nothing was changed beyond what had been sent, and nothing
    /// is taken back; and a closed connection leaves no socket behind.
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

        // What leaks leaks at each try; the pool of threads breathes a little.
        Assert.InRange(threadsMore, int.MinValue, tries / 2);
        Assert.InRange(timersMore, long.MinValue, tries / 2);
        Assert.InRange(socketsMore, int.MinValue, tries / 2);
    }

    /// <summary>Makes the session's current connection again.</summary>
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
