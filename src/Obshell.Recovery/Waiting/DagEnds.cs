using Obshell.Client;
using Obshell.Client.Errors;
using Obshell.Client.Restores;
using Obshell.Client.Time;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Waiting;

/// <summary>Handles watched DAGs that have ended: each DAG is judged, retried, or read again for a limited time.</summary>
internal sealed class DagEnds
{
    private const int ShortWatchesBeforeEnd = 3;
    private static readonly TimeSpan ShortWatch = TimeSpan.FromMinutes(1);

    private readonly ObshellClient client;
    private readonly JobReading jobs;
    private readonly WaitOptions options;
    private readonly WatchedDags dags;
    private readonly AgentAnswers answers;
    private readonly DagLook look;
    private readonly IDagWatchObserver observer;
    private readonly Clock time;

    public DagEnds(ObshellClient client, JobReading jobs, WaitOptions options, WatchedDags dags, AgentAnswers answers, DagLook look, IDagWatchObserver observer)
    {
        this.client = client;
        this.jobs = jobs;
        this.options = options;
        this.dags = dags;
        this.answers = answers;
        this.look = look;
        this.observer = observer;
        time = client.Clock;
    }

    /// <summary>
    /// Judges the DAGs that have ended. If a verdict needs a job that cannot be read, later polls read the job again for a limited time.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        WatchedDag[] ended = [.. dags.Active.Where(d => d.UnconfirmedSince is not null)];
        if (ended.Length == 0)
        {
            return;
        }

        IReadOnlyDictionary<string, JobEvidence> evidence = await jobs.GatherAsync([.. ended.Select(d => d.Last!).Where(VerdictRules.NeedsJob)], cancellation).ConfigureAwait(false);
        foreach (WatchedDag watched in ended)
        {
            AgentDag dag = watched.Last!;
            JobEvidence known = evidence.TryGetValue(watched.Id, out JobEvidence found) ? found : JobEvidence.NotAsked;
            bool open = known.Knowledge == JobKnowledge.Unreachable && VerdictRules.HingesOnJob(dag);
            bool isLate = time.GetElapsedTime(watched.UnconfirmedSince!.Value) >= options.ConfirmLimit;
            if (VerdictRules.MayStillBeKnown(dag, known, isLate) && dags.Remaining(watched) > TimeSpan.Zero)
            {
                continue;
            }

            if (open && !isLate && dags.Remaining(watched) > TimeSpan.Zero)
            {
                continue;
            }

            var judged = DagDetail.Judge(dag, known, watched.ExpectsRollback);
            if (judged.Row.MayGoOn && MayResume(watched))
            {
                await ResumeAsync(watched, judged, cancellation).ConfigureAwait(false);
                continue;
            }

            dags.Active.Remove(watched);
            observer.Ended(judged);
        }
    }

    private bool MayResume(WatchedDag watched)
    {
        if (!options.ResumeOutlived || watched.ExpectsRollback || dags.Remaining(watched) <= TimeSpan.Zero)
        {
            return false;
        }

        // The agent's time limit is an hour. If the agent stops watching long before this limit, several times in a row, the time limit is
        // not the cause, and RETRY does not help.
        NodeDetail? wait = watched.Last!.Nodes.ElementAtOrDefault((watched.Last.IsBackup ? BackupDag.WaitStage : RestoreDag.WaitStage) - 1);
        watched.ShortWatches = wait?.Elapsed < ShortWatch ? watched.ShortWatches + 1 : 0;
        return watched.ShortWatches < ShortWatchesBeforeEnd;
    }

    private async Task ResumeAsync(WatchedDag watched, DagDetail ended, CancellationToken cancellation)
    {
        try
        {
            DagChange change = await client.Dags.OperateAsync(ended, DagOperation.Retry, cancellation).ConfigureAwait(false);
            answers.Good();
            watched.UnconfirmedSince = null;
            observer.Resumed(ended, change, null);
            if (change.Dag is { } now)
            {
                look.Note(watched, now);
            }
        }
        catch (ObshellException e) when (e is ObshellConnectionException { MayHaveRun: false, IsTransient: true } or ObshellApiException { IsTransient: true })
        {
            // RETRY was not sent, or the agent could not reach its database. The next poll reads and judges the DAG again.
            answers.Fault = e;
            watched.UnconfirmedSince = null;
        }
        catch (ObshellException e)
        {
            observer.Resumed(ended, null, e);
            if (e.ErrorId is ErrorCodes.RetryNotFailedDag)
            {
                // Another user has already retried the DAG.
                watched.UnconfirmedSince = null;
                return;
            }

            dags.Active.Remove(watched);
            observer.Lost(watched.Id, ended, e);
        }
    }
}
