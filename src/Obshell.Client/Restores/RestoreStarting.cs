using System.Net.Http;
using Obshell.Client.Changes;
using Obshell.Client.Connection;
using Obshell.Client.Connection.Channel;
using Obshell.Client.Dags;
using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Secrets;

namespace Obshell.Client.Restores;

/// <summary>
/// Starts a restore (PROTOCOL 4.1). The request is checked and sent once. When the answer is lost, the client looks for the DAG.
/// </summary>
internal sealed class RestoreStarting
{
    private const string RestorePath = "/api/v1/tenant/restore";

    /// <summary>Time limit of the request. An agent usually answers in 17 ms (PROTOCOL 11), but a busy agent may need more time.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ObConnection connection;
    private readonly DagApi dags;
    private readonly ChangeSender changes;

    public RestoreStarting(ApiCaller caller, DagApi dags)
    {
        connection = caller.Connection;
        this.dags = dags;
        changes = new ChangeSender(connection, caller.Log);
    }

    public async Task<RestoreStart> StartAsync(TenantRestoreRequest request, Action? leaving, CancellationToken cancellation)
    {
        List<InputFault> faults = RestoreRequestChecker.Check(request);
        if (RestoreRequestChecker.CheckFuture(request, connection.AgentNow) is { } future)
        {
            faults.Add(future);
        }

        if (faults.Count > 0)
        {
            throw new ObshellInputException(faults);
        }

        RememberSecrets(request, connection.Redactor);
        string tenant = request.RestoreTenantName;
        long? newestBefore = await dags.ReadNewestBeforeChangeAsync(cancellation).ConfigureAwait(false);
        RefuseOldAgent();

        cancellation.ThrowIfCancellationRequested();
        byte[] body = RestoreRequestBody.Create(request);
        try
        {
            leaving?.Invoke();
            return await changes.SendAsync(ChangeOf(tenant, body, newestBefore), cancellation).ConfigureAwait(false);
        }
        catch (ObshellApiException e) when (e.ErrorCode is ErrorCodes.TenantExisted or ErrorCodes.TenantUnderMaintenance)
        {
            // Both errors may mean that a restore of this tenant is already running (trap 39). If so, the user needs the id of the DAG of
            // this restore.
            if (await FindRunningAsync(tenant, cancellation).ConfigureAwait(false) is { } running)
            {
                throw new DagRefusalException(e, running);
            }

            throw;
        }
        finally
        {
            PlainArray.Clear(body);
        }
    }

    public static void RememberSecrets(TenantRestoreRequest request, Redactor redactor)
    {
        foreach (RestoreField field in TenantRestoreRequest.Fields)
        {
            field.Remember(request, redactor);
        }
    }

    private Change<RestoreStart> ChangeOf(string tenant, byte[] body, long? newestBefore) => new(
        ApiRequest.Change(HttpMethod.Post, RestorePath, body, Limit), ChangeTexts.FormatUnknownRestoreStart(tenant), ChangeSubject.Start(tenant),
        (answer, _) => Task.FromResult(Started(answer, tenant)))
    {
        UnknownId = "RestoreStartUnknown",
        LookFailed = ChangeTexts.FormatLookNewDagFailed,
        Look = (sent, stop) => NewDag.LookAsync(newestBefore, before => FindAsync(tenant, before, stop), dag => new RestoreStart(dag, found: true, sent.Agent, sent.TraceId)),
    };

    private RestoreStart Started(Answer answer, string tenant)
    {
        AgentDag dag = AnswerData.Read(answer, DagJson.Default.AgentDag);
        if (dag.Id.Length == 0 || dag.Name != RestoreDag.NameFor(tenant))
        {
            throw new ObshellProtocolException(
                "UnexpectedAnswer", DagTexts.FormatOtherStarted(answer.Agent, TextFault.Quote(connection.Redactor.Clean(dag.Name))), answer.HttpStatus, answer.Agent)
            { TraceId = answer.TraceId };
        }

        dag.Connection = connection;
        return new RestoreStart(dag, found: false, answer.Agent, answer.TraceId);
    }

    /// <summary>
    /// Finds the DAG that this restore request made: the tenant's newest restore DAG. Its number must be higher than the numbers of all
    /// DAGs before the request (PROTOCOL 5.2).
    /// </summary>
    private async Task<AgentDag?> FindAsync(string tenant, long newestBefore, CancellationToken cancellation)
    {
        foreach (bool unfinished in new[] { true, false })
        {
            AgentDag[] listed = await dags.ListAsync(DagScope.Cluster, unfinished, detailed: false, cancellation).ConfigureAwait(false);
            AgentDag? newest = Newest(listed.Where(d => d.DagId > newestBefore), tenant);
            if (newest is not null)
            {
                return newest;
            }
        }

        return null;
    }

    private async Task<AgentDag?> FindRunningAsync(string tenant, CancellationToken cancellation)
    {
        try
        {
            return Newest(await dags.ListAsync(DagScope.Cluster, unfinished: true, detailed: false, cancellation).ConfigureAwait(false), tenant);
        }
        catch (ObshellException)
        {
            return null;
        }
    }

    private static AgentDag? Newest(IEnumerable<AgentDag> listed, string tenant) => listed
        .Where(d => d.Name == RestoreDag.NameFor(tenant) && (d.MaintenanceKey.Length == 0 || d.MaintenanceKey == tenant))
        .OrderByDescending(d => d.DagId)
        .FirstOrDefault();

    private void RefuseOldAgent()
    {
        if (AgentVersion.Parse(connection.Version) is { } version && version < AgentVersion.FirstWithRestore)
        {
            throw new ObshellProtocolException(
                "AgentTooOld", ConnectionTexts.FormatAgentTooOldToRestore(connection.Agent, connection.Redactor.Clean(connection.Version)),
                200, connection.Agent);
        }
    }
}
