using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Plans.Running;
using Obshell.Recovery.Verdicts;
using Obshell.Recovery.Verdicts.Recoveries;
using Obshell.Recovery.Waiting;
using ObshellPS.Drills;
using ObshellPS.Errors;
using ObshellPS.Pipeline;
using ObshellPS.Waiting;

namespace ObshellPS.Plans;

/// <summary>
/// Shows the work of a recovery: results when they arrive, verbose lines, audit records, and a progress bar. Errors are written after all
/// results, because with -ErrorAction Stop the first error ends the command. The recovery calls this class from any thread; the pipeline
/// thread writes the output.
/// </summary>
internal sealed class RecoveryDisplay : IRecoveryObserver
{

    private readonly ObChangeCmdlet cmdlet;
    private readonly AuditObserver audit;
    private readonly ProgressBar bar;
    private readonly Dictionary<string, string> atWork = [];
    private readonly List<TenantRecovery> missing = [];
    private int ended;

    public RecoveryDisplay(ObChangeCmdlet cmdlet, ObConnection connection)
    {
        this.cmdlet = cmdlet;
        audit = new AuditObserver(cmdlet, connection);
        bar = new ProgressBar(cmdlet, RecoveryPlanTexts.Title);
    }

    /// <summary>The number of tenants.</summary>
    public int Count { get; set; }

    public void Moved(PlannedRestore restore, string step) => cmdlet.Post(() =>
    {
        string text = RecoveryPlanTexts.FormatTenantStep(restore.Tenant, step);
        cmdlet.WriteVerbose(text);
        bar.Say(text);
        atWork[restore.Tenant] = step;
        Draw();
    });

    public void Progressed(PlannedRestore restore, AgentDag now, RestoreOverview? job) => cmdlet.Post(() =>
    {
        string percent = RestoreProgress.Percent(job);
        atWork[restore.Tenant] = Listing.Clauses(WaitTexts.FormatStageOf(now.Stage, now.MaxStage), percent);
        Draw();
    });

    public void Ended(PlannedRestore restore, TenantRecovery result) => cmdlet.Post(() =>
    {
        ended++;
        atWork.Remove(restore.Tenant);
        Draw();
        Write(result);
    });

    public void Sent(string action, string target, string agent, string traceId, string outcome) => audit.Sent(action, target, agent, traceId, outcome);

    public void Refused(string action, string target, ObshellException fault) => audit.Refused(action, target, fault);

    public void Warned(string text) => cmdlet.Post(() => cmdlet.WriteWarning(text));

    /// <summary>Writes a result. Call this method only on the pipeline thread.</summary>
    public void Write(TenantRecovery result)
    {
        DrillVerdictRow row = RecoveryVerdicts.Of(result.Verdict);
        if (row.Error != VerdictError.None && result.ReasonId is not ("LeftOut" or "WhatIf" or "NotConfirmed" or "PlanNotReady"))
        {
            missing.Add(result);
        }
        else if (row.IsWarning)
        {
            cmdlet.WriteWarning(Listing.Sentences(RecoveryPlanTexts.FormatTenantWarning(result.RestoreTenantName, result.Verdict.ToString(), result.Reason), result.Advice));
        }

        cmdlet.WriteObject(result);
    }

    /// <summary>Writes an error for each tenant that should have been restored but was not.</summary>
    public void WriteErrors()
    {
        bar.Close();
        foreach (TenantRecovery result in missing)
        {
            cmdlet.WriteError(ErrorRecords.From(new RecoveryFaultException(result)));
        }
    }

    private void Draw() => bar.Draw(() => new ProgressRecord(
        0, RecoveryPlanTexts.Title, Listing.Clauses([WaitTexts.FormatDoneOf(ended, Count), .. atWork.Select(w => WaitTexts.FormatLine(w.Key, w.Value))]))
    {
        PercentComplete = Count == 0 ? 0 : Math.Min(100, ended * 100 / Count),
    });
}
