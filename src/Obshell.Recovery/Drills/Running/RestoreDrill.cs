using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Time;
using Obshell.Recovery.Cleanup;
using Obshell.Recovery.Drills.Checks;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Drills.Planning;
using Obshell.Recovery.ErrorIds;
using Obshell.Recovery.Preflight;
using Obshell.Recovery.Preflight.Checks;
using Obshell.Recovery.Preflight.Checks.Room;
using Obshell.Recovery.Verdicts;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Drills.Running;

/// <summary>
/// One drill, from the wait for its turn to its result. It waits for its turn and for room, restores the backup, watches the restore,
/// checks and measures the tenant, and removes what it created. Every error is part of the result. Only a cancellation ends the drill
/// without a result.
/// </summary>
public sealed class RestoreDrill
{
    private readonly DrillName name;
    private readonly DrillRun run;
    private readonly ObshellClient client;
    private readonly Clock time;
    private readonly DrillSamples samples = new();
    private readonly DrillTrace trace;
    private DrillNeed? need;
    private long posted;
    private DrillRecord record;

    /// <param name="source">The backup.</param>
    /// <param name="name">The throw-away tenant.</param>
    /// <param name="run">The data and settings that the drill shares with other drills.</param>
    public RestoreDrill(DrillSource source, DrillName name, DrillRun run)
    {
        Source = source;
        this.name = name;
        this.run = run;
        client = run.Client;
        time = client.Clock;
        trace = new DrillTrace(Id, source, name, run);
        record = new DrillRecord(time.GetUtcNow());
    }

    /// <summary>The backup.</summary>
    public DrillSource Source { get; }

    /// <summary>The throw-away tenant's name.</summary>
    public string Tenant => name.Tenant;

    internal string Id => name.Drill;

    /// <summary>Runs the drill to its end. Every error is in the result.</summary>
    /// <exception cref="OperationCanceledException">The drill was stopped; see <see cref="Interrupt"/>.</exception>
    public async Task<RestoreDrillResult> RunAsync(CancellationToken cancellation)
    {
        long queued = time.GetTimestamp();
        if (Source.Faults.Count > 0)
        {
            return End(OfInput());
        }

        await run.Turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            record = record with { QueueTime = time.GetElapsedTime(queued), StartedAt = time.GetUtcNow() };
            return End(await DrillAsync(cancellation).ConfigureAwait(false));
        }
        finally
        {
            run.Room.Leave(need);
            run.Turn.Release();
        }
    }

    /// <summary>Makes the result of a drill that was refused before it started.</summary>
    public RestoreDrillResult Skip(string id, string why, string advice) => End(new DrillReason(DrillVerdict.Skipped, id, why, advice));

    /// <summary>Ends the drill when the run was stopped. If the drill was running, this writes a line into the journal.</summary>
    /// <returns>What the drill may leave on the cluster, in words; null when it leaves nothing.</returns>
    public string? Interrupt(string reason) => trace.Interrupt(reason);

    private async Task<DrillReason> DrillAsync(CancellationToken cancellation)
    {
        Move(DrillTexts.StepLook);
        DrillAdmission admission;
        try
        {
            admission = await run.Room.EnterAsync(
                Source, Tenant, takes: !run.PlanOnly, shortage => Move(DrillTexts.FormatStepWait(shortage)), cancellation).ConfigureAwait(false);
        }
        catch (ObshellException e)
        {
            return new DrillReason(DrillVerdict.Skipped, e.ErrorId, e.Message, Again(e));
        }

        need = admission.Need;
        Note(admission.Look);
        if (Refusal(admission) is { } refusal)
        {
            return refusal;
        }

        if (run.PlanOnly)
        {
            return new DrillReason(
                DrillVerdict.Skipped, "WhatIf", DrillTexts.FormatWhatIf(admission.Look.Report.Verdict.ToString()), DrillTexts.WhatIfAdvice);
        }

        return await RestoreAsync(admission.Request, cancellation).ConfigureAwait(false)
            ?? await RestoredAsync(cancellation).ConfigureAwait(false);
    }

    private void Note(PreflightLook look)
    {
        record = record with { Findings = [.. look.Report.Findings.Where(f => f.Verdict != PreflightVerdict.Passed)], WindowFault = look.Backup.Windows.Fault };
        DateTimeOffset? known = look.Backup.Windows.Value is { Length: > 0 } windows ? windows.Max(w => w.EndTime).ToUniversalTime() : Source.NewestPoint;
        if (known is { } newest)
        {
            record = record with { NewestPoint = newest, PointAge = Positive(client.AgentNow - newest) };
        }
    }

    private static DrillReason? Refusal(DrillAdmission admission)
    {
        PreflightFinding[] failed = [.. admission.Look.Report.Findings.Where(f => f.Verdict == PreflightVerdict.Failed && f.Name != RoomCheck.Name)];
        if (failed.Length > 0)
        {
            string seen = Listing.Sentences(failed.Select(f => f.Seen));
            string advice = Listing.Sentences(failed.Select(f => f.Advice).Distinct());

            // A point that cannot be restored is a fault of the backup, so the drill has failed. Other findings say nothing about the
            // backup, so the drill is skipped.
            return failed.Length == 1 && failed[0].Name == WindowCheck.Name
                ? new DrillReason(DrillVerdict.Failed, "PointNotRestorable", seen, advice)
                : new DrillReason(DrillVerdict.Skipped, failed[0].Name is TenantCheck.Name or TenantLockCheck.Name ? "TenantTaken" : "PreflightFailed", seen, advice);
        }

        return admission.Shortage is { } shortage
            ? new DrillReason(DrillVerdict.Skipped, "NoCapacity", shortage, DrillTexts.NoCapacityAdvice)
            : null;
    }

    /// <returns>The reason for the end of the drill; null when the tenant is restored.</returns>
    private async Task<DrillReason?> RestoreAsync(TenantRestoreRequest request, CancellationToken cancellation)
    {
        const string Action = "POST tenant/restore";
        Move(DrillTexts.StepStart);
        try
        {
            long newest = await client.Dags.NewestMaintenanceDagIdAsync(cancellation).ConfigureAwait(false);
            trace.Begin(newest);
            cancellation.ThrowIfCancellationRequested();
        }
        catch (ObshellException e)
        {
            return new DrillReason(DrillVerdict.Skipped, e.ErrorId, e.Message, Again(e));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DrillReason(
                DrillVerdict.Skipped, "JournalNotWritable", DrillTexts.FormatNotStartedWithoutJournal(run.Journal!.Path, e.Message), DrillTexts.JournalAdvice);
        }

        try
        {
            posted = time.GetTimestamp();
            RestoreStart start = await client.Restores.StartAsync(request, trace.Post, cancellation).ConfigureAwait(false);
            record = record with { DagId = start.Dag.Id, Dag = DagDetail.Of(start.Dag) };
            trace.Start(start.Dag.Id);
            run.Observer.Sent(Action, Tenant, start.Agent, start.TraceId, start.Outcome);
        }
        catch (ChangeUnknownException e)
        {
            run.Observer.Refused(Action, Tenant, e);
            record = record with { Cleanup = new CleanupOutcome(DrillCleanup.LeftBehind, DrillHistoryTexts.FormatMayBeStarted(Tenant)) };
            return new DrillReason(DrillVerdict.Failed, e.ErrorId, e.Message, DrillTexts.StartUnknownAdvice);
        }
        catch (ObshellException e)
        {
            run.Observer.Refused(Action, Tenant, e);
            trace.Refuse();
            return new DrillReason(DrillVerdict.Skipped, e.ErrorId, e.Message, DrillTexts.StartRefusedAdvice);
        }

        return await WatchAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<DrillReason?> WatchAsync(CancellationToken cancellation)
    {
        Move(DrillTexts.FormatStepRestore(record.DagId));
        var watch = new SingleDagWatch(
            run.Watches,
            time,
            (now, job) =>
            {
                if (now.Stage >= RestoreDag.WaitStage && need is not null)
                {
                    need.IsInFigures = true;
                }

                if (job is not null)
                {
                    samples.Add(time.GetElapsedTime(posted), job);
                }

                run.Observer.Progressed(this, now, job);
            },
            Resumed);
        TimeSpan? limit = Source.MaxDuration is { } longest ? Positive(longest - time.GetElapsedTime(posted)) : null;
        await watch.RunAsync(record.DagId, limit, expectsRollback: false, cancellation).ConfigureAwait(false);
        long ended = time.GetTimestamp();
        record = record with { Dag = watch.End ?? (watch.Last is { } last ? DagDetail.Of(last) : record.Dag) };
        DrillReason? reason = watch switch
        {
            { Fault: { } fault } => new DrillReason(DrillVerdict.Interrupted, fault.ErrorId, DrillTexts.FormatWatchLost(record.DagId, fault.Message), Again(fault)),
            { End: { } end } => DrillReason.OfEnd(end),
            _ => new DrillReason(
                DrillVerdict.Failed, "TooSlow", Listing.Sentences(DrillTexts.FormatTooSlow(Amounts.Of(Source.MaxDuration!.Value)), Reached(watch.Last)), DrillTexts.TooSlowAdvice),
        };
        if (watch.End is { } whole)
        {
            record = record with { Figures = DrillFigures.Of(whole, watch, time, posted, ended) };
        }

        if (reason is null)
        {
            record = record with { RecoveryTime = time.GetElapsedTime(posted, ended) };
            return null;
        }

        await CleanUpAsync(keep: run.Keep != DrillKeep.Never, cancellation).ConfigureAwait(false);
        return reason;
    }

    private void Resumed(AgentDag ended, DagChange? change, ObshellException? refusal)
    {
        const string Action = "POST task/dag RETRY";
        if (refusal is not null)
        {
            run.Observer.Refused(Action, VerdictTexts.FormatNameOfDag(ended.Id), refusal);
        }
        else
        {
            run.Observer.Sent(Action, VerdictTexts.FormatNameOfDag(ended.Id), change!.Agent, change.TraceId, change.Outcome);
        }
    }

    /// <summary>Checks and measures the restored tenant, then drops it.</summary>
    private async Task<DrillReason> RestoredAsync(CancellationToken cancellation)
    {
        Move(DrillTexts.StepVerify);
        long begun = time.GetTimestamp();
        TenantCheckup checkup = await new TenantChecks(client) { RootPassword = Source.RootPassword, TakesPassword = true }.RunAsync(record.Dag!, record.Dag!.Restore, cancellation).ConfigureAwait(false);
        IReadOnlyList<DrillCheck> own = Source.Verifier is { } verifier ? await verifier.VerifyAsync(checkup.Tenant, cancellation).ConfigureAwait(false) : [];
        record = record with { Checks = [.. checkup.Checks, .. own], VerificationTime = time.GetElapsedTime(begun) };
        DrillReason reason = DrillJudge.Judge(checkup.Checks, own, Source, record.RecoveryTime!.Value, record.PointAge, record.WindowFault);
        await CleanUpAsync(run.Keep == DrillKeep.Always || (run.Keep == DrillKeep.OnFailure && DrillVerdicts.Of(reason.Verdict).IsFailureToKeep), cancellation).ConfigureAwait(false);
        return reason;
    }

    private async Task CleanUpAsync(bool keep, CancellationToken cancellation)
    {
        if (keep)
        {
            record = record with
            {
                Cleanup = new CleanupOutcome(
                    DrillCleanup.Kept, DrillTexts.FormatKept(Tenant, record.DagId)),
            };
            return;
        }

        Move(DrillTexts.StepCleanup);
        long begun = time.GetTimestamp();
        CleanupOutcome outcome = await new RestoreCleaner(client, run.Observer, run.Watches).CleanAsync(Tenant, record.DagId, [], cancellation).ConfigureAwait(false);
        record = record with { Cleanup = outcome, CleanupTime = time.GetElapsedTime(begun) };
    }

    /// <summary>What to do after an error of an agent.</summary>
    private static string Again(ObshellException e) => e is ObshellApiException { IsAuthentication: true }
        ? DrillTexts.ConnectAgainAdvice
        : DrillTexts.AgentsAdvice;

    private DrillReason OfInput() => new(
        DrillVerdict.Skipped, Source.Faults[0].ErrorId, Listing.Sentences(Source.Faults.Select(f => f.ToString())), InputAdvice.For(Source.Faults, DrillTexts.SourceAdvice));

    private RestoreDrillResult End(DrillReason reason)
    {
        RestoreDrillResult result = record.ToResult(reason, this, client, samples.ToArray());
        if (run.Earlier is not null)
        {
            result = result.With(DrillTrends.Of(result, run.Earlier));
        }

        trace.End(result);
        return result;
    }

    private void Move(string step) => run.Observer.Moved(this, step);

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    private string Reached(AgentDag? last)
    {
        DrillProgressSample? newest = samples.ToArray().LastOrDefault();
        return last is null ? ""
            : newest is { TotalBytes: > 0 } ? DrillTexts.FormatReachedBytes(last.Stage, last.MaxStage, newest.FinishBytes * 100 / newest.TotalBytes)
            : DrillTexts.FormatReached(last.Stage, last.MaxStage);
    }
}
