using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Waiting;
using ObshellPS.Commands;
using ObshellPS.Errors;

namespace ObshellPS.Waiting;

/// <summary>
/// Turns what happens to watched DAGs into objects, errors, verbose lines and a progress bar. Told on the watching task;
/// shows on the pipeline thread.
/// </summary>
internal sealed class DagWaitDisplay : IDagWatchObserver
{
    /// <summary>At most four updates a second: Windows PowerShell draws slowly enough to hold up the work.</summary>
    private static readonly TimeSpan DrawEvery = TimeSpan.FromMilliseconds(250);

    private readonly WaitObDagCommand cmdlet;
    private readonly TimeSpan? limit;
    private readonly Action<string> ended;
    private readonly Dictionary<string, (DagDetail Dag, RestoreOverview? Job)> shown = new(StringComparer.Ordinal);
    private readonly Stopwatch sinceDrawn = new();
    private readonly RestoreRate rate = new();
    private bool barIsUp;
    private string? lastDisturbance;

    public DagWaitDisplay(WaitObDagCommand cmdlet, TimeSpan? limit, Action<string> ended)
    {
        this.cmdlet = cmdlet;
        this.limit = limit;
        this.ended = ended;
    }

    public void Changed(DagDetail? before, DagDetail now) => cmdlet.Post(() =>
    {
        lastDisturbance = null;
        cmdlet.WriteVerbose($"{DagFaults.Name(now)}: {now.State}/{now.Operator}, stage {now.Stage} of {now.MaxStage} {now.StageName}");
        shown[now.Id] = (now, null);
        Draw(force: true);
    });

    public void Progress(DagDetail now, RestoreOverview? job) => cmdlet.Post(() =>
    {
        RestoreOverview? known = job ?? (shown.TryGetValue(now.Id, out (DagDetail Dag, RestoreOverview? Job) last) ? last.Job : null);
        if (job is not null)
        {
            rate.Note(job.FinishBytes);
        }

        shown[now.Id] = (now, known);
        Draw(force: false);
    });

    public void Ended(DagDetail dag)
    {
        ended(dag.Id);
        cmdlet.Post(() =>
        {
            shown.Remove(dag.Id);
            Draw(force: true);
            cmdlet.WriteVerbose($"{DagFaults.Name(dag)}: {dag.State}/{dag.Operator}, verdict {dag.Verdict}");
            if (DagFaults.Of(dag) is { } fault)
            {
                cmdlet.WriteError(ErrorRecords.From(fault));
            }

            cmdlet.WriteObject(dag);
        });
    }

    public void TimedOut(string id, DagDetail? last) => cmdlet.Post(() =>
    {
        shown.Remove(id);
        cmdlet.WriteError(ErrorRecords.From(DagFaults.TimedOut(id, last, limit ?? TimeSpan.Zero)));
    });

    public void Lost(string id, DagDetail? last, ObshellException why)
    {
        ended(id);
        cmdlet.Post(() =>
        {
            shown.Remove(id);
            cmdlet.WriteError(ErrorRecords.From(DagFaults.Lost(id, last, why)));
        });
    }

    public void Disturbed(ObshellException why) => cmdlet.Post(() =>
    {
        if (why.Message != lastDisturbance)
        {
            lastDisturbance = why.Message;
            cmdlet.WriteVerbose($"No answer, waiting on: {why.ErrorId}: {why.Message}");
        }
    });

    /// <summary>Takes the bar away.</summary>
    public void Close()
    {
        if (barIsUp)
        {
            cmdlet.WriteProgress(new ProgressRecord(0, "Waiting", "Done") { RecordType = ProgressRecordType.Completed });
            barIsUp = false;
        }
    }

    private void Draw(bool force)
    {
        if (shown.Count == 0)
        {
            Close();
            return;
        }

        if (!force && sinceDrawn.IsRunning && sinceDrawn.Elapsed < DrawEvery)
        {
            return;
        }

        sinceDrawn.Restart();
        barIsUp = true;
        cmdlet.WriteProgress(shown.Count == 1 ? OfOne() : OfMany());
    }

    private ProgressRecord OfOne()
    {
        (DagDetail dag, RestoreOverview? job) = shown.Values.First();
        var record = new ProgressRecord(0, DagFaults.Name(dag), $"stage {dag.Stage}/{dag.MaxStage} {dag.StageName} ({dag.State})");
        double done = dag.IsFinished ? 1 : dag.MaxStage > 0 ? Math.Max(0, dag.Stage - 1) / (double)dag.MaxStage : 0;
        if (job is { TotalBytes: > 0 } && !dag.IsFinished)
        {
            double part = Math.Min(1, job.FinishBytes / (double)job.TotalBytes);
            done += part / dag.MaxStage;
            record.CurrentOperation = string.Format(
                CultureInfo.InvariantCulture, "{0} of {1}{2}", ByteText.Of(job.FinishBytes), ByteText.Of(job.TotalBytes), rate.Text);
            if (rate.SecondsFor(job.TotalBytes - job.FinishBytes) is { } left)
            {
                record.SecondsRemaining = left;
            }
        }

        record.PercentComplete = (int)Math.Max(0, Math.Min(100, done * 100));
        return record;
    }

    private ProgressRecord OfMany() => new(
        0, $"Waiting for {shown.Count} DAGs",
        string.Join(", ", shown.Values.GroupBy(s => s.Dag.StageName).OrderBy(g => g.First().Dag.Stage).Select(g => $"{g.Count()} at {g.Key}")));
}
