using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Connection;
using Obshell.Client.Restore.Fields;
using Obshell.Client.Tasks;
using Obshell.Client.Wire;

namespace Obshell.Client.Restore;

/// <summary>The restore routes (PROTOCOL 4).</summary>
internal sealed class RestoreApi
{
    private const string RestorePath = "/api/v1/tenant/restore";

    /// <summary>The creating POST answers in 17 ms (PROTOCOL 11); a busy agent gets longer before we begin to search.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    /// <summary>DELETE waits up to 60 s for the DAG to be cancelled before it answers (PROTOCOL 4.9).</summary>
    private static readonly TimeSpan CancelLimit = TimeSpan.FromSeconds(120);

    private readonly ObConnection connection;
    private readonly IRequestLog? log;
    private readonly DagApi dags;

    public RestoreApi(ObConnection connection, IRequestLog? log, DagApi dags)
    {
        this.connection = connection;
        this.log = log;
        this.dags = dags;
    }

    /// <param name="request">What to restore.</param>
    /// <param name="leaving">Told when the request is about to leave: from then on it may be carried out, whatever becomes of the answer.</param>
    /// <param name="cancellation">Stops asking, not the restore.</param>
    public async Task<RestoreStart> StartAsync(TenantRestoreRequest request, Action? leaving, CancellationToken cancellation)
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

        cancellation.ThrowIfCancellationRequested();
        byte[] body = RestoreRequestBody.Create(request);
        try
        {
            leaving?.Invoke();
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
        ApiRequest request = ApiRequest.Get(TenantPath.Of(tenant) + "/restore/overview");
        try
        {
            Answer answer = retry
                ? await connection.ReadAsync(request, log, cancellation).ConfigureAwait(false)
                : await connection.ReadOnceAsync(request, log, cancellation).ConfigureAwait(false);
            return new JobEvidence(JobKnowledge.Found, Json.Read(answer, WireJson.Default.RestoreOverview));
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

    /// <summary>Running and finished jobs, newest first. Not paged by the agent whatever is asked (trap 30), so filters are what keeps it small.</summary>
    /// <param name="startedAfter">Only those that began then or later; the agent compares times whose zone is not certain.</param>
    /// <param name="startedBefore">Only those that began then or earlier.</param>
    /// <param name="status">Only those in one of these states, the agent's own words; empty for all.</param>
    /// <param name="retry">Go to the next agent, and ask again, when one is down.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<RestoreOverview[]> ReadJobsAsync(
        DateTimeOffset? startedAfter, DateTimeOffset? startedBefore, IReadOnlyCollection<string> status, bool retry, CancellationToken cancellation)
    {
        var query = new List<string>();
        if (startedAfter is { } after)
        {
            query.Add("start_time=" + QueryTime(after));
        }

        if (startedBefore is { } before)
        {
            query.Add("end_time=" + QueryTime(before));
        }

        if (status.Count > 0)
        {
            query.Add("status=" + Uri.EscapeDataString(string.Join(",", status)));
        }

        ApiRequest request = ApiRequest.Get("/api/v1/restore/tasks" + (query.Count > 0 ? "?" + string.Join("&", query) : ""));
        Answer answer = retry
            ? await connection.ReadAsync(request, log, cancellation).ConfigureAwait(false)
            : await connection.ReadOnceAsync(request, log, cancellation).ConfigureAwait(false);
        return Json.ReadContents(answer, WireJson.Default.ContentsRestoreOverview);
    }

    /// <summary>
    /// What is known of the latest restore of a tenant, from all that tell of it: the overview; while there is no tenant row yet
    /// (trap 31) or no longer, the DAG and the list of jobs.
    /// </summary>
    /// <returns>Null when nothing is known of any.</returns>
    public async Task<TenantRestore?> ReadRestoreAsync(string tenant, CancellationToken cancellation)
    {
        RestoreOverview? job = (await ReadJobAsync(tenant, retry: true, cancellation).ConfigureAwait(false)).Job;
        DagDetail? dag = (await dags.OfTenantAsync(tenant, unfinished: true, cancellation).ConfigureAwait(false)).FirstOrDefault(d => d.IsRestore);
        if (job is not null || dag is { IsFinished: false })
        {
            return new TenantRestore(tenant, dag, job);
        }

        dag = (await dags.OfTenantAsync(tenant, unfinished: false, cancellation).ConfigureAwait(false)).FirstOrDefault(d => d.IsRestore);
        job = (await ReadJobsAsync(null, null, [], retry: true, cancellation).ConfigureAwait(false))
            .Where(j => j.RestoreTenantName == tenant).OrderByDescending(j => j.JobId).FirstOrDefault();
        return dag is null && job is null ? null : new TenantRestore(tenant, dag, job);
    }

    /// <summary>
    /// Cancels a tenant's restore and has it rolled back (PROTOCOL 4.9), once. The agent may take more than 60 s for it.
    /// </summary>
    /// <param name="tenant">The tenant being restored.</param>
    /// <param name="before">The newest DAG of that tenant as read just before; null when there is none.</param>
    /// <param name="cancellation">Stops asking, not the change.</param>
    /// <returns>Without a DAG when there was nothing to cancel.</returns>
    public async Task<DagChange> CancelAsync(string tenant, DagDetail? before, CancellationToken cancellation)
    {
        Answer answer;
        try
        {
            answer = await connection.ChangeAsync(
                ApiRequest.Change(HttpMethod.Delete, TenantPath.Of(tenant) + "/restore", timeout: CancelLimit), log, cancellation).ConfigureAwait(false);
        }
        catch (ObshellException e) when (e.OutcomeUnknown)
        {
            return await FindCancelledAsync(tenant, before, e, cancellation).ConfigureAwait(false);
        }

        if (answer.HttpStatus == 204)
        {
            return new DagChange(null, answerLost: false, answer.Agent, answer.TraceId);
        }

        try
        {
            string id = Json.Read(answer, WireJson.Default.DagDetail).Id;
            return Undone(await dags.GetAsync(id, detailed: true, cancellation).ConfigureAwait(false), lost: false, answer.Agent, answer.TraceId);
        }
        catch (ObshellException e)
        {
            return new DagChange(null, answerLost: false, answer.Agent, answer.TraceId) { ReadFault = e };
        }
    }

    /// <summary>Starts a restore; and where the tenant is being restored already, or was with success, takes that one when it is the same.</summary>
    /// <exception cref="ExistingRestoreDiffersException">It is another one, or not known to be the same.</exception>
    public async Task<RestoreStart> StartOrAttachAsync(TenantRestoreRequest request, Action? leaving, CancellationToken cancellation)
    {
        try
        {
            return await StartAsync(request, leaving, cancellation).ConfigureAwait(false);
        }
        catch (ObshellApiException e) when (e.ErrorCode is ErrorCodes.TenantExisted or ErrorCodes.TenantUnderMaintenance)
        {
            if (await new ExistingRestore(this, dags, connection).FindAsync(request, e, cancellation).ConfigureAwait(false) is not { } existing)
            {
                throw;
            }

            return existing;
        }
    }

    private async Task<DagChange> FindCancelledAsync(string tenant, DagDetail? before, ObshellException cause, CancellationToken cancellation)
    {
        string traceId = LostAnswer.TraceOf(cause);
        string lookup = "";
        DagDetail? now = null;
        var pauses = new Queue<TimeSpan>(LostAnswer.PausesAfter(cause));
        TimeSpan waited = TimeSpan.Zero;
        while (pauses.Count > 0)
        {
            TimeSpan pause = pauses.Dequeue();
            await connection.TimeProvider.DelayAsync(pause, cancellation).ConfigureAwait(false);
            waited += pause;
            try
            {
                now = (await dags.OfTenantAsync(tenant, unfinished: false, cancellation).ConfigureAwait(false)).FirstOrDefault();
                bool isNew = now is not null && now.DagId > (before?.DagId ?? 0) && !now.IsRestore;
                if (now is not null && (isNew || (before is not null && OperationTrace.Shows(before, now, DagOperation.Rollback))))
                {
                    return Undone(await dags.GetAsync(now.Id, detailed: true, cancellation).ConfigureAwait(false), lost: true, cause.Agent, traceId);
                }

                lookup = now is null ? "There is no DAG of that tenant." : connection.Redactor.Clean($"Its DAG {now.Id} does not show it: {now.State}/{now.Operator}, stage {now.Stage}.");
                if (pauses.Count == 0 && cause is not ObshellApiException && now is { Operator: DagOperators.Cancel } && waited < CancelLimit)
                {
                    // The agent has cancelled the DAG and waits up to 60 s before it rolls it back.
                    pauses.Enqueue(TimeSpan.FromSeconds(5));
                }
            }
            catch (ObshellException e)
            {
                lookup = "Looking for its DAG failed too: " + e.Message;
            }
        }

        if (cause is ObshellApiException refusal)
        {
            refusal.RunningDag = now;
            throw refusal;
        }

        throw new ChangeUnknownException($"the restore of tenant '{tenant}' was cancelled", cause, lookup) { DagId = now?.Id ?? "", TenantName = tenant };
    }

    private static DagChange Undone(DagDetail dag, bool lost, string agent, string traceId)
    {
        dag.RollbackRequested = true;
        return new DagChange(dag, lost, agent, traceId);
    }

    private static string QueryTime(DateTimeOffset time) =>
        Uri.EscapeDataString(time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

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
            if (dag.Id.Length == 0 || dag.Name != RestoreDag.NameFor(tenant))
            {
                throw new ObshellProtocolException(
                    "UnexpectedAnswer", $"{answer.Agent} answered with another DAG: '{TextFault.Quote(connection.Redactor.Clean(dag.Name))}'.", answer.HttpStatus, answer.Agent)
                { TraceId = answer.TraceId };
            }
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
        string traceId = LostAnswer.TraceOf(cause);
        if (newestBefore is { } before)
        {
            bool looked = false;
            foreach (TimeSpan pause in LostAnswer.PausesAfter(cause))
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

        throw new RestoreStartUnknownException(tenant, cause, lookup);
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
                "AgentTooOld", $"{connection.Agent} runs obshell {connection.Redactor.Clean(connection.Version)}, which has no tenant restore. Upgrade obshell to 4.2.4.0 or later.",
                200, connection.Agent);
        }
    }

    /// <summary>From here on an agent may quote them back: in SQL errors, task logs, job rows.</summary>
    public void RememberSecrets(TenantRestoreRequest request)
    {
        foreach (RestoreField field in TenantRestoreRequest.Fields)
        {
            field.Remember(request, connection.Redactor);
        }
    }
}
