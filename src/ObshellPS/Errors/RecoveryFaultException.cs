using System.Management.Automation;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Verdicts.Recoveries;

namespace ObshellPS.Errors;

/// <summary>A tenant of a recovery plan was not restored.</summary>
public sealed class RecoveryFaultException : Exception
{
    internal RecoveryFaultException(TenantRecovery result)
        : base(VisibleText.Of(ErrorTexts.FormatNotRestored(result.TenantName, result.Verdict.ToString(), result.Reason))) => Result = result;

    /// <summary>The tenant's result.</summary>
    public TenantRecovery Result { get; }

    /// <summary>What to do next.</summary>
    public string NextStep => Result.Advice;

    /// <summary>The category of the error. It depends on the verdict; only some reasons have their own category.</summary>
    internal ErrorCategory Category => Result.ReasonId is "NoCapacity" or "NoBackup" or "UnitConfigMissing" or "TenantTaken"
        ? Categories.Of(Result.ReasonId)
        : Categories.Of(RecoveryVerdicts.Of(Result.Verdict).Error);
}
