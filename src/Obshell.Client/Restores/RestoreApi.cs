using System.Globalization;
using Obshell.Client.Connection;
using Obshell.Client.Dags;
using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Tenants;

namespace Obshell.Client.Restores;

/// <summary>The restore routes (PROTOCOL 4).</summary>
public sealed class RestoreApi
{
    private readonly ApiCaller caller;
    private readonly ObConnection connection;
    private readonly DagApi dags;

    internal RestoreApi(ApiCaller caller, DagApi dags)
    {
        this.caller = caller;
        this.dags = dags;
        connection = caller.Connection;
    }

    /// <summary>Starts a restore: checks it, sends it once, and after a lost answer looks for the DAG instead of sending again.</summary>
    /// <param name="request">What to restore.</param>
    /// <param name="leaving">Called when the request is about to be sent: from then on it may be carried out, no matter what happens to the answer.</param>
    /// <param name="cancellation">Stops asking, not the restore.</param>
    /// <exception cref="ObshellInputException">Refused here; nothing was sent.</exception>
    /// <exception cref="ObshellApiException">Refused by the agent; nothing was started.</exception>
    /// <exception cref="ChangeUnknownException">It may or may not have been started.</exception>
    public Task<RestoreStart> StartAsync(TenantRestoreRequest request, Action? leaving = null, CancellationToken cancellation = default) =>
        new RestoreStarting(caller, dags).StartAsync(request, leaving, cancellation);

    /// <summary>
    /// Cancels a tenant's restore and has it rolled back (PROTOCOL 4.9), once. The agent may take more than 60 s for it.
    /// </summary>
    /// <param name="tenant">The tenant being restored.</param>
    /// <param name="before">The newest DAG of that tenant as read just before; null without one.</param>
    /// <param name="cancellation">Stops asking, not the change.</param>
    /// <returns>Without a DAG when there was nothing to cancel.</returns>
    /// <exception cref="ObshellApiException">Refused by the agent.</exception>
    /// <exception cref="ChangeUnknownException">It may or may not have been cancelled.</exception>
    public Task<DagChange> CancelAsync(string tenant, AgentDag? before, CancellationToken cancellation = default) =>
        new RestoreCancelling(caller, dags).CancelAsync(tenant, before, cancellation);

    /// <summary>What the overview says of a tenant's latest job: 400 means no tenant row (yet), 404 no job (PROTOCOL 4.10, trap 31).</summary>
    public async Task<JobEvidence> ReadJobAsync(string tenant, CancellationToken cancellation = default)
    {
        try
        {
            Answer answer = await caller.ReadAsync(ApiRequest.Get(TenantPath.Of(tenant) + "/restore/overview"), cancellation).ConfigureAwait(false);
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

    /// <summary>Running and finished jobs, newest first. Not paged by the agent, no matter what is asked (trap 30), so filters are what keeps it small.</summary>
    /// <param name="startedAfter">Only those that began then or later; the agent compares times whose zone is not certain.</param>
    /// <param name="startedBefore">Only those that began then or earlier.</param>
    /// <param name="status">Only those in one of these states, the agent's own words; none for all.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<RestoreOverview[]> ReadJobsAsync(
        DateTimeOffset? startedAfter = null, DateTimeOffset? startedBefore = null, IReadOnlyCollection<string>? status = null, CancellationToken cancellation = default)
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

        if (status is { Count: > 0 })
        {
            query.Add("status=" + Uri.EscapeDataString(string.Join(",", status)));
        }

        ApiRequest request = ApiRequest.Get("/api/v1/restore/tasks" + (query.Count > 0 ? "?" + string.Join("&", query) : ""));
        Answer answer = await caller.ReadAsync(request, cancellation).ConfigureAwait(false);
        return AnswerData.ReadContents(answer, RestoreJson.Default.ContentsRestoreOverview);
    }

    /// <summary>
    /// What is known of the latest restore of a tenant: OceanBase's job from the overview, or from the list of jobs, which also says
    /// where the data came from and knows jobs of tenants that do not exist (trap 31); and the DAG.
    /// </summary>
    /// <returns>Null when none is known.</returns>
    public async Task<TenantRestore?> ReadRestoreAsync(string tenant, CancellationToken cancellation = default)
    {
        RestoreOverview? job = (await ReadJobAsync(tenant, cancellation).ConfigureAwait(false)).Job;
        AgentDag? dag = (await dags.OfTenantAsync(tenant, unfinished: true, cancellation).ConfigureAwait(false)).FirstOrDefault(d => d.IsRestore);
        bool isNew = job is null && dag is { IsFinished: false };
        if (!isNew)
        {
            dag ??= (await dags.OfTenantAsync(tenant, unfinished: false, cancellation).ConfigureAwait(false)).FirstOrDefault(d => d.IsRestore);
            job = await ListedJobAsync(tenant, job, cancellation).ConfigureAwait(false);
        }

        return dag is null && job is null ? null : new TenantRestore(tenant, dag, job, connection);
    }

    /// <summary>The newest row of the list, unless the overview knows a newer job.</summary>
    private async Task<RestoreOverview?> ListedJobAsync(string tenant, RestoreOverview? known, CancellationToken cancellation)
    {
        try
        {
            RestoreOverview? listed = (await ReadJobsAsync(cancellation: cancellation).ConfigureAwait(false))
                .Where(j => j.RestoreTenantName == tenant).OrderByDescending(j => j.JobId).FirstOrDefault();
            return listed?.JobId >= (known?.JobId ?? 0) ? listed : known;
        }
        catch (ObshellApiException) when (known is not null)
        {
            // Agents before 4.3.2 have no list.
            return known;
        }
    }

    private static string QueryTime(DateTimeOffset time) =>
        Uri.EscapeDataString(time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    /// <summary>Whether the point lies in the future by the agent's clock; null when not.</summary>
    public InputFault? CheckFuture(TenantRestoreRequest request) => RestoreRequestChecker.CheckFuture(request, connection.AgentNow);

    /// <summary>From here on an agent may quote them back: in SQL errors, task logs, job rows.</summary>
    public void RememberSecrets(TenantRestoreRequest request) => RestoreStarting.RememberSecrets(request, connection.Redactor);
}
