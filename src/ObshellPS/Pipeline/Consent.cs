using System.Management.Automation;
using System.Management.Automation.Host;
using Obshell.Client.Display;
using ObshellPS.Errors;

namespace ObshellPS.Pipeline;

/// <summary>
/// Asks as PowerShell users expect: -WhatIf shows, -Confirm asks, -Confirm:$false and -Force do not ask. Where the host cannot ask
/// (-NonInteractive), the cmdlet writes an error that says so. It does not hang, and the host's own exception is not the message.
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

    /// <summary>Asks in the engine's own words: performing the operation "action" on target "target".</summary>
    /// <param name="target">The target of the action.</param>
    /// <param name="action">What will really happen: one or more sentences.</param>
    /// <param name="isDestructive">Ask although the cmdlet's own impact is lower: this change can lose a tenant.</param>
    /// <param name="isHarmless">Do not ask although the cmdlet's own impact is higher: this change can lose nothing.</param>
    /// <returns>False when the change must not be made; then the reason has been written.</returns>
    public bool IsGiven(string target, string action, bool isDestructive = false, bool isHarmless = false)
    {
        string asked = Asked(action);

        // With -Force there is no question, unless -Confirm is given too; -WhatIf comes before everything.
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

    /// <summary>For a cmdlet that reports the result of the question itself.</summary>
    public ConsentAnswer Ask(string target, string action)
    {
        try
        {
            // Without a question and a caption from the module the engine uses its own.
            return cmdlet.ShouldProcess(PipelineTexts.FormatPerforming(Asked(action), target), "", "", out ShouldProcessReason reason) ? ConsentAnswer.Given
                : reason == ShouldProcessReason.WhatIf ? ConsentAnswer.Shown
                : ConsentAnswer.Withheld;
        }
        catch (Exception e) when (CannotAsk(e))
        {
            return ConsentAnswer.NobodyThere;
        }
    }

    /// <summary>The engine puts the text in quotation marks inside another sentence.</summary>
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

    /// <summary>The exceptions of a host that cannot ask.</summary>
    private static bool CannotAsk(Exception e) =>
        e is HostException or PSNotSupportedException or NotImplementedException || (e is InvalidOperationException && e is not PipelineStoppedException);

    /// <summary>Whether there was a question, which may have been open for minutes.</summary>
    public bool HasAsked(bool isDestructive, bool isHarmless) => cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out object? given)
        ? given is SwitchParameter { IsPresent: true } or true
        : !IsUnasked(isHarmless) && (isDestructive || WasAsked());

    /// <summary>Whether the change needs no question, as long as -Confirm is not given.</summary>
    private bool IsUnasked(bool isHarmless) => force || (isHarmless && Threshold() is not ConfirmImpact.Low);

    /// <summary>ShouldProcess has asked already, or the user does not want a question.</summary>
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
