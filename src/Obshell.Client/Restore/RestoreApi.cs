using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Connection;
using Obshell.Client.Tasks;
using Obshell.Client.Wire;

namespace Obshell.Client.Restore;

/// <summary>The restore routes (PROTOCOL 4).</summary>
internal sealed class RestoreApi
{
    private const string RestorePath = "/api/v1/tenant/restore";

    /// <summary>The creating POST answers in 17 ms (PROTOCOL 11); a busy agent gets longer before we begin to search.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    /// <summary>When to look for the DAG of a lost answer: the request may still be on its way through a slow agent.</summary>
    private static readonly TimeSpan[] Lookups = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    private readonly ObConnection connection;
    private readonly IRequestLog? log;
    private readonly DagApi dags;

    public RestoreApi(ObConnection connection, IRequestLog? log, DagApi dags)
    {
        this.connection = connection;
        this.log = log;
        this.dags = dags;
    }

    public async Task<RestoreStart> StartAsync(TenantRestoreRequest request, CancellationToken cancellation)
    {
        List<InputFault> faults = RestoreRequestChecker.Check(request);
        if (faults.Count > 0)
        {
            throw new ObshellInputException(faults);
        }

        RememberSecrets(request);
        string tenant = request.RestoreTenantName;
        long? newestBefore = await NewestBeforeAsync(cancellation).ConfigureAwait(false);
        RefuseOldAgent();

        byte[] body = RestoreRequestBody.Create(request);
        try
        {
            Answer answer = await connection.ChangeAsync(
                ApiRequest.Change(HttpMethod.Post, RestorePath, body, StartLimit), log, cancellation).ConfigureAwait(false);
            return await StartedAsync(answer, tenant, newestBefore, cancellation).ConfigureAwait(false);
        }
        catch (ObshellException e) when (e.OutcomeUnknown)
        {
            return await FindLostAsync(tenant, newestBefore, e, cancellation).ConfigureAwait(false);
        }
        catch (ObshellApiException e) when (e.ErrorCode is ErrorCodes.TenantExisted or ErrorCodes.TenantUnderMaintenance)
        {
            // Both may mean "already being restored" (trap 39): then the user wants that DAG's id.
            e.RunningDag = await FindRunningAsync(tenant, cancellation).ConfigureAwait(false);
            throw;
        }
        finally
        {
            Array.Clear(body, 0, body.Length);
        }
    }

    /// <summary>The overview: 400 means no tenant row (yet), 404 no job (PROTOCOL 4.10, trap 31).</summary>
    public async Task<JobEvidence> ReadJobAsync(string tenant, bool retry, CancellationToken cancellation)
    {
        ApiRequest request = ApiRequest.Get("/api/v1/tenant/" + Uri.EscapeDataString(tenant) + "/restore/overview");
        try
        {
            Answer answer = retry
                ? await connection.ReadAsync(request, log, cancellation).ConfigureAwait(false)
                : await connection.ReadOnceAsync(request, log, cancellation).ConfigureAwait(false);
            return new JobEvidence(JobKnowledge.Found, Adopt(Json.Read(answer, WireJson.Default.RestoreOverview)));
        }
        catch (ObshellApiException e) when (e.ErrorCode == ErrorCodes.TenantNotExist)
        {
            return new JobEvidence(JobKnowledge.NoTenant);
        }
        catch (ObshellApiException e) when (e.ErrorCode == ErrorCodes.NotFound)
        {
            return new JobEvidence(JobKnowledge.NoJob);
        }
    }

    /// <summary>Running and finished jobs, newest first. Not paged by the agent whatever is asked (trap 30), so a start is named.</summary>
    public async Task<RestoreOverview[]> ReadJobsAsync(DateTimeOffset? startedAfter, CancellationToken cancellation)
    {
        string query = startedAfter is { } after
            ? "?start_time=" + Uri.EscapeDataString(after.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
            : "";
        Answer answer = await connection.ReadOnceAsync(ApiRequest.Get("/api/v1/restore/tasks" + query), log, cancellation).ConfigureAwait(false);
        return Array.ConvertAll(Json.ReadContents(answer, WireJson.Default.ContentsRestoreOverview), Adopt);
    }

    private async Task<long?> NewestBeforeAsync(CancellationToken cancellation)
    {
        try
        {
            return await dags.NewestMaintenanceDagIdAsync(cancellation).ConfigureAwait(false);
        }
        catch (ObshellApiException e) when (!e.IsAuthentication)
        {
            // An agent that cannot list its DAGs will say why it cannot restore either; only a lost answer could then
            // not be told from an earlier restore, so none would be adopted.
            return null;
        }
    }

    private async Task<RestoreStart> StartedAsync(Answer answer, string tenant, long? newestBefore, CancellationToken cancellation)
    {
        DagDetail dag;
        try
        {
            dag = Json.Read(answer, WireJson.Default.DagDetail);
        }
        catch (ObshellProtocolException e)
        {
            // Accepted, but the DAG is unreadable: it exists all the same.
            return await FindLostAsync(tenant, newestBefore, e, cancellation).ConfigureAwait(false);
        }

        dag.Connection = connection;
        return new RestoreStart(dag, found: false, answer.Agent, answer.TraceId);
    }

    private async Task<RestoreStart> FindLostAsync(string tenant, long? newestBefore, ObshellException cause, CancellationToken cancellation)
    {
        string lookup = "It is not known which DAGs there were before, so none is taken for it.";
        string traceId = (cause as ObshellConnectionException)?.TraceId
            ?? (cause as ObshellProtocolException)?.TraceId ?? (cause as ObshellApiException)?.TraceId ?? "";
        if (newestBefore is { } before)
        {
            // An agent that answered with an error has finished with the request: one look is enough. A silent one may not have.
            IEnumerable<TimeSpan> pauses = cause is ObshellApiException ? Lookups.Take(1) : Lookups;
            bool looked = false;
            foreach (TimeSpan pause in pauses)
            {
                await connection.TimeProvider.DelayAsync(pause, cancellation).ConfigureAwait(false);
                try
                {
                    if (await FindAsync(tenant, before, cancellation).ConfigureAwait(false) is { } found)
                    {
                        return new RestoreStart(found, found: true, cause.Agent, traceId);
                    }

                    looked = true;
                    lookup = "No new DAG of it was found.";
                }
                catch (ObshellException e)
                {
                    lookup = "Looking for its DAG failed too: " + e.Message;
                }
            }

            if (looked && cause is ObshellApiException refusal)
            {
                throw refusal;
            }
        }

        throw new RestoreStartUnknownException(tenant, traceId, cause, lookup);
    }

    /// <summary>The DAG of this tenant's restore that is newer than all known before: highest number wins (PROTOCOL 5.2).</summary>
    private async Task<DagDetail?> FindAsync(string tenant, long newestBefore, CancellationToken cancellation)
    {
        foreach (bool unfinished in new[] { true, false })
        {
            DagDetail[] listed = await dags.ListAsync(DagScope.Cluster, unfinished, detailed: false, cancellation).ConfigureAwait(false);
            DagDetail? newest = Newest(listed.Where(d => d.DagId > newestBefore), tenant);
            if (newest is not null)
            {
                return newest;
            }
        }

        return null;
    }

    private async Task<DagDetail?> FindRunningAsync(string tenant, CancellationToken cancellation)
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

    private static DagDetail? Newest(IEnumerable<DagDetail> listed, string tenant) => listed
        .Where(d => d.Name == RestoreDag.NameFor(tenant) && (d.MaintenanceKey.Length == 0 || d.MaintenanceKey == tenant))
        .OrderByDescending(d => d.DagId)
        .FirstOrDefault();

    private void RefuseOldAgent()
    {
        if (AgentVersion.Parse(connection.Version) is { } version && version < AgentVersion.FirstWithRestore)
        {
            throw new ObshellProtocolException(
                "AgentTooOld", $"{connection.Agent} runs obshell {connection.Version}, which has no tenant restore. Upgrade obshell to 4.2.4.0 or later.",
                200, connection.Agent);
        }
    }

    /// <summary>From here on an agent may quote them back: in SQL errors, task logs, job rows.</summary>
    public void RememberSecrets(TenantRestoreRequest request)
    {
        foreach (SecureString secret in request.Decryption)
        {
            connection.Redactor.Remember(secret);
        }

        connection.Redactor.Remember(request.KmsEncryptInfo);
    }

    private RestoreOverview Adopt(RestoreOverview job)
    {
        job.Redact(connection.Redactor);
        return job;
    }
}
