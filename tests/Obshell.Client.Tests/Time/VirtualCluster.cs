using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Waiting;
using Obshell.Recovery.Waiting;
using Obshell.Simulator;

namespace Obshell.Client.Tests.Time;

/// <summary>A simulated cluster and a connection to it, both on one virtual clock.</summary>
internal sealed class VirtualCluster : IAsyncDisposable
{
    /// <summary>A wait that takes longer in real time hangs; thousands of polls take their time on a busy machine.</summary>
    private static readonly TimeSpan HangLimit = TimeSpan.FromMinutes(5);

    private VirtualCluster(SimulatedCluster cluster, ObConnection connection, VirtualTime time)
    {
        Cluster = cluster;
        Connection = connection;
        Time = time;
        Client = new ObshellClient(connection);
    }

    public SimulatedCluster Cluster { get; }

    public ObConnection Connection { get; }

    public VirtualTime Time { get; }

    public ObshellClient Client { get; }

    public static async Task<VirtualCluster> StartAsync(int agents = 1, string password = "Root#123", TimeSpan? timeout = null)
    {
        var time = new VirtualTime();
        SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { AgentCount = agents, RootPassword = password, ManualClock = true, TimeProvider = time.OfAgents });
        ObConnection connection = await ObConnection.ConnectAsync(new ConnectOptions
        {
            Server = [.. cluster.Agents.Select(a => a.Uri.ToString())],
            Password = SecretText.Protect(password),
            TimeProvider = time,
            Timeout = timeout ?? TimeSpan.FromSeconds(10),
        });
        time.Cluster = cluster;
        return new VirtualCluster(cluster, connection, time);
    }

    public static TenantRestoreRequest Request(string tenant) => new()
    {
        DataBackupUri = new StorageUri("file:///data/backup/data"),
        ArchiveLogUri = new StorageUri("file:///data/backup/clog"),
        RestoreTenantName = tenant,
        ZoneList = [new ZoneParam("zone1", "s1", 1), new ZoneParam("zone2", "s1", 1), new ZoneParam("zone3", "s1", 1)],
    };

    public async Task<DagDetail> StartRestoreAsync(string tenant, RestoreBehaviour? behaviour = null)
    {
        if (behaviour is not null)
        {
            Cluster.SetBehaviour(tenant, behaviour);
        }

        return (await Client.StartRestoreAsync(Request(tenant))).Dag;
    }

    public async Task<WatchRecord> WatchAsync(WaitOptions? options = null, WatchRecord? record = null, CancellationToken cancellation = default, params string[] ids)
    {
        record ??= new WatchRecord();
        var watch = new DagWatch(Connection, null, options ?? new WaitOptions { Random = new Random(1) }, record);
        foreach (string id in ids)
        {
            watch.Add(id);
        }

        watch.CompleteAdding();
        await watch.RunAsync(cancellation).WaitAsync(HangLimit, CancellationToken.None);
        return record;
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await Cluster.DisposeAsync();
    }
}
