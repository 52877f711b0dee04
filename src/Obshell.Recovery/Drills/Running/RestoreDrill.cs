using Obshell.Client;
using Obshell.Client.Shown;
using Obshell.Client.Time;
using Obshell.Recovery.Cleanup;
using Obshell.Recovery.Drills.Checks;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Drills.Planning;
using Obshell.Recovery.Preflight;
using Obshell.Recovery.Preflight.Checks;
using Obshell.Recovery.Preflight.Checks.Room;
using Obshell.Recovery.Preflight.Facts;
using Obshell.Recovery.Verdicts;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Drills.Running;

/// <summary>
/// One drill from its place in the queue to its result: waits for its turn and for room, restores, watches, checks, measures,
/// and takes away what it made. Whatever goes wrong is part of the result; only a cancellation leaves without one.
/// </summary>
public sealed class RestoreDrill
{
    private readonly DrillName name;
    private readonly DrillRun run;
    private readonly ObConnection connection;
    private readonly ObshellClient client;
    private readonly Clock time;
    private readonly DrillSamples samples = new();
    private readonly object gate = new();

    private DrillNeed? need;
    private DateTimeOffset startedAt;
    private TimeSpan? queueTime;
    private long posted;
    private string dagId = "";
    private bool hasBegun;
    private bool mayHaveMade;
    private bool isOver;
    private DagDetail? dag;
    private DrillFigures figures = new();
    private TimeSpan? recoveryTime;
    private TimeSpan? verificationTime;
    private TimeSpan? cleanupTime;
    private DateTimeOffset? newestPoint;
    private TimeSpan? pointAge;
    private IReadOnlyList<DrillCheck> checks = [];
    private PreflightFinding[] findings = [];
    private CleanupOutcome cleanup = new(DrillCleanup.NothingMade, "No tenant was made.");

    /// <param name="source">The backup.</param>
    /// <param name="name">The throw-away tenant.</param>
    /// <param name="run">What it has in common with others.</param>
    public RestoreDrill(DrillSource source, DrillName name, DrillRun run)
    {
        Source = source;
        this.name = name;
        this.run = run;
        client = run.Client;
        connection = client.Connection;
        time = client.Clock;
        startedAt = time.GetUtcNow();
    }

    /// <summary>The backup.</summary>
    public DrillSource Source { get; }

    /// <summary>The throw-away tenant's name.</summary>
    public string Tenant => name.Tenant;

    internal string Id => name.Drill;

    /// <summary>The last step that it came to, in words.</summary>
    internal string Step { get; private set; } = "waits for its turn";

    /// <summary>Runs it to its end. What goes wrong is in the result.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; see <see cref="Interrupt"/>.</exception>
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
            queueTime = time.GetElapsedTime(queued);
            startedAt = time.GetUtcNow();
            return End(await DrillAsync(cancellation).ConfigureAwait(false));
        }
        finally
        {
            run.Room.Leave(need);
            run.Turn.Release();
        }
    }

    /// <summary>A result without a drill: it was not to be.</summary>
    public RestoreDrillResult Skip(string id, string why, string advice) => End(new DrillReason(DrillVerdict.Skipped, id, why, advice));

    /// <summary>
    /// The run was stopped. Leaves a line about it, if the drill was at work.
    /// </summary>
    /// <returns>What it leaves, in words; null when it leaves nothing.</returns>
    public string? Interrupt(string reason)
    {
        lock (gate)
        {
            if (isOver)
            {
                return null;
            }

            isOver = true;
            if (hasBegun)
            {
                run.TryWrite(Line(DrillLine.Interrupted, reason: reason));
            }

            return !mayHaveMade ? null
                : dagId.Length > 0 ? $"tenant '{Tenant}' (DAG {dagId})" : $"tenant '{Tenant}' (its restore was on its way: it may have been started)";
        }
    }

    private async Task<DrillReason> DrillAsync(CancellationToken cancellation)
    {
        Move("looks whether it can begin");
        DrillAdmission admission;
        try
        {
            admission = await run.Room.EnterAsync(
                Source, Tenant, takes: !run.PlanOnly, shortage => Move("waits for another drill to end: " + shortage), cancellation).ConfigureAwait(false);
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
                DrillVerdict.Skipped, "WhatIf", $"Nothing was done (-WhatIf). The preflight says {admission.Look.Report.Verdict}: nothing stands in the way.", "Run it without -WhatIf.");
        }

        return await RestoreAsync(admission.Request, cancellation).ConfigureAwait(false)
            ?? await RestoredAsync(cancellation).ConfigureAwait(false);
    }

    private void Note(PreflightLook look)
    {
        findings = [.. look.Report.Findings.Where(f => f.Verdict != PreflightVerdict.Passed)];
        if (look.Backup.Windows.Value is { Length: > 0 } windows)
        {
            newestPoint = windows.Max(w => w.EndTime).ToUniversalTime();
            TimeSpan age = client.AgentNow - newestPoint.Value;
            pointAge = age > TimeSpan.Zero ? age : TimeSpan.Zero;
        }
    }

    private static DrillReason? Refusal(DrillAdmission admission)
    {
        PreflightFinding[] failed = [.. admission.Look.Report.Findings.Where(f => f.Verdict == PreflightVerdict.Failed && f.Name != RoomCheck.Name)];
        if (failed.Length > 0)
        {
            string seen = string.Join(" ", failed.Select(f => f.Seen));
            string advice = string.Join(" ", failed.Select(f => f.Advice).Where(a => a.Length > 0).Distinct());

            // Everything else stands in the way of any restore; this one is a fault of the backup, and what drills are for.
            return failed.Length == 1 && failed[0].Name == WindowCheck.Name
                ? new DrillReason(DrillVerdict.Failed, "PointNotRestorable", seen, advice)
                : new DrillReason(DrillVerdict.Skipped, failed[0].Name is TenantCheck.Name or TenantLockCheck.Name ? "TenantTaken" : "PreflightFailed", seen, advice);
        }

        return admission.Shortage is { } shortage
            ? new DrillReason(DrillVerdict.Skipped, "NoCapacity", shortage, "Make room, use a smaller unit config or fewer zones, lower -Capacity, or drill when less is going on.")
            : null;
    }

    /// <returns>Null when the tenant is restored.</returns>
    private async Task<DrillReason?> RestoreAsync(TenantRestoreRequest request, CancellationToken cancellation)
    {
        const string Action = "POST tenant/restore";
        Move("is being started");
        try
        {
            long newest = await client.Dags.NewestMaintenanceDagIdAsync(cancellation).ConfigureAwait(false);
            lock (gate)
            {
                if (!isOver)
                {
                    run.Journal?.Append(Line(DrillLine.Begun, newest: newest));
                    hasBegun = true;
                }
            }

            cancellation.ThrowIfCancellationRequested();
        }
        catch (ObshellException e)
        {
            return new DrillReason(DrillVerdict.Skipped, e.ErrorId, e.Message, Again(e));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DrillReason(
                DrillVerdict.Skipped, "JournalNotWritable", $"{run.Journal!.Path} cannot be written, and a drill that leaves no trace is not begun: {e.Message}",
                "Name a file that can be written with -HistoryPath.");
        }

        try
        {
            posted = time.GetTimestamp();
            RestoreStart start = await client.Restores.StartAsync(request, () => mayHaveMade = true, cancellation).ConfigureAwait(false);
            dag = DagDetail.Of(start.Dag);
            lock (gate)
            {
                dagId = start.Dag.Id;
                if (!isOver)
                {
                    run.TryWrite(Line(DrillLine.Started));
                }
            }

            run.Observer.Sent(Action, Tenant, start.Agent, start.TraceId, "DAG " + dagId + (start.WasFound ? ", answer lost" : ""));
        }
        catch (ChangeUnknownException e)
        {
            run.Observer.Refused(Action, Tenant, e);
            cleanup = new CleanupOutcome(DrillCleanup.LeftBehind, $"The restore into tenant '{Tenant}' may have been started. Get-ObRestoreDrill -Leftover looks for it.");
            return new DrillReason(DrillVerdict.Failed, e.ErrorId, e.Message, "Look for the restore before you drill again.");
        }
        catch (ObshellException e)
        {
            run.Observer.Refused(Action, Tenant, e);
            mayHaveMade = false;
            return new DrillReason(DrillVerdict.Skipped, e.ErrorId, e.Message, "Nothing was started. Correct what the message names, and drill again.");
        }

        return await WatchAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<DrillReason?> WatchAsync(CancellationToken cancellation)
    {
        Move($"restores (DAG {dagId})");
        var watch = new SingleDagWatch(
            client,
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
        await watch.RunAsync(dagId, limit, expectsRollback: false, cancellation).ConfigureAwait(false);
        long ended = time.GetTimestamp();
        dag = watch.End ?? (watch.Last is { } last ? DagDetail.Of(last) : dag);
        DrillReason? reason = watch switch
        {
            { Fault: { } fault } => new DrillReason(DrillVerdict.Interrupted, fault.ErrorId, $"DAG {dagId} could not be watched any more: {fault.Message}", Again(fault)),
            { End: { } end } => DrillReason.OfEnd(end),
            _ => new DrillReason(
                DrillVerdict.Failed, "TooSlow", $"It was not restored within {Amounts.Of(Source.MaxDuration!.Value)} (-MaxDuration){Reached(watch.Last)}.",
                "Look what slows the restore (throughput of the store, size of the units, HaHighThreadScore), or allow more with -MaxDuration."),
        };
        if (watch.End is { } whole)
        {
            figures = DrillFigures.Of(whole, watch, time, posted, ended);
        }

        if (reason is null)
        {
            recoveryTime = time.GetElapsedTime(posted, ended);
            return null;
        }

        await CleanUpAsync(keep: run.KeepOnFailure, cancellation).ConfigureAwait(false);
        return reason;
    }

    private void Resumed(AgentDag ended, DagChange? change, ObshellException? refusal)
    {
        const string Action = "POST task/dag RETRY";
        if (refusal is not null)
        {
            run.Observer.Refused(Action, "DAG " + ended.Id, refusal);
        }
        else
        {
            run.Observer.Sent(Action, "DAG " + ended.Id, change!.Agent, change.TraceId, change.AnswerLost ? "answer lost, carried out" : "accepted");
        }
    }

    /// <summary>Checks and measures what is restored, then drops it.</summary>
    private async Task<DrillReason> RestoredAsync(CancellationToken cancellation)
    {
        Move("is being verified");
        long begun = time.GetTimestamp();
        TenantCheckup checkup = await new TenantChecks(client) { RootPassword = Source.RootPassword }.RunAsync(dag!, dag!.Restore, cancellation).ConfigureAwait(false);
        IReadOnlyList<DrillCheck> own = Source.Verifier is { } verifier ? await verifier.VerifyAsync(checkup.Tenant, cancellation).ConfigureAwait(false) : [];
        checks = [.. checkup.Checks, .. own];
        verificationTime = time.GetElapsedTime(begun);
        DrillReason reason = DrillJudge.Judge(checkup.Checks, own, Source, recoveryTime!.Value, pointAge);
        await CleanUpAsync(run.KeepTenant || (run.KeepOnFailure && DrillVerdicts.Of(reason.Verdict).IsFailureToKeep), cancellation).ConfigureAwait(false);
        return reason;
    }

    private async Task CleanUpAsync(bool keep, CancellationToken cancellation)
    {
        if (keep)
        {
            cleanup = new CleanupOutcome(
                DrillCleanup.Kept, $"What DAG {dagId} made is left as it is, as was asked for. Get-ObRestoreDrill -Leftover | Remove-ObRestoreDrill drops tenant '{Tenant}'.");
            return;
        }

        Move("is being taken away");
        long begun = time.GetTimestamp();
        cleanup = await new RestoreCleaner(client, run.Observer).CleanAsync(Tenant, dagId, [], cancellation).ConfigureAwait(false);
        cleanupTime = time.GetElapsedTime(begun);
    }

    /// <summary>What to do where an agent did not answer as it should.</summary>
    private static string Again(ObshellException e) => e is ObshellApiException { IsAuthentication: true }
        ? "Connect again with the right password (Connect-ObCluster), and drill again."
        : "See to it that the agents answer, and drill again.";

    private DrillReason OfInput() => new(
        DrillVerdict.Skipped, Source.Faults[0].ErrorId, string.Join(" ", Source.Faults.Select(f => f.ToString())), InputAdvice.For(Source.Faults, "Correct the source, and drill again."));

    private RestoreDrillResult End(DrillReason reason)
    {
        RestoreOverview? job = dag?.Restore;
        var result = new RestoreDrillResult
        {
            DrillId = Id,
            Verdict = reason.Verdict,
            ReasonId = reason.Id,
            Reason = client.Redactor.Clean(reason.Text),
            Advice = client.Redactor.Clean(reason.Advice),
            SourceName = Source.Name,
            DataBackupUri = Shown(Source.Template.DataBackupUri),
            ArchiveLogUri = Shown(Source.Template.ArchiveLogUri),
            ClusterName = connection.ClusterName,
            TenantName = Tenant,
            DagId = dagId,
            JobId = job?.JobId,
            StartedAt = startedAt,
            EndedAt = time.GetUtcNow(),
            QueueTime = queueTime,
            PreparationTime = figures.Preparation,
            RestoreTime = figures.Restore,
            ActivationTime = figures.Activation,
            VerificationTime = verificationTime,
            CleanupTime = cleanupTime,
            RecoveryTime = recoveryTime,
            RecoveryPointAge = pointAge,
            TargetRto = Source.TargetRto,
            TargetRpo = Source.TargetRpo,
            RequestedPoint = Source.Until.ToString(),
            ReachedPoint = job is { RestoreScn: > 0 } reached ? RestorePoint.FromScn(reached.RestoreScn).DateTimeOffset : null,
            NewestRestorablePoint = newestPoint,
            Bytes = job is { TotalBytes: > 0 } ? job.IsSuccess ? job.TotalBytes : job.FinishBytes : null,
            Tablets = job is { TabletCount: > 0 } ? job.IsSuccess ? job.TabletCount : job.FinishTabletCount : null,
            Checks = [.. checks],
            Findings = findings,
            Samples = samples.ToArray(),
            Cleanup = cleanup.Cleanup,
            CleanupText = cleanup.Text,
            Dag = dag,
        };
        if (run.Earlier is not null)
        {
            result = result.With(DrillTrends.Of(result, run.Earlier));
        }

        lock (gate)
        {
            // A stop that came first has had its line, and nobody takes this result any more.
            if (!isOver)
            {
                isOver = true;
                if (!run.PlanOnly && (run.KeepsResults || hasBegun))
                {
                    run.TryWrite(Line(DrillLine.Ended, result: DrillResultLine.From(result)));
                }
            }
        }

        return result;
    }

    /// <summary>What breaks the rules may hide its keys from the masking, too.</summary>
    private static string Shown(StorageUri? uri) =>
        uri is null ? "" : uri.FindFault() is null ? uri.ToString() : uri.Scheme.Length > 0 ? uri.Scheme + "://***" : "***";

    private DrillLine Line(string kind, long? newest = null, string? reason = null, DrillResultLine? result = null)
    {
        bool isBegin = kind == DrillLine.Begun;
        return new DrillLine
        {
            Kind = kind,
            Drill = Id,
            At = time.GetUtcNow(),
            Run = isBegin ? run.Id : null,
            Machine = isBegin ? DrillProcess.Machine : null,
            Process = isBegin ? DrillProcess.Id : null,
            ProcessStarted = isBegin ? DrillProcess.Started : null,
            Cluster = isBegin ? connection.ClusterName : null,
            ClusterId = isBegin ? connection.ClusterId : null,
            Source = isBegin ? Source.Name : null,
            DataBackupUri = isBegin ? Shown(Source.Template.DataBackupUri) : null,
            ArchiveLogUri = isBegin ? Shown(Source.Template.ArchiveLogUri) : null,
            RequestedPoint = isBegin ? Source.Until.ToString() : null,
            Tenant = isBegin ? Tenant : null,
            Pattern = isBegin ? name.Pattern : null,
            NamedAt = isBegin ? name.At : null,
            AgentAt = isBegin ? client.AgentNow : null,
            NewestDagBefore = newest,
            Dag = kind == DrillLine.Started ? dagId : null,
            Reason = reason,
            Result = result,
        };
    }

    private void Move(string step)
    {
        Step = step;
        run.Observer.Moved(this, step);
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;


    private string Reached(AgentDag? last)
    {
        DrillProgressSample? newest = samples.ToArray().LastOrDefault();
        return last is null ? "" : $"; it was at stage {last.Stage} of {last.MaxStage}{(newest is { TotalBytes: > 0 } ? $", {newest.FinishBytes * 100.0 / newest.TotalBytes:0} % of the bytes" : "")}";
    }
}
