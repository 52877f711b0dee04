using System.Management.Automation;
using System.Management.Automation.Host;
using Obshell.Client.Display;
using ObshellPS.Errors;

namespace ObshellPS.Pipeline;

/// <summary>
/// Asks the user with PowerShell's rules: -WhatIf only shows the change, -Confirm asks, -Confirm:$false and -Force do not ask. If the host
/// cannot ask (-NonInteractive), the cmdlet writes a clear error and does not wait.
/// </summary>
internal sealed class Consent
{
    private readonly SafeOutputCmdlet cmdlet;
    private readonly bool force;
    private bool yesToAll;
    private bool noToAll;

    public Consent(SafeOutputCmdlet cmdlet, bool force)
    {
        this.cmdlet = cmdlet;
        this.force = force;
    }

    /// <summary>Asks with PowerShell's standard text: performing the operation "action" on target "target".</summary>
    /// <param name="target">The target of the action.</param>
    /// <param name="action">What will really happen: one or more sentences.</param>
    /// <param name="isDestructive">Ask even if the cmdlet's impact requires no question, because this change can drop a tenant.</param>
    /// <param name="isHarmless">Do not ask even if the cmdlet's impact requires a question, because this change cannot lose data.</param>
    /// <returns>False when the change must not be made; the reason has been written.</returns>
    public bool IsGiven(string target, string action, bool isDestructive = false, bool isHarmless = false)
    {
        string asked = Asked(action);

        // -WhatIf has the highest priority, then -Confirm. Without them, -Force prevents the question.
        if (!IsWhatIf() && !IsBound("Confirm") && IsUnasked(isHarmless))
        {
            cmdlet.WriteVerbose(PipelineTexts.FormatPerforming(asked, target));
            return true;
        }

        return IsGiven(
            target, asked,
            () => cmdlet.ShouldProcess(target, asked)
                && (!isDestructive || WasAsked() || cmdlet.ShouldContinue(action, target, ref yesToAll, ref noToAll)));
    }

    /// <summary>Asks, and returns the result. The cmdlet itself must report the result.</summary>
    public ConsentAnswer Ask(string target, string action)
    {
        try
        {
            return cmdlet.ShouldProcess(target, Asked(action), out ShouldProcessReason reason) ? ConsentAnswer.Given
                : reason == ShouldProcessReason.WhatIf ? ConsentAnswer.Shown
                : ConsentAnswer.Withheld;
        }
        catch (Exception e) when (CannotAsk(e))
        {
            return ConsentAnswer.NobodyThere;
        }
    }

    /// <summary>Removes the full stop at the end, because PowerShell puts the text in quotation marks inside a sentence.</summary>
    private static string Asked(string action) => Listing.WithoutStop(action);

    private bool IsGiven(string target, string action, Func<bool> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception e) when (CannotAsk(e))
        {
            cmdlet.WriteError(new ErrorRecord(e, "ConfirmationImpossible", Categories.Of("ConfirmationImpossible"), target)
            {
                ErrorDetails = new ErrorDetails("ConfirmationImpossible: " + PipelineTexts.FormatNoOneToAsk(target, action))
                {
                    RecommendedAction = PipelineTexts.NoOneToAskAdvice,
                },
            });
            return false;
        }
    }

    /// <summary>True for the exceptions of a host that cannot ask.</summary>
    private static bool CannotAsk(Exception e) =>
        e is HostException or PSNotSupportedException or NotImplementedException || (e is InvalidOperationException && e is not PipelineStoppedException);

    /// <summary>True if a question was shown. The user may have answered minutes later.</summary>
    public bool HasAsked(bool isDestructive, bool isHarmless) => cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out object? given)
        ? given is SwitchParameter { IsPresent: true } or true
        : !IsUnasked(isHarmless) && (isDestructive || WasAsked());

    /// <summary>True if the cmdlet asks only with -Confirm.</summary>
    private bool IsUnasked(bool isHarmless) => force || (isHarmless && Threshold() is not ConfirmImpact.Low);

    /// <summary>True if ShouldProcess has already asked, or if the user does not want to be asked.</summary>
    private bool WasAsked() => IsBound("Confirm") || (Threshold() is { } threshold && (threshold == ConfirmImpact.None || threshold <= Impact()));

    /// <summary>The user's <c>$ConfirmPreference</c>; null when its value is not valid.</summary>
    private ConfirmImpact? Threshold() =>
        cmdlet.SessionState.PSVariable.GetValue("ConfirmPreference") is { } preference && LanguagePrimitives.TryConvertTo(preference, out ConfirmImpact threshold)
            ? threshold
            : null;

    private ConfirmImpact Impact() =>
        ((CmdletAttribute)Attribute.GetCustomAttribute(cmdlet.GetType(), typeof(CmdletAttribute))!).ConfirmImpact;

    private bool IsBound(string parameter) => cmdlet.MyInvocation.BoundParameters.ContainsKey(parameter);

    private bool IsWhatIf() => cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
        ? given is SwitchParameter { IsPresent: true } or true
        : cmdlet.SessionState.PSVariable.GetValue("WhatIfPreference") is { } preference && LanguagePrimitives.IsTrue(preference);
}
