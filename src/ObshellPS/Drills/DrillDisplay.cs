using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Drills;
using ObshellPS.Commands;
using ObshellPS.Pipeline;
using ObshellPS.Waiting;

namespace ObshellPS.Drills;

/// <summary>
/// Shows what drills do: verbose lines, audit records, and a progress bar; where the host draws no bar, an information line for
/// each step. Told on the drills' tasks; shows on the pipeline thread.
/// </summary>
internal sealed class DrillDisplay : IDrillObserver
{
    /// <summary>Tag of the information lines that stand for the bar.</summary>
    private const string ProgressTag = "ObshellPS.Progress";

    /// <summary>At most four updates a second: Windows PowerShell draws slowly enough to hold up the work.</summary>
    private static readonly TimeSpan DrawEvery = TimeSpan.FromMilliseconds(250);

    private readonly InvokeObRestoreDrillCommand cmdlet;
    private readonly ObConnection connection;
    private readonly bool draws;
    private readonly Stopwatch sinceDrawn = new();
    private readonly Dictionary<RestoreDrill, string> atWork = [];
    private int ended;
    private bool barIsUp;

    public DrillDisplay(InvokeObRestoreDrillCommand cmdlet, ObConnection connection)
    {
        this.cmdlet = cmdlet;
        this.connection = connection;
        draws = HostScreen.Draws(cmdlet.Host);
    }

    /// <summary>Takes the bar away.</summary>
    public void Close()
    {
        if (barIsUp)
        {
            cmdlet.WriteProgress(new ProgressRecord(0, "Restore drills", "Done") { RecordType = ProgressRecordType.Completed });
            barIsUp = false;
        }
    }

    /// <summary>On the pipeline thread: one is through.</summary>
    public void Ended(RestoreDrill drill)
    {
        ended++;
        atWork.Remove(drill);
        Draw();
    }

    public void Moved(RestoreDrill drill, string step) => cmdlet.Post(() =>
    {
        string text = $"Drill of '{drill.Source.Name}' (tenant '{drill.Tenant}'): {step}";
        cmdlet.WriteVerbose(text);
        if (!draws)
        {
            cmdlet.WriteInformation(text, [ProgressTag]);
        }

        atWork[drill] = step;
        Draw();
    });

    public void Progressed(RestoreDrill drill, DagDetail now, RestoreOverview? job) => cmdlet.Post(() =>
    {
        if (job is { TotalBytes: > 0 } || !atWork.TryGetValue(drill, out string? known) || !known.EndsWith(" %", StringComparison.Ordinal))
        {
            atWork[drill] = job is { TotalBytes: > 0 }
                ? string.Format(CultureInfo.InvariantCulture, "stage {0}/{1}, {2:0} %", now.Stage, now.MaxStage, Math.Floor(job.FinishBytes * 100.0 / job.TotalBytes))
                : string.Format(CultureInfo.InvariantCulture, "stage {0}/{1}", now.Stage, now.MaxStage);
        }

        Draw();
    });

    public void Sent(string action, string target, string agent, string traceId, string outcome) => cmdlet.Post(
        () => AuditRecord.Write(cmdlet, action, target, connection, agent, traceId, outcome));

    public void Refused(string action, string target, ObshellException fault) => cmdlet.Post(
        () => AuditRecord.Write(cmdlet, action, target, connection, fault));

    public void Warned(string text) => cmdlet.Post(() => cmdlet.WriteWarning(text));

    private void Draw()
    {
        if (!draws || (sinceDrawn.IsRunning && sinceDrawn.Elapsed < DrawEvery))
        {
            return;
        }

        sinceDrawn.Restart();
        barIsUp = true;
        cmdlet.WriteProgress(new ProgressRecord(
            0, "Restore drills", $"{ended} of {cmdlet.Taken} done{string.Concat(atWork.Select(w => $", {w.Key.Source.Name}: {w.Value}"))}")
        {
            PercentComplete = cmdlet.Taken == 0 ? 0 : Math.Min(100, ended * 100 / cmdlet.Taken),
        });
    }
}
