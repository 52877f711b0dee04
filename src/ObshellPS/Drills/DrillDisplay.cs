using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Drills.Running;
using Obshell.Recovery.Waiting;
using ObshellPS.Pipeline;
using ObshellPS.Waiting;

namespace ObshellPS.Drills;

/// <summary>
/// Shows the work of drills: verbose lines, audit records, and a progress bar. If the host has no progress bar, it writes an information
/// line for each step. Drills call this class from any thread; the pipeline thread writes the output.
/// </summary>
internal sealed class DrillDisplay : IDrillObserver
{
    private readonly ObChangeCmdlet cmdlet;
    private readonly AuditObserver audit;
    private readonly ProgressBar bar;
    private readonly Dictionary<RestoreDrill, (string Step, int Stage)> running = [];
    private int taken;
    private int ended;

    public DrillDisplay(ObChangeCmdlet cmdlet, ObConnection connection)
    {
        this.cmdlet = cmdlet;
        audit = new AuditObserver(cmdlet, connection);
        bar = new ProgressBar(cmdlet, DrillCommandTexts.Activity);
    }

    /// <summary>Removes the progress bar.</summary>
    public void Close() => bar.Close();

    /// <summary>Counts a source. Call this method only on the pipeline thread.</summary>
    public void Taken() => taken++;

    /// <summary>Counts a drill that has ended. Call this method only on the pipeline thread.</summary>
    public void Ended(RestoreDrill drill)
    {
        ended++;
        running.Remove(drill);
        Draw();
    }

    public void Moved(RestoreDrill drill, string step) => cmdlet.Post(() =>
    {
        string text = DrillCommandTexts.FormatStep(drill.Source.Name, drill.Tenant, step);
        cmdlet.WriteVerbose(text);
        bar.Say(text);
        running[drill] = (step, 0);
        Draw();
    });

    public void Progressed(RestoreDrill drill, AgentDag now, RestoreOverview? job) => cmdlet.Post(() =>
    {
        // In the same stage, a new status without a percentage does not replace a status with a percentage.
        string percent = RestoreProgress.Percent(job);
        if (percent.Length > 0 || !running.TryGetValue(drill, out (string Step, int Stage) known) || known.Stage != now.Stage)
        {
            string stage = WaitTexts.FormatStageOf(now.Stage, now.MaxStage);
            running[drill] = (Listing.Clauses(stage, percent), now.Stage);
        }

        Draw();
    });

    public void Sent(string action, string target, string agent, string traceId, string outcome) => audit.Sent(action, target, agent, traceId, outcome);

    public void Refused(string action, string target, ObshellException fault) => audit.Refused(action, target, fault);

    public void Warned(string text) => cmdlet.Post(() => cmdlet.WriteWarning(text));

    private void Draw() => bar.Draw(() => new ProgressRecord(
        0, DrillCommandTexts.Activity, Listing.Clauses([WaitTexts.FormatDoneOf(ended, taken), .. running.Select(r => WaitTexts.FormatLine(r.Key.Source.Name, r.Value.Step))]))
    {
        PercentComplete = taken == 0 ? 0 : Math.Min(100, ended * 100 / taken),
    });
}
