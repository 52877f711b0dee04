using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Dags;
using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Tenants;

namespace Obshell.Client.Restores;

/// <summary>The restore routes (PROTOCOL 4).</summary>
internal sealed class RestoreApi
{
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
    public Task<RestoreStart> StartAsync(TenantRestoreRequest request, Action? leaving, CancellationToken cancellation) =>
        new RestoreStarting(connection, log, dags).StartAsync(request, leaving, cancellation);

    /// <summary>
    /// Cancels a tenant's restore and has it rolled back (PROTOCOL 4.9), once. The agent may take more than 60 s for it.
    /// </summary>
    /// <param name="tenant">The tenant being restored.</param>
    /// <param name="before">The newest DAG of that tenant as read just before; null when there is none.</param>
    /// <param name="cancellation">Stops asking, not the change.</param>
    /// <returns>Without a DAG when there was nothing to cancel.</returns>
    public Task<DagChange> CancelAsync(string tenant, DagDetail? before, CancellationToken cancellation) =>
        new RestoreCancelling(connection, log, dags).CancelAsync(tenant, before, cancellation);

    /// <summary>The overview: 400 means no tenant row (yet), 404 no job (PROTOCOL 4.10, trap 31).</summary>
    public async Task<JobEvidence> ReadJobAsync(string tenant, bool retry, CancellationToken cancellation)
    {
        ApiRequest request = ApiRequest.Get(TenantPath.Of(tenant) + "/restore/overview");
        try
        {
            Answer answer = retry
                ? await connection.ReadAsync(request, log, cancellation).ConfigureAwait(false)
                : await connection.ReadOnceAsync(request, log, cancellation).ConfigureAwait(false);
            return new JobEvidence(JobKnowledge.Found, AnswerData.Read(answer, RestoreJson.Default.RestoreOverview));
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
        return AnswerData.ReadContents(answer, RestoreJson.Default.ContentsRestoreOverview);
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
            return new TenantRestore(tenant, dag, job, connection);
        }

        dag = (await dags.OfTenantAsync(tenant, unfinished: false, cancellation).ConfigureAwait(false)).FirstOrDefault(d => d.IsRestore);
        job = (await ReadJobsAsync(null, null, [], retry: true, cancellation).ConfigureAwait(false))
            .Where(j => j.RestoreTenantName == tenant).OrderByDescending(j => j.JobId).FirstOrDefault();
        return dag is null && job is null ? null : new TenantRestore(tenant, dag, job, connection);
    }

    private static string QueryTime(DateTimeOffset time) =>
        Uri.EscapeDataString(time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    /// <summary>Whether the point lies in the future by the agent's clock; null when not.</summary>
    public InputFault? CheckFuture(TenantRestoreRequest request) => RestoreRequestChecker.CheckFuture(request, connection.AgentNow);

    /// <summary>From here on an agent may quote them back: in SQL errors, task logs, job rows.</summary>
    public void RememberSecrets(TenantRestoreRequest request) => RestoreStarting.RememberSecrets(request, connection.Redactor);
}
