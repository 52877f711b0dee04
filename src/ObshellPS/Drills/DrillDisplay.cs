using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery.Drills.Running;
using Obshell.Recovery.Waiting;
using ObshellPS.Pipeline;
using ObshellPS.Waiting;

namespace ObshellPS.Drills;

/// <summary>
/// Shows what drills do: verbose lines, audit records, and a progress bar; where the host draws no bar, an information line for
/// each step. Told on the drills' tasks; shows on the pipeline thread.
/// </summary>
internal sealed class DrillDisplay : IDrillObserver
{
    private readonly ObChangeCmdlet cmdlet;
    private readonly AuditObserver audit;
    private readonly ProgressBar bar;
    private readonly Dictionary<RestoreDrill, string> atWork = [];
    private int taken;
    private int ended;

    public DrillDisplay(ObChangeCmdlet cmdlet, ObConnection connection)
    {
        this.cmdlet = cmdlet;
        audit = new AuditObserver(cmdlet, connection);
        bar = new ProgressBar(cmdlet, "Restore drills");
    }

    /// <summary>Takes the bar away.</summary>
    public void Close() => bar.Close();

    /// <summary>On the pipeline thread: one more source.</summary>
    public void Taken() => taken++;

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
        bar.Say(text);
        atWork[drill] = step;
        Draw();
    });

    public void Progressed(RestoreDrill drill, AgentDag now, RestoreOverview? job) => cmdlet.Post(() =>
    {
        string stage = $"stage {now.Stage}/{now.MaxStage}";
        string percent = RestoreProgress.Percent(job);
        if (percent.Length > 0 || !atWork.TryGetValue(drill, out string? known) || !known.StartsWith(stage, StringComparison.Ordinal))
        {
            atWork[drill] = percent.Length > 0 ? $"{stage}, {percent}" : stage;
        }

        Draw();
    });

    public void Sent(string action, string target, string agent, string traceId, string outcome) => audit.Sent(action, target, agent, traceId, outcome);

    public void Refused(string action, string target, ObshellException fault) => audit.Refused(action, target, fault);

    public void Warned(string text) => cmdlet.Post(() => cmdlet.WriteWarning(text));

    private void Draw() => bar.Draw(() => new ProgressRecord(
        0, "Restore drills", $"{ended} of {taken} done{string.Concat(atWork.Select(w => $", {w.Key.Source.Name}: {w.Value}"))}")
    {
        PercentComplete = taken == 0 ? 0 : Math.Min(100, ended * 100 / taken),
    });
}
