using System;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Client.Secrets;
using Obshell.Simulator;

namespace Obshell.Client.Tests.Time;

/// <summary>A simulated cluster and a connection to it, with one virtual clock for both.</summary>
internal sealed class VirtualCluster : IAsyncDisposable
{
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

    public async Task<AgentDag> StartRestoreAsync(string tenant, RestoreBehaviour? behaviour = null)
    {
        if (behaviour is not null)
        {
            Cluster.SetBehaviour(tenant, behaviour);
        }

        return (await Client.Restores.StartAsync(Request(tenant))).Dag;
    }

    /// <summary>Advances the clock until the DAG has ended.</summary>
    public async Task<AgentDag> EndAsync(string id)
    {
        while (true)
        {
            AgentDag dag = await Client.Dags.GetAsync(id);
            if (dag.IsFinished)
            {
                return dag;
            }

            Cluster.Clock.Advance(TimeSpan.FromSeconds(10));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await Cluster.DisposeAsync();
    }
}
