using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Restores;
using Obshell.Client.Secrets;
using Obshell.Client.Time;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Attaching;

/// <summary>
/// Looks for the existing restore of a tenant, and returns it only when it matches the request. Only OceanBase's job reports the source and
/// the point of a restore. In the first seconds of a restore the job does not exist yet, so this class waits up to a minute for the job.
/// </summary>
internal sealed class ExistingRestore
{
    /// <summary>OceanBase creates the job within seconds. When there is no job after a minute, a longer wait does not help.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The longest pause between two reads. Each read returns all jobs (trap 30), so frequent reads are expensive.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly ObshellClient client;
    private readonly Clock time;
    private readonly Redactor redactor;

    public ExistingRestore(ObshellClient client)
    {
        this.client = client;
        time = client.Clock;
        redactor = client.Redactor;
    }

    /// <param name="request">The requested restore.</param>
    /// <param name="refusal">The agent's answer to the start request; null when no start request was sent.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>
    /// The existing restore. Null when the newest DAG of the tenant is not a restore, or when the restore failed or was rolled back,
    /// cancelled or skipped.
    /// </returns>
    /// <exception cref="ExistingRestoreDiffersException">
    /// A restore exists. It differs from the request, or it is not known whether it differs.
    /// </exception>
    public async Task<AttachedRestore?> FindAsync(TenantRestoreRequest request, ObshellApiException? refusal, CancellationToken cancellation)
    {
        TimeSpan waited = TimeSpan.Zero;
        TimeSpan pause = TimeSpan.FromSeconds(1);
        string id = "";
        while (true)
        {
            bool isLast = waited >= Patience;
            try
            {
                if (id.Length == 0)
                {
                    AgentDag? newest = (await client.Dags.OfTenantAsync(request.RestoreTenantName, unfinished: false, cancellation).ConfigureAwait(false)).FirstOrDefault();
                    if (newest is not { IsRestore: true })
                    {
                        return null;
                    }

                    id = newest.Id;
                }

                AgentDag dag = await client.Dags.GetAsync(id, detailed: true, cancellation).ConfigureAwait(false);
                if (dag.Operator is DagOperators.Rollback or DagOperators.Cancel or DagOperators.Pass)
                {
                    return null;
                }

                (RestoreOverview? job, bool hasList) = await JobOfAsync(dag, cancellation).ConfigureAwait(false);
                if (dag.IsFinished)
                {
                    DagDetail judged = await JudgeAsync(dag, job, cancellation).ConfigureAwait(false);
                    if (judged.Row is not ({ IsRestored: true } or { MayGoOn: true }))
                    {
                        return null;
                    }

                    dag = judged;
                }

                RestoreComparison comparison = RestoreComparison.Of(request, dag, job, redactor);
                if (comparison.Differences.Count == 0 && comparison.Unknown.Count == 0)
                {
                    return new AttachedRestore(dag, comparison.Doubt, refusal?.Agent ?? "", refusal?.TraceId ?? "");
                }

                // Only a missing job is a reason to wait again: a job that exists reports all its values, and these values do not change.
                isLast |= comparison.Differences.Count > 0 || job is not null || dag.IsFinished || !hasList;
                if (isLast)
                {
                    throw new ExistingRestoreDiffersException(request.RestoreTenantName, dag, Sentences(comparison, job), refusal);
                }
            }
            catch (ObshellException e) when (!isLast && e is ObshellConnectionException or ObshellProtocolException)
            {
                // A network fault is usually short, so the read is repeated. At the last read, the fault is thrown.
            }

            await time.DelayAsync(pause, cancellation).ConfigureAwait(false);
            waited += pause;
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }
    }

    private static string[] Sentences(RestoreComparison comparison, RestoreOverview? job) =>
    [
        .. comparison.Differences,
        .. comparison.Unknown.Count == 0 ? Array.Empty<string>()
            : job is null ? [AttachingTexts.FormatNotReportedWithoutJob(Listing.And(comparison.Unknown))]
            : [AttachingTexts.FormatNotReported(Listing.And(comparison.Unknown))],
    ];

    /// <summary>
    /// Reads the restore's job from the list of jobs, because only the list contains the source. Agents before 4.3.2 have no list of jobs:
    /// for them, <c>CanTell</c> is false.
    /// </summary>
    private async Task<(RestoreOverview? Job, bool CanTell)> JobOfAsync(AgentDag dag, CancellationToken cancellation)
    {
        try
        {
            RestoreOverview[] jobs = await client.Restores.ReadJobsAsync(cancellation: cancellation).ConfigureAwait(false);
            return (jobs.FirstOrDefault(j => JobMatch.Holds(dag, j)), true);
        }
        catch (ObshellApiException e) when (e.HttpStatus == 404)
        {
            return (null, false);
        }
    }

    /// <summary>Judges an ended DAG. If <paramref name="job"/> is null, this reads the job from the tenant's overview.</summary>
    private async Task<DagDetail> JudgeAsync(AgentDag dag, RestoreOverview? job, CancellationToken cancellation)
    {
        JobEvidence evidence = job is not null
            ? new JobEvidence(JobKnowledge.Found, job)
            : await client.Restores.ReadJobAsync(dag.TenantName, cancellation).ConfigureAwait(false);
        return DagDetail.Judge(dag, evidence);
    }
}
