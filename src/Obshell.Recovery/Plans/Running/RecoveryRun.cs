using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Time;
using Obshell.Recovery.Attaching;
using Obshell.Recovery.Drills.Checks;
using Obshell.Recovery.Drills.Running;
using Obshell.Recovery.Verdicts.Recoveries;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Plans.Running;

/// <summary>
/// Restores the tenants of a plan in their order, a limited number at the same time, and checks each tenant with the checks of a drill. A
/// restore that an earlier run started is not started again: this run waits for its end and checks the tenant. There is one result for each
/// tenant.
/// </summary>
public sealed class RecoveryRun : IDisposable
{
    private const string Action = "POST tenant/restore";

    private readonly ObshellClient client;
    private readonly Clock time;
    private readonly IRecoveryObserver observer;
    private readonly SharedDagWatch watches;
    private readonly Dictionary<PlannedRestore, string> atWork = [];

    /// <param name="client">The cluster that restores.</param>
    /// <param name="observer">The observer that receives the events.</param>
    public RecoveryRun(ObshellClient client, IRecoveryObserver observer)
    {
        this.client = client;
        this.observer = observer;
        time = client.Clock;
        watches = new SharedDagWatch(client);
    }

    /// <summary>Stops the polls. The restores continue.</summary>
    public void Dispose() => watches.Dispose();

    /// <summary>The restores that are still running, one sentence for each. They are shown to a user who stops the run.</summary>
    public IReadOnlyList<string> AtWork()
    {
        lock (atWork)
        {
            return [.. atWork.Select(w => w.Value.Length == 0 ? DrillTexts.FormatLeftUnknown(w.Key.Tenant) : DrillTexts.FormatLeftTenant(w.Key.Tenant, w.Value))];
        }
    }

    /// <summary>Restores the tenants. Tenants that are refused or left out also get a result.</summary>
    /// <param name="restores">The judged restores, in order of priority.</param>
    /// <param name="throttle">How many restores may run at the same time.</param>
    /// <param name="cancellation">Ends the wait, not the restores.</param>
    public async Task RunAsync(IReadOnlyList<PlannedRestore> restores, int throttle, CancellationToken cancellation)
    {
        var queue = new Queue<PlannedRestore>(restores);
        await Task.WhenAll(Enumerable.Range(0, throttle).Select(_ => Task.Run(WorkAsync, cancellation))).ConfigureAwait(false);

        // Each worker takes the next tenant from the list. With one task for each tenant and a semaphore, the order would not be certain.
        async Task WorkAsync()
        {
            while (true)
            {
                PlannedRestore next;
                lock (queue)
                {
                    if (queue.Count == 0)
                    {
                        return;
                    }

                    next = queue.Dequeue();
                }

                observer.Ended(next, next.Refusal is { } refusal ? Result(next, refusal) : await RestoreAsync(next, cancellation).ConfigureAwait(false));
            }
        }
    }

    /// <summary>The result of a tenant that is not restored.</summary>
    /// <param name="restore">The tenant.</param>
    /// <param name="id">Id of the reason. If the tenant already has a reason, that reason is used instead.</param>
    /// <param name="why">The reason in words.</param>
    /// <param name="advice">What to do.</param>
    public TenantRecovery Skip(PlannedRestore restore, string id, string why, string advice) =>
        Result(restore, restore.Refusal ?? new RecoveryReason(RecoveryVerdict.Skipped, id, why, advice));

    private async Task<TenantRecovery> RestoreAsync(PlannedRestore restore, CancellationToken cancellation)
    {
        DateTimeOffset started = client.AgentNow;
        long posted = time.GetTimestamp();
        DagDetail? dag = restore.Existing;
        bool isEarlier = dag is not null;
        TimeSpan? took = null;
        IReadOnlyList<DrillCheck> checks = [];
        DateTimeOffset? reached = null;
        RecoveryReason reason;
        try
        {
            if (dag is null)
            {
                RestoreStart start = await StartAsync(restore, cancellation).ConfigureAwait(false);
                isEarlier = start is AttachedRestore;
                dag = DagDetail.Of(start.Dag);
            }

            Note(restore, dag.Id);
            var watch = new SingleDagWatch(watches, time, (now, job) => observer.Progressed(restore, now, job), Resumed);
            observer.Moved(restore, isEarlier ? PlanTexts.FormatMovedEarlier(dag.Id) : PlanTexts.FormatMovedRestoring(dag.Id));
            await watch.RunAsync(dag.Id, null, expectsRollback: false, cancellation).ConfigureAwait(false);
            dag = watch.End ?? (watch.Last is { } last ? DagDetail.Of(last) : dag);
            if (watch.Fault is { } lost)
            {
                reason = new RecoveryReason(RecoveryVerdict.Interrupted, lost.ErrorId, DrillTexts.FormatWatchLost(dag.Id, lost.Message), PlanTexts.AdviceRunAgainWaits);
            }
            else if (RecoveryVerdicts.OfEnd(dag) is { } bad)
            {
                reason = new RecoveryReason(bad, dag.Verdict.ToString(), dag.Row.Words(dag), dag.Row.Advice(dag));
            }
            else
            {
                took = isEarlier ? null : time.GetElapsedTime(posted);
                observer.Moved(restore, PlanTexts.MovedVerifying);
                TenantCheckup checkup = await new TenantChecks(client).RunAsync(dag, dag.Restore, cancellation).ConfigureAwait(false);
                checks = checkup.Checks;
                reached = checkup.Tenant.ReachedPoint;
                reason = Judge(checks);
            }
        }
        catch (ExistingRestoreDiffersException e)
        {
            reason = new RecoveryReason(RecoveryVerdict.Skipped, "TenantTaken", e.Message, PlanTexts.FormatAdviceLookAtRestore(CommandArgument.Of(restore.Tenant)));
        }
        catch (ChangeUnknownException e)
        {
            reason = new RecoveryReason(RecoveryVerdict.Interrupted, e.ErrorId, e.Message, PlanTexts.AdviceRunAgainLooks);
        }
        catch (ObshellException e)
        {
            reason = new RecoveryReason(RecoveryVerdict.Skipped, e.ErrorId, e.Message, PlanTexts.AdviceNothingStarted);
        }

        lock (atWork)
        {
            atWork.Remove(restore);
        }

        return Result(restore, reason, dag, checks, reached, isEarlier, started, took);
    }

    private async Task<RestoreStart> StartAsync(PlannedRestore restore, CancellationToken cancellation)
    {
        observer.Moved(restore, PlanTexts.MovedStarting);
        try
        {
            RestoreStart start = await new RestoreAttaching(client).StartAsync(restore.Request, () => Note(restore, ""), cancellation).ConfigureAwait(false);
            observer.Sent(Action, restore.Tenant, start.Agent, start.TraceId, start.Outcome);
            return start;
        }
        catch (ObshellException e)
        {
            observer.Refused(Action, restore.Tenant, e);
            throw;
        }
    }

    private void Note(PlannedRestore restore, string dag)
    {
        lock (atWork)
        {
            atWork[restore] = dag;
        }
    }

    private void Resumed(AgentDag ended, DagChange? change, ObshellException? refusal)
    {
        const string Retry = "POST task/dag RETRY";
        if (refusal is not null)
        {
            observer.Refused(Retry, VerdictTexts.FormatNameOfDag(ended.Id), refusal);
        }
        else
        {
            observer.Sent(Retry, VerdictTexts.FormatNameOfDag(ended.Id), change!.Agent, change.TraceId, change.Outcome);
        }
    }

    /// <summary>
    /// Makes the reason from the checks. If the list of databases is not known, this is not a fault: agents list databases only with a
    /// password, and a recovery has no password.
    /// </summary>
    private static RecoveryReason Judge(IReadOnlyList<DrillCheck> checks)
    {
        DrillCheck? worst = checks.FirstOrDefault(c => c.Verdict == DrillCheckVerdict.Failed) ?? checks.FirstOrDefault(c => c.Verdict == DrillCheckVerdict.NotVerified && c.Name != "Databases");
        return worst is null ? RecoveryReason.None : new RecoveryReason(
            worst.Verdict == DrillCheckVerdict.Failed ? RecoveryVerdict.Failed : RecoveryVerdict.NotVerified,
            worst.ReasonId, DrillJudge.Sentence(worst),
            PlanTexts.AdviceCheckFailed);
    }

    private TenantRecovery Result(
        PlannedRestore restore, RecoveryReason reason, DagDetail? dag = null, IReadOnlyList<DrillCheck>? checks = null, DateTimeOffset? reached = null, bool isEarlier = false, DateTimeOffset? started = null, TimeSpan? took = null)
    {
        RecoveryPlanEntry entry = restore.Entry;
        bool isBack = reason.Verdict is RecoveryVerdict.Restored || (checks?.Count > 0);
        DateTimeOffset? newest = restore.NewestPoint ?? entry.NewestPoint;

        // Without the point in OceanBase's job, a restore of this run reached the newest point that was read before it. A restore of an
        // earlier run did so only if the backup has no newer points since the restore started.
        bool isNewer = isEarlier && !(newest <= (dag?.Nodes.FirstOrDefault()?.StartTime ?? dag?.StartTime));
        DateTimeOffset? restored = reached ?? (restore.Until.IsNamed || isNewer ? null : newest);
        return new TenantRecovery
        {
            TenantName = entry.TenantName,
            RestoreTenantName = client.Redactor.Clean(restore.Tenant),
            Priority = entry.Priority,
            Verdict = reason.Verdict,
            ReasonId = reason.Id,
            Reason = client.Redactor.Clean(reason.Text),
            Advice = client.Redactor.Clean(reason.Advice),
            WasStartedEarlier = isEarlier,
            DagId = dag?.Id ?? "",
            DataBackupUri = entry.DataBackupUri ?? "",
            ArchiveLogUri = entry.ArchiveLogUri ?? "",
            ZoneList = [.. restore.Request.ZoneList.Select(z => client.Redactor.Clean(z.ToString()))],
            RequestedPoint = restore.Until.ToString(),
            ReachedPoint = reached,
            NewestPoint = newest,
            DataLoss = isBack && restored is { } point ? PlanTexts.FormatLossAfter(Amounts.Of(point))
                : isBack ? PlanTexts.LossUnknown
                : !entry.HasBackup ? PlanTexts.LossAll
                : newest is { } at ? PlanTexts.FormatLossNotRestored(Amounts.Of(at))
                : PlanTexts.LossNotRestoredUnknown,
            StartedAt = started?.ToUniversalTime(),
            EndedAt = started is null ? null : client.AgentNow.ToUniversalTime(),
            RecoveryTime = took,
            Bytes = isBack && dag?.Restore is { TotalBytes: > 0 } whole ? whole.TotalBytes : null,
            Checks = [.. checks ?? []],

            // The preflight of this run says nothing about a restore that already existed.
            Findings = isEarlier ? [] : restore.Findings,
            SourceClusterName = entry.ClusterName,
            ClusterName = client.Connection.ClusterName,
            Dag = dag,
        };
    }
}
