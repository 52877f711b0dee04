using System.Management.Automation;
using System.Management.Automation.Host;
using ObshellPS.Errors;

namespace ObshellPS.Pipeline;

/// <summary>
/// Asks as PowerShell users expect: -WhatIf shows, -Confirm asks, -Confirm:$false and -Force do not. And where no one can be
/// asked (-NonInteractive), it is an error that says so, not a hang and not a bare exception of the host.
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

    /// <param name="target">On what.</param>
    /// <param name="notice">What will really happen.</param>
    /// <param name="isDestructive">Ask although the cmdlet's own impact is lower: this time a tenant can be lost.</param>
    /// <returns>False when it must not be done; then everything is said.</returns>
    public bool IsGiven(string target, string notice, bool isDestructive)
    {
        // With -Force there is no question, unless the user wants both; -WhatIf comes before everything.
        if (force && !IsBound("Confirm") && !IsWhatIf())
        {
            cmdlet.WriteVerbose(PipelineTexts.FormatOfTarget(target, Sentence(notice)));
            return true;
        }

        return IsGiven(
            target, notice,
            () => cmdlet.ShouldProcess(PipelineTexts.FormatOfTarget(target, Sentence(notice)), Sentence(notice), target)
                && (!isDestructive || WasAsked() || cmdlet.ShouldContinue(Sentence(notice), target, ref yesToAll, ref noToAll)));
    }

    /// <summary>In the engine's own words: performing the operation "action" on target "target".</summary>
    /// <returns>False when it must not be done; then everything is said.</returns>
    public bool IsGiven(string target, string action) => IsGiven(target, action, () => cmdlet.ShouldProcess(target, action));

    /// <summary>For a cmdlet that says itself what came of the question.</summary>
    public ConsentAnswer Ask(string description, string question, string caption)
    {
        try
        {
            return cmdlet.ShouldProcess(description, question, caption, out ShouldProcessReason reason) ? ConsentAnswer.Given
                : reason == ShouldProcessReason.WhatIf ? ConsentAnswer.Shown
                : ConsentAnswer.Withheld;
        }
        catch (Exception e) when (CannotAsk(e))
        {
            return ConsentAnswer.NobodyThere;
        }
    }

    private bool IsGiven(string target, string notice, Func<bool> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception e) when (CannotAsk(e))
        {
            cmdlet.WriteError(new ErrorRecord(e, "ConfirmationImpossible", Categories.Of("ConfirmationImpossible"), target)
            {
                ErrorDetails = new ErrorDetails("ConfirmationImpossible: " + PipelineTexts.FormatNoOneToAsk(target, Sentence(notice)))
                {
                    RecommendedAction = PipelineTexts.NoOneToAskAdvice,
                },
            });
            return false;
        }
    }

    /// <summary>A notice comes without its full stop, or with it.</summary>
    private static string Sentence(string notice) => notice.Length == 0 || notice[notice.Length - 1] is '.' or '。' or '!' or '?' ? notice : PipelineTexts.FormatSentence(notice);

    /// <summary>What a host throws that cannot ask.</summary>
    private static bool CannotAsk(Exception e) =>
        e is HostException or PSNotSupportedException or NotImplementedException || (e is InvalidOperationException && e is not PipelineStoppedException);

    /// <summary>Whether a user was asked, who may have taken some time to answer.</summary>
    public bool HasAsked(bool isDestructive) => cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out object? given)
        ? given is SwitchParameter { IsPresent: true } or true
        : !force && (isDestructive || WasAsked());

    /// <summary>ShouldProcess has asked already, or the user does not want to be asked.</summary>
    private bool WasAsked() =>
        IsBound("Confirm")
        || (cmdlet.SessionState.PSVariable.GetValue("ConfirmPreference") is { } preference
            && LanguagePrimitives.TryConvertTo(preference, out ConfirmImpact threshold)
            && (threshold == ConfirmImpact.None || threshold <= Impact()));

    private ConfirmImpact Impact() =>
        ((CmdletAttribute)Attribute.GetCustomAttribute(cmdlet.GetType(), typeof(CmdletAttribute))!).ConfirmImpact;

    private bool IsBound(string parameter) => cmdlet.MyInvocation.BoundParameters.ContainsKey(parameter);

    private bool IsWhatIf() => cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
        ? given is SwitchParameter { IsPresent: true } or true
        : cmdlet.SessionState.PSVariable.GetValue("WhatIfPreference") is { } preference && LanguagePrimitives.IsTrue(preference);
}
