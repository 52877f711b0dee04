using System.Globalization;
using Obshell.Client.Connection;
using Obshell.Client.Dags;
using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Tenants;
using Obshell.Client.Time;

namespace Obshell.Client.Restores;

/// <summary>Starts, cancels and reads restores through the agent's restore routes (PROTOCOL 4).</summary>
public sealed class RestoreApi
{
    /// <summary>The tolerance when times are compared: start times of jobs are whole seconds.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    private readonly ApiCaller caller;
    private readonly ObConnection connection;
    private readonly DagApi dags;

    internal RestoreApi(ApiCaller caller, DagApi dags)
    {
        this.caller = caller;
        this.dags = dags;
        connection = caller.Connection;
    }

    /// <summary>
    /// Starts a restore: checks the request and sends it once. When the answer is lost, the client looks for the DAG and does not send the
    /// request again.
    /// </summary>
    /// <param name="request">What to restore.</param>
    /// <param name="leaving">
    /// Called just before the request is sent. After this call the restore may be running, even if the answer is lost.
    /// </param>
    /// <param name="cancellation">Stops the requests of the client, but not the restore.</param>
    /// <exception cref="ObshellInputException">The client refused the request; nothing was sent.</exception>
    /// <exception cref="ObshellApiException">The agent refused the request; nothing was started.</exception>
    /// <exception cref="ChangeUnknownException">The restore may or may not have been started.</exception>
    public Task<RestoreStart> StartAsync(TenantRestoreRequest request, Action? leaving = null, CancellationToken cancellation = default) =>
        new RestoreStarting(caller, dags).StartAsync(request, leaving, cancellation);

    /// <summary>
    /// Cancels a tenant's restore and rolls it back (PROTOCOL 4.9). The request is sent once. The agent may need more than 60 s for the
    /// answer.
    /// </summary>
    /// <param name="tenant">The tenant being restored.</param>
    /// <param name="before">The newest DAG of that tenant as it was read just before; null when there is none.</param>
    /// <param name="cancellation">Stops the requests of the client, but not the change.</param>
    /// <returns>The result has no DAG when there was nothing to cancel.</returns>
    /// <exception cref="ObshellApiException">The agent refused the request.</exception>
    /// <exception cref="ChangeUnknownException">The restore may or may not have been cancelled.</exception>
    public Task<DagChange> CancelAsync(string tenant, AgentDag? before, CancellationToken cancellation = default) =>
        new RestoreCancelling(caller, dags).CancelAsync(tenant, before, cancellation);

    /// <summary>
    /// Reads a tenant's latest job from the overview. The agent answers 400 when the tenant does not exist (yet), and 404 when there is no
    /// job (PROTOCOL 4.10, trap 31).
    /// </summary>
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

    /// <summary>
    /// Reads running and finished jobs, newest first. The agent always sends all jobs in one page (trap 30), so use filters for a small
    /// answer.
    /// </summary>
    /// <param name="startedAfter">
    /// Only jobs that began at this time or later. The agent may apply this limit with an error of some hours, because the time zone of the
    /// jobs' times is not certain.
    /// </param>
    /// <param name="startedBefore">Only jobs that began at this time or earlier.</param>
    /// <param name="status">Only jobs in one of these states, in the agent's own words; empty for all.</param>
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
    /// Reads all data about the latest restore of a tenant: the DAG, and OceanBase's job from the overview or from the list of jobs. Only
    /// the list contains the locations of the data and the logs, and jobs of tenants that do not exist (trap 31).
    /// </summary>
    /// <returns>Null when there is no data about a restore.</returns>
    public async Task<TenantRestore?> ReadRestoreAsync(string tenant, CancellationToken cancellation = default)
    {
        RestoreOverview? job = (await ReadJobAsync(tenant, cancellation).ConfigureAwait(false)).Job;
        AgentDag? dag = (await dags.OfTenantAsync(tenant, unfinished: true, cancellation).ConfigureAwait(false)).FirstOrDefault(d => d.IsRestore);
        bool isNew = job is null && dag is { IsFinished: false };
        if (!isNew)
        {
            job = await ListedJobAsync(tenant, job, cancellation).ConfigureAwait(false);
            dag ??= (await dags.OfTenantAsync(tenant, unfinished: false, cancellation).ConfigureAwait(false)).FirstOrDefault(d => d.IsRestore) is { } newest && !HadEnded(newest, job) ? newest : null;
        }

        return dag is null && job is null ? null : new TenantRestore(tenant, dag, job, connection);
    }

    /// <summary>Compares the newest job in the list with the job from the overview, and returns the newer job.</summary>
    private async Task<RestoreOverview?> ListedJobAsync(string tenant, RestoreOverview? known, CancellationToken cancellation)
    {
        try
        {
            RestoreOverview? listed = (await ReadJobsAsync(cancellation: cancellation).ConfigureAwait(false))
                .Where(j => j.RestoreTenantName == tenant).OrderByDescending(j => j.JobId).FirstOrDefault();
            return listed?.JobId >= (known?.JobId ?? 0) ? listed : known;
        }
        catch (ObshellApiException e) when (known is not null || e.HttpStatus == 404)
        {
            // Agents before 4.3.2 do not have this list.
            return known;
        }
    }

    /// <summary>
    /// Whether the DAG had ended before the job began. If so, the DAG did not start this job. Both times come from the same database.
    /// </summary>
    private static bool HadEnded(AgentDag dag, RestoreOverview? job) =>
        dag.EndTime is { } ended && AgentTimeText.Parse(job?.StartTimestamp) is { } began && began > ended + Slack;

    private static string QueryTime(DateTimeOffset time) =>
        Uri.EscapeDataString(time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    /// <summary>Checks whether the restore point is in the future by the agent's clock. Null when the point is not in the future.</summary>
    public InputFault? CheckFuture(TenantRestoreRequest request) => RestoreRequestChecker.CheckFuture(request, connection.AgentNow);

    /// <summary>
    /// Registers the request's secrets for masking. Later, an agent may quote these secrets in SQL errors, task logs and jobs.
    /// </summary>
    public void RememberSecrets(TenantRestoreRequest request) => RestoreStarting.RememberSecrets(request, connection.Redactor);
}
