using System.Management.Automation;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Verdicts;

namespace ObshellPS.Errors;

/// <summary>The error for a drill that proved nothing, or that proved that a backup cannot be restored.</summary>
public sealed class DrillFaultException : Exception
{
    internal DrillFaultException(RestoreDrillResult result)
        : base(VisibleText.Of(Listing.Sentences(ErrorTexts.FormatDrill(result.SourceName, result.Reason), result.Cleanup is DrillCleanup.LeftBehind ? result.CleanupText : null)))
    {
        Result = result;
    }

    /// <summary>The drill's result.</summary>
    public RestoreDrillResult Result { get; }

    /// <summary>What to do next.</summary>
    public string NextStep => Result.Advice;

    /// <summary>The category of the error. It depends on the verdict; only two reasons have their own category.</summary>
    internal ErrorCategory Category => Result.ReasonId switch
    {
        "NoCapacity" or "TooSlow" => Categories.Of(Result.ReasonId),
        _ => Categories.Of(DrillVerdicts.Of(Result.Verdict).Error),
    };
}
