using Obshell.Recovery;
using Obshell.Recovery.Verdicts;
using ObshellPS.Errors;
using ObshellPS.Pipeline;

namespace ObshellPS.Drills;

/// <summary>
/// Writes the results of drills. All results come out before the first error: with -ErrorAction Stop an error ends the command.
/// </summary>
internal sealed class DrillOutput
{
    private readonly ObCmdlet cmdlet;
    private readonly List<RestoreDrillResult> unproven = [];

    public DrillOutput(ObCmdlet cmdlet) => this.cmdlet = cmdlet;

    public void Write(RestoreDrillResult result)
    {
        var row = DrillVerdicts.Of(result.Verdict);
        bool isWanted = row.MayBeWanted && result.ReasonId is ("WhatIf" or "NotConfirmed");
        if (row.Error != VerdictError.None && !isWanted)
        {
            unproven.Add(result);
        }
        else if (row.IsWarning)
        {
            cmdlet.WriteWarning($"Drill of '{result.SourceName}': {result.Verdict}. {result.Reason}");
        }

        if (result.Trend is { BecameSlower: true } slower)
        {
            cmdlet.WriteWarning($"Drill of '{result.SourceName}': it took {result.RecoveryTime}, usually {slower.UsualRecoveryTime}.");
        }

        if (result.Trend is { BecameSmaller: true } smaller)
        {
            cmdlet.WriteWarning($"Drill of '{result.SourceName}': it has {result.Bytes} bytes, usually {smaller.UsualBytes}.");
        }

        cmdlet.WriteObject(result);
    }

    /// <summary>An error for each backup that was not proven.</summary>
    public void WriteErrors()
    {
        foreach (RestoreDrillResult result in unproven)
        {
            cmdlet.WriteError(ErrorRecords.From(new DrillFaultException(result)));
        }
    }
}
