using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Verdicts;
using ObshellPS.Errors;
using ObshellPS.Pipeline;

namespace ObshellPS.Drills;

/// <summary>
/// Writes the results of drills in the order of the input, even when drills run at the same time. All results come before the first error,
/// because with -ErrorAction Stop the first error ends the command.
/// </summary>
internal sealed class DrillOutput
{
    private readonly ObCmdlet cmdlet;
    private readonly List<RestoreDrillResult> unproven = [];
    private readonly Dictionary<int, RestoreDrillResult> ready = [];
    private int places;
    private int next;

    public DrillOutput(ObCmdlet cmdlet) => this.cmdlet = cmdlet;

    /// <summary>Reserves the position of the next source in the output. Each position must get a result.</summary>
    public int TakePlace() => places++;

    /// <summary>Writes a result that belongs to no source of the input.</summary>
    public void Write(RestoreDrillResult result) => Write(TakePlace(), result);

    /// <summary>Sets the result of a position. The result is written after the results of all earlier positions.</summary>
    public void Write(int place, RestoreDrillResult result)
    {
        ready[place] = result;
        while (ready.TryGetValue(next, out RestoreDrillResult? one))
        {
            ready.Remove(next++);
            Show(one);
        }
    }

    /// <summary>Writes an error for each backup that was not proven.</summary>
    public void WriteErrors()
    {
        foreach (RestoreDrillResult result in unproven)
        {
            cmdlet.WriteError(ErrorRecords.From(new DrillFaultException(result)));
        }
    }

    private void Show(RestoreDrillResult result)
    {
        var row = DrillVerdicts.Of(result.Verdict);
        bool isWanted = row.MayBeWanted && result.ReasonId is ("WhatIf" or "NotConfirmed");
        if (row.Error != VerdictError.None && !isWanted)
        {
            unproven.Add(result);
        }
        else if (row.IsWarning)
        {
            cmdlet.WriteWarning(Listing.Sentences(DrillCommandTexts.FormatVerdictWarning(result.SourceName, result.Verdict.ToString(), result.Reason), result.Advice));
        }

        if (result is { Trend: { BecameSlower: true, UsualRecoveryTime: { } usual }, RecoveryTime: { } took })
        {
            cmdlet.WriteWarning(DrillCommandTexts.FormatBecameSlower(result.SourceName, Amounts.Of(took), Amounts.Of(usual)));
        }

        if (result is { Trend: { BecameSmaller: true, UsualBytes: { } usualBytes }, Bytes: { } bytes })
        {
            cmdlet.WriteWarning(DrillCommandTexts.FormatBecameSmaller(result.SourceName, Amounts.OfBytes(bytes), Amounts.OfBytes(usualBytes)));
        }

        cmdlet.WriteObject(result);
    }
}
