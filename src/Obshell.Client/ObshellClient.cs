using Obshell.Client.Agents;
using Obshell.Client.Backups;
using Obshell.Client.Connection;
using Obshell.Client.Dags;
using Obshell.Client.Dags.Logs;
using Obshell.Client.Naming;
using Obshell.Client.Raw;
using Obshell.Client.Restores;
using Obshell.Client.Secrets;
using Obshell.Client.Tenants;
using Obshell.Client.Time;
using Obshell.Client.Topology;
using Obshell.Client.Units;

namespace Obshell.Client;

/// <summary>
/// The agent's API over one connection, divided by subject. A client object is cheap, so make a new object for each task. Give it the log
/// for the requests of this task. Every method throws <see cref="ObshellException"/>s and, when cancelled,
/// <see cref="OperationCanceledException"/>.
/// </summary>
/// <example><c>AgentDag dag = await new ObshellClient(connection).Dags.GetAsync("11");</c></example>
public sealed class ObshellClient
{
    private readonly ApiCaller caller;

    /// <summary>Makes a client for <paramref name="connection"/>. It reports every request to <paramref name="log"/>.</summary>
    public ObshellClient(ObConnection connection, IRequestLog? log = null)
        : this(new ApiCaller(connection, log))
    {
    }

    private ObshellClient(ApiCaller caller)
    {
        this.caller = caller;
        Clock = new Clock(caller.Connection.TimeProvider);
        Dags = new DagApi(caller);
        DagLogs = new DagLogApi(caller);
        Restores = new RestoreApi(caller, Dags);
        Tenants = new TenantApi(caller, Dags);
        Units = new UnitApi(caller);
        ResourcePools = new ResourcePoolApi(caller);
        Topology = new TopologyApi(caller);
        Agents = new AgentApi(caller);
        Backups = new BackupApi(caller);
        TenantBackups = new TenantBackupApi(caller);
        BackupChanges = new BackupChangeApi(caller, Dags, TenantBackups);
        Names = new NameApi(caller.Connection);
        Raw = new RawApi(caller);
    }

    /// <summary>The connection.</summary>
    public ObConnection Connection => caller.Connection;

    /// <summary>DAGs: the agent's asynchronous tasks.</summary>
    public DagApi Dags { get; }

    /// <summary>The logs of DAGs.</summary>
    public DagLogApi DagLogs { get; }

    /// <summary>Restores of tenants, and OceanBase's jobs for them.</summary>
    public RestoreApi Restores { get; }

    /// <summary>Tenants.</summary>
    public TenantApi Tenants { get; }

    /// <summary>Unit configs.</summary>
    public UnitApi Units { get; }

    /// <summary>Resource pools.</summary>
    public ResourcePoolApi ResourcePools { get; }

    /// <summary>Zones and servers.</summary>
    public TopologyApi Topology { get; }

    /// <summary>The state of the agents themselves.</summary>
    public AgentApi Agents { get; }

    /// <summary>The tenant and the restore windows of a backup.</summary>
    public BackupApi Backups { get; }

    /// <summary>The backups of this cluster's tenants: destinations, jobs and log archives.</summary>
    public TenantBackupApi TenantBackups { get; }

    /// <summary>Starts, cancels and configures backups.</summary>
    public BackupChangeApi BackupChanges { get; }

    /// <summary>Names for completion while the user types.</summary>
    public NameApi Names { get; }

    /// <summary>Calls any other route.</summary>
    public RawApi Raw { get; }

    /// <summary>
    /// The same API, but a read is sent at most once to each agent and is not repeated after a pause. Callers that repeat reads at their
    /// own intervals use this API. Changes are always sent once.
    /// </summary>
    public ObshellClient Once => new(caller.Once);

    /// <summary>The clock that the connection uses for waiting and measuring.</summary>
    public Clock Clock { get; }

    /// <summary>The time now by the current agent's clock.</summary>
    public DateTimeOffset AgentNow => Connection.AgentNow;

    /// <summary>Removes this connection's secrets from a text.</summary>
    public Redactor Redactor => Connection.Redactor;

    /// <summary>
    /// Runs the code that is slow at its first use, once, in the background. Call it before the first connection. It does not wait, and
    /// does not fail.
    /// </summary>
    public static void WarmUp() => FirstUse.Begin();
}
