using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Restores;
using Obshell.Client.Secrets;
using Obshell.Client.Time;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Attaching;

/// <summary>
/// Looks for the existing restore of a tenant, and takes it only when it is known to be the requested one. Only OceanBase's job reports
/// the source and the point of a restore. The job cannot be read in the first moments of a restore, so this class waits for it for a
/// limited time.
/// </summary>
internal sealed class ExistingRestore
{
    /// <summary>A job exists as soon as its statement has run, which takes seconds. When there is no job after a minute, the cause is something else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The list of jobs is never paged (trap 30).</summary>
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
    /// <returns>The restore; null when there is no restore that could be taken: it was rolled back, cancelled or skipped, it failed, or the DAG is of another kind.</returns>
    /// <exception cref="ExistingRestoreDiffersException">A restore exists, but it is another one, or it is not known whether it is the same.</exception>
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

                // A reported value does not change any more, and a job that exists reports all its values.
                isLast |= comparison.Differences.Count > 0 || job is not null || dag.IsFinished || !hasList;
                if (isLast)
                {
                    throw new ExistingRestoreDiffersException(request.RestoreTenantName, dag, Sentences(comparison, job), refusal);
                }
            }
            catch (ObshellException e) when (!isLast && e is ObshellConnectionException or ObshellProtocolException)
            {
                // A network fault passes by itself. The last look reports it.
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
    /// The job of the restore from the list of jobs, because only the list has the source. Also whether this agent has such a list:
    /// agents before 4.3.2 do not.
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

    /// <summary>Whether an ended DAG may be taken: it ended with success, or its job continued after the agent stopped watching.</summary>
    private async Task<DagDetail> JudgeAsync(AgentDag dag, RestoreOverview? job, CancellationToken cancellation)
    {
        JobEvidence evidence = job is not null
            ? new JobEvidence(JobKnowledge.Found, job)
            : await client.Restores.ReadJobAsync(dag.TenantName, cancellation).ConfigureAwait(false);
        return DagDetail.Judge(dag, evidence);
    }
}
