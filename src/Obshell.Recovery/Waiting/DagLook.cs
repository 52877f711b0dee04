using Obshell.Client;
using Obshell.Client.Errors;
using Obshell.Client.Time;

namespace Obshell.Recovery.Waiting;

/// <summary>
/// The requests of one poll for all watched DAGs: a GET for one DAG, a list for several DAGs, and a GET with details for each DAG that is
/// no longer in the list.
/// </summary>
internal sealed class DagLook
{
    private const int LooksBeforeGoneWhenSeen = 5;
    private const int LooksBeforeGone = 2;
    private const int ParallelReads = 8;
    private static readonly TimeSpan StallAfter = TimeSpan.FromSeconds(20);

    private readonly ObshellClient once;
    private readonly WatchedDags dags;
    private readonly AgentAnswers answers;
    private readonly PollInterval pace;
    private readonly IDagWatchObserver observer;
    private readonly Clock time;
    private readonly Dictionary<string, AgentDag> listed = new(StringComparer.Ordinal);
    private bool listRefused;

    public DagLook(ObshellClient once, WatchedDags dags, AgentAnswers answers, PollInterval pace, IDagWatchObserver observer)
    {
        this.once = once;
        this.dags = dags;
        this.answers = answers;
        this.pace = pace;
        this.observer = observer;
        time = once.Clock;
    }

    /// <summary>Reads the state of every active DAG, with as few requests as possible.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        WatchedDag[] ofCluster = [.. dags.Active.Where(d => d.IsOfCluster && d.UnconfirmedSince is null)];
        IEnumerable<WatchedDag> single = dags.Active.Where(d => d.UnconfirmedSince is null);
        bool useList = ofCluster.Length > 1 && !listRefused && await ListAsync(cancellation).ConfigureAwait(false);
        if (answers.Fault is not null)
        {
            return;
        }

        if (useList)
        {
            foreach (WatchedDag dag in ofCluster)
            {
                if (listed.TryGetValue(dag.Id, out AgentDag? now) && !now.IsFinished)
                {
                    Note(dag, now);
                }
            }

            // A DAG that is not in the list, or that the list reports as FAILED, has probably ended. The list does not prove this, so the
            // DAG is read again with details.
            single = single.Where(d => !d.IsOfCluster || !listed.TryGetValue(d.Id, out AgentDag? now) || now.IsFinished);
        }

        WatchedDag[] queue = [.. single];
        bool many = dags.Active.Count > 1;
        for (int i = 0; i < queue.Length; i += ParallelReads)
        {
            await Task.WhenAll(queue.Skip(i).Take(ParallelReads).Select(d => LookAtAsync(d, detailed: many, cancellation))).ConfigureAwait(false);
        }
    }

    private async Task<bool> ListAsync(CancellationToken cancellation)
    {
        listed.Clear();
        try
        {
            foreach (AgentDag dag in await once.Dags.ListAsync(DagScope.Cluster, unfinished: true, detailed: false, cancellation).ConfigureAwait(false))
            {
                listed[dag.Id] = dag;
            }

            answers.Good();
            return true;
        }
        catch (ObshellApiException e) when (e.ErrorCode == ErrorCodes.NotFound)
        {
            // The agent does not have the route of the list. Each DAG is read with its own request.
            listRefused = true;
            return false;
        }
        catch (ObshellException e) when (TransientFault.MayPass(e))
        {
            answers.Fault = e;
            return false;
        }
    }

    private async Task LookAtAsync(WatchedDag watched, bool detailed, CancellationToken cancellation)
    {
        try
        {
            AgentDag now = await once.Dags.GetAsync(watched.Id, detailed, cancellation).ConfigureAwait(false);
            if (now.IsFinished && !detailed)
            {
                // The verdict needs details, so an ended DAG is read again. The second answer may show that a user has retried the DAG.
                now = await once.Dags.GetAsync(watched.Id, detailed: true, cancellation).ConfigureAwait(false);
            }

            lock (dags.Active)
            {
                answers.Good();
                watched.NotFoundInARow = 0;
                if (Note(watched, now) && now.IsFinished)
                {
                    watched.UnconfirmedSince = time.GetTimestamp();
                }
            }
        }
        catch (ObshellException e) when (TransientFault.MayPass(e))
        {
            // The fault is temporary. The next poll reads the DAG again.
            answers.Fault = e;
        }
        catch (ObshellException e) when (!IsForAll(e))
        {
            lock (dags.Active)
            {
                bool missing = e is ObshellApiException { HttpStatus: 404 };
                int looks = watched.Last is null ? LooksBeforeGone : LooksBeforeGoneWhenSeen;
                if (missing && ++watched.NotFoundInARow < looks)
                {
                    return;
                }

                dags.Active.Remove(watched);
                observer.Lost(watched.Id, watched.Last, e);
            }
        }
    }

    /// <summary>
    /// Reports an agent that does not start its step of a DAG. Only DAGs with a step on each agent are read for this, and only when the
    /// step is late.
    /// </summary>
    public async Task ReportStallsAsync(CancellationToken cancellation)
    {
        foreach (WatchedDag watched in dags.Active.Where(d => !d.IsStallReported && d.Last is { IsFinished: false } now && BackupDag.HasStepOnEachAgent(now.Name)
            && now.Stage == 1 && time.GetElapsedTime(d.Since) > StallAfter).ToArray())
        {
            AgentDag now = await once.Dags.GetAsync(watched.Id, detailed: true, cancellation).ConfigureAwait(false);
            if (now.FindStalledAgent() is { } agent)
            {
                watched.IsStallReported = true;
                observer.Stalled(now, agent);
            }
        }
    }

    /// <returns>False when the DAG that was read is not the DAG that the caller meant.</returns>
    public bool Note(WatchedDag watched, AgentDag now)
    {
        if (watched.Meant.MismatchOf(now) is { } other)
        {
            dags.Active.Remove(watched);
            observer.Lost(watched.Id, null, other);
            return false;
        }

        AgentDag? before = watched.Last;
        watched.Last = now;
        if (before is null || before.State != now.State || before.Operator != now.Operator || before.Stage != now.Stage)
        {
            pace.Quicken();
            observer.Changed(before, now);
        }

        return true;
    }

    /// <summary>Whether the fault affects the connection and not only one DAG.</summary>
    private static bool IsForAll(ObshellException e) => e is not (ObshellApiException { IsAuthentication: false } or ObshellInputException { ErrorId: "InvalidDagId" });
}
