using Obshell.Client;
using Obshell.Client.Restores.Requests;
using Obshell.Recovery.ErrorIds;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>
/// The local rules, which need no request: rows 2, 5 to 8, 10 and 11 of PROTOCOL 4.3, and the allowed characters of PROTOCOL 4.5.
/// </summary>
internal sealed class InputCheck : PreflightCheck
{
    /// <summary>Name of the finding when no rule is broken. Each broken rule has a finding with its own name.</summary>
    public const string Passed = "LocalRules";

    public InputCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    public override void Judge()
    {
        foreach (InputFault fault in Faults)
        {
            Add(fault.ErrorId, PreflightVerdict.Failed, Masked(fault.Message), fault.AgentErrorCode, InputAdvice.For(fault, PreflightTexts.AdviceSettleFirst), fault.Parameter);
        }

        foreach (RequestWarning warning in RequestWarning.Of(Request))
        {
            Add(warning.Name, PreflightVerdict.Warning, warning.Text, "", warning.Advice, warning.Parameter);
        }

        if (Faults.Count == 0)
        {
            AddPassed(Passed, PreflightTexts.LocalRulesPassed);
        }
    }
}
