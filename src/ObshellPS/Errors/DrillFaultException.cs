using System;
using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Shown;

namespace ObshellPS.Errors;

/// <summary>A drill that proved nothing, or proved that a backup does not restore.</summary>
public sealed class DrillFaultException : Exception
{
    internal DrillFaultException(RestoreDrillResult result)
        : base(VisibleText.Of($"Drill of '{result.SourceName}': {result.Reason}{(result.Cleanup is DrillCleanup.LeftBehind ? " " + result.CleanupText : "")}"))
    {
        Result = result;
    }

    /// <summary>Its result.</summary>
    public RestoreDrillResult Result { get; }

    /// <summary>What to do next.</summary>
    public string NextStep => Result.Advice;

    internal ErrorCategory Category => Result.Verdict switch
    {
        DrillVerdict.Interrupted => ErrorCategory.OperationStopped,
        DrillVerdict.Skipped when Result.ReasonId == "NoCapacity" => ErrorCategory.LimitsExceeded,
        DrillVerdict.Skipped => ErrorCategory.InvalidOperation,
        _ when Result.ReasonId == "TooSlow" => ErrorCategory.OperationTimeout,
        _ => ErrorCategory.InvalidResult,
    };
}
