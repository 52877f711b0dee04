using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>Makes the report's data about a check, or about a finding of a preflight.</summary>
internal static class CheckReading
{
    public static CheckFact Of(DrillCheck check) => new(
        DisplayText.Of(check.Name, 200),
        check.Verdict switch { DrillCheckVerdict.Passed => "Passed", DrillCheckVerdict.Failed => "Failed", _ => "NotVerified" },
        check.Verdict switch { DrillCheckVerdict.Passed => Outcome.Good, DrillCheckVerdict.Failed => Outcome.Bad, _ => Outcome.Unproven },
        DisplayText.Of(check.Seen), DisplayText.Of(check.Expected), default, DisplayText.Of(check.ReasonId, 100));

    public static CheckFact Of(PreflightFinding finding) => new(
        DisplayText.Of(finding.Name, 200),
        finding.Verdict.ToString(),
        finding.Verdict switch { PreflightVerdict.Passed => Outcome.Good, PreflightVerdict.Warning => Outcome.Missed, PreflightVerdict.Note or PreflightVerdict.Unknown => Outcome.Unproven, PreflightVerdict.Failed => Outcome.Bad },
        DisplayText.Of(finding.Seen), default, DisplayText.Of(finding.Advice), DisplayText.Of(finding.AgentWouldAnswer, 100));
}
