using System;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Agents;
using Obshell.Client.Backups;
using Obshell.Client.Dags;
using Obshell.Client.Dags.Logs;
using Obshell.Client.Raw;
using Obshell.Client.Restores;
using Obshell.Client.Tenants;
using Obshell.Client.Topology;
using Obshell.Client.Units;

namespace Obshell.Client;

/// <summary>
/// The agent's API over one connection. Cheap to make: one for each piece of work, with the log that shall see its
/// requests. Every method throws <see cref="ObshellException"/>s and, when cancelled, <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class ObshellClient
{
    private readonly DagApi dags;
    private readonly DagLogApi dagLogs;
    private readonly RestoreApi restores;
    private readonly AgentApi agents;
    private readonly TenantApi tenants;
    private readonly InvokeApi invoke;
    private readonly TopologyApi topology;
    private readonly UnitApi units;
    private readonly SourceApi sources;

    /// <summary>Works over <paramref name="connection"/>; tells <paramref name="log"/> of every request.</summary>
    public ObshellClient(ObConnection connection, IRequestLog? log = null)
    {
        Connection = connection;
        dags = new DagApi(connection, log);
        dagLogs = new DagLogApi(connection, log);
        restores = new RestoreApi(connection, log, dags);
        agents = new AgentApi(connection, log);
        tenants = new TenantApi(connection, log, dags);
        invoke = new InvokeApi(connection, log);
        topology = new TopologyApi(connection, log);
        units = new UnitApi(connection, log);
        sources = new SourceApi(connection, log);
    }

    /// <summary>The connection.</summary>
    public ObConnection Connection { get; }

    internal DagApi Dags => dags;

    internal TenantApi Tenants => tenants;

    internal RestoreApi Restores => restores;

    internal TopologyApi Topology => topology;

    internal UnitApi Units => units;

    internal SourceApi Sources => sources;

    /// <summary>One DAG. Without <paramref name="detailed"/> there are no nodes, and the agent has far less to do.</summary>
    public Task<DagDetail> GetDagAsync(string id, bool detailed = true, CancellationToken cancellation = default) =>
        dags.GetAsync(id, detailed, cancellation);

    /// <summary>All DAGs of the cluster or of the answering agent; with <paramref name="unfinished"/> those that are not through (FAILED ones stay in until repaired).</summary>
    public Task<DagDetail[]> GetDagsAsync(DagScope scope = DagScope.Cluster, bool unfinished = false, bool detailed = false, CancellationToken cancellation = default) =>
        dags.ListAsync(scope, unfinished, detailed, cancellation);

    /// <summary>
    /// Starts a restore: checks it, sends it once, and after a lost answer looks for the DAG instead of sending again.
    /// </summary>
    /// <exception cref="ObshellInputException">Refused here; nothing was sent.</exception>
    /// <exception cref="ObshellApiException">Refused by the agent; nothing was started.</exception>
    /// <exception cref="ChangeUnknownException">It may or may not have been started.</exception>
    public Task<RestoreStart> StartRestoreAsync(TenantRestoreRequest request, CancellationToken cancellation = default) =>
        restores.StartAsync(request, leaving: null, cancellation);

    /// <summary>The latest restore job of a tenant; null while there is none, or no tenant row yet (trap 31).</summary>
    public async Task<RestoreOverview?> GetRestoreAsync(string tenant, CancellationToken cancellation = default) =>
        (await restores.ReadJobAsync(tenant, retry: true, cancellation).ConfigureAwait(false)).Job;

    /// <summary>
    /// Asks for a change of a DAG, once (PROTOCOL 5.4), and reads the DAG again. After a lost answer the DAG tells whether it was
    /// carried out. No question is asked: <see cref="DagOperation.Rollback"/>, and <see cref="DagOperation.Retry"/> in stage 2 of
    /// a restore, may drop a tenant.
    /// </summary>
    /// <param name="dag">As read just before.</param>
    /// <param name="operation">What to do.</param>
    /// <param name="cancellation">Stops asking, not the change.</param>
    /// <exception cref="ObshellApiException">Refused by the agent.</exception>
    /// <exception cref="ChangeUnknownException">It may or may not have been carried out.</exception>
    public Task<DagChange> OperateDagAsync(DagDetail dag, DagOperation operation, CancellationToken cancellation = default) =>
        dags.OperateAsync(dag, operation, cancellation);

    /// <summary>The log lines of a DAG in the order of its nodes.</summary>
    /// <param name="dag">With details.</param>
    /// <param name="cancellation">Stops reading.</param>
    public Task<DagLogLine[]> GetDagLogAsync(DagDetail dag, CancellationToken cancellation = default) => dagLogs.ReadAsync(dag, cancellation);

    /// <summary>The connection's agents, each asked by itself; one that is silent is in the list with the reason.</summary>
    public Task<AgentState[]> GetAgentsAsync(CancellationToken cancellation = default) => agents.ReadAsync(cancellation);

    /// <summary>All tenants, without details.</summary>
    public Task<TenantDetail[]> GetTenantsAsync(CancellationToken cancellation = default) => tenants.ListAsync(cancellation);

    /// <summary>One tenant with details, pools among them.</summary>
    /// <exception cref="ObshellApiException"><c>OB.Tenant.NotExist</c>, and what else agents say.</exception>
    public Task<TenantDetail> GetTenantAsync(string name, CancellationToken cancellation = default) => tenants.GetAsync(name, cancellation);

    /// <summary>Drops a tenant with all its data, or moves it to the recycle bin. Sent once, to one agent.</summary>
    /// <exception cref="ObshellInputException"><c>sys</c>, or a name that the agent's SQL would take for another tenant's; nothing was sent.</exception>
    /// <exception cref="ChangeUnknownException">The answer was lost.</exception>
    public Task<TenantRemoval> RemoveTenantAsync(string name, bool recycle = false, CancellationToken cancellation = default) =>
        tenants.RemoveAsync(name, recycle, cancellation);

    /// <summary>Any other route. A GET may move to the next agent and be repeated; everything else is sent once.</summary>
    /// <param name="method">GET, POST, PUT, PATCH or DELETE.</param>
    /// <param name="path">Path and query, <c>/api/v1/...</c>, encoded.</param>
    /// <param name="body">A dictionary of plain values, or JSON text of one object; null for none.</param>
    /// <param name="cancellation">Ends the wait for the answer.</param>
    /// <exception cref="ObshellInputException">Path or body cannot be sent; nothing was.</exception>
    /// <exception cref="ChangeUnknownException">The answer to a change was lost.</exception>
    public Task<ApiResult> InvokeAsync(string method, string path, object? body = null, CancellationToken cancellation = default) =>
        invoke.InvokeAsync(method, path, body, cancellation);

    /// <summary>The zones of the cluster with their servers and what these have left.</summary>
    public Task<ObZone[]> GetZonesAsync(CancellationToken cancellation = default) => topology.ReadZonesAsync(cancellation);

    /// <summary>All unit configs.</summary>
    public Task<UnitConfig[]> GetUnitConfigsAsync(CancellationToken cancellation = default) => units.ListAsync(cancellation);

    /// <summary>One unit config.</summary>
    /// <exception cref="ObshellApiException"><c>OB.Resource.UnitConfig.NotExist</c>.</exception>
    public Task<UnitConfig> GetUnitConfigAsync(string name, CancellationToken cancellation = default) => units.GetAsync(name, cancellation);

    /// <summary>The least that a unit config may have.</summary>
    public Task<UnitConfigLimit> GetUnitConfigLimitAsync(CancellationToken cancellation = default) => units.GetLimitAsync(cancellation);

    /// <summary>Makes a unit config.</summary>
    /// <exception cref="ObshellInputException">Refused here; nothing was sent.</exception>
    public async Task CreateUnitConfigAsync(UnitConfigSpec spec, CancellationToken cancellation = default) =>
        await units.CreateAsync(spec, cancellation).ConfigureAwait(false);

    /// <summary>Removes a unit config; it is no error when there is none of that name.</summary>
    public async Task RemoveUnitConfigAsync(string name, CancellationToken cancellation = default) =>
        await units.RemoveAsync(name, cancellation).ConfigureAwait(false);

    /// <summary>The spans of time that a backup can be restored to; needs <c>ob_admin</c> beside the agent.</summary>
    /// <exception cref="ObshellApiException"><c>Environment.WithoutObAdmin</c>.</exception>
    public Task<RestoreWindow[]> GetRestoreWindowsAsync(StorageUri? dataBackupUri, StorageUri? archiveLogUri = null, CancellationToken cancellation = default) =>
        sources.ReadWindowsAsync(dataBackupUri, archiveLogUri, cancellation);

    /// <summary>Of which tenant a backup at <c>file://</c> is; needs <c>ob_admin</c> beside the agent.</summary>
    /// <exception cref="ObshellApiException"><c>Environment.WithoutObAdmin</c>.</exception>
    public Task<RestoreSource> GetRestoreSourceAsync(StorageUri? dataBackupUri, StorageUri? archiveLogUri = null, CancellationToken cancellation = default) =>
        sources.ReadSourceAsync(dataBackupUri, archiveLogUri, cancellation);
}
