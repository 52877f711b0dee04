using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Restores;
using Obshell.Client.Secrets;
using Obshell.Client.Time;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Attaching;

/// <summary>
/// Looks for the restore of a tenant that is there already, and takes it only when it is known to be the one that is asked
/// for. Only OceanBase's job reports the source and the point of a restore, and it cannot be read in the first moments of a restore:
/// so this waits for it, for a while.
/// </summary>
internal sealed class ExistingRestore
{
    /// <summary>A job is there as soon as its statement has run, which takes seconds; after a minute something else is wrong.</summary>
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

    /// <param name="request">What is asked for.</param>
    /// <param name="refusal">The agent's answer to a start; null where none was sent.</param>
    /// <param name="cancellation">Ends the looking.</param>
    /// <returns>Null where there is no restore that could be taken at all: undone, cancelled, skipped, failed, or of another kind.</returns>
    /// <exception cref="ExistingRestoreDiffersException">There is one, and it is another, or not known to be the same.</exception>
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

                // What is reported will not change any more, and of a job that exists everything is reported.
                isLast |= comparison.Differences.Count > 0 || job is not null || dag.IsFinished || !hasList;
                if (isLast)
                {
                    throw new ExistingRestoreDiffersException(request.RestoreTenantName, dag, Sentences(comparison, job), refusal);
                }
            }
            catch (ObshellException e) when (!isLast && e is ObshellConnectionException or ObshellProtocolException)
            {
                // A network fault passes; the last look reports it.
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

    /// <summary>Its job as the list reports it, since only the list has the source; and whether this agent has such a list, which those before 4.3.2 do not.</summary>
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

    /// <summary>A DAG that has ended may be taken where it ended well, or where its job continued after the agent stopped watching.</summary>
    private async Task<DagDetail> JudgeAsync(AgentDag dag, RestoreOverview? job, CancellationToken cancellation)
    {
        JobEvidence evidence = job is not null
            ? new JobEvidence(JobKnowledge.Found, job)
            : await client.Restores.ReadJobAsync(dag.TenantName, cancellation).ConfigureAwait(false);
        return DagDetail.Judge(dag, evidence);
    }
}
