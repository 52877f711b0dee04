using Obshell.Client.Display;
using Obshell.Recovery;
using ObshellPS.Output;

namespace ObshellPS.Formatting;

/// <summary>
/// Formats a preflight as lines: first the failed findings, then the uncertain and then the passed findings. It returns separate lines,
/// because PowerShell repeats the colours of earlier lines in each line of one text.
/// </summary>
internal static class PreflightChecklist
{
    private const int Width = 79;
    private const string Indent = "       ";

    /// <summary>A head line, then the lines of the findings, with colours if the host shows colours.</summary>
    public static IEnumerable<string> Lines(PreflightReport report, Palette palette)
    {
        string tenant = report.RestoreTenantName.Length == 0 ? ChecklistTexts.NoName : VisibleText.OneLine(report.RestoreTenantName);
        string verdict = palette.Paint(report.Verdict.ToString(), Worst(report.Verdict));
        yield return report.ClusterName.Length == 0
            ? ChecklistTexts.FormatHeadWithoutCluster(tenant, verdict, Counts(report))
            : ChecklistTexts.FormatHead(tenant, VisibleText.OneLine(report.ClusterName), verdict, Counts(report));
        foreach (PreflightFinding finding in report.Findings.OrderByDescending(f => f.Verdict))
        {
            string mark = "  " + palette.Paint(Mark(finding.Verdict), finding.Verdict) + " ";
            foreach (string line in Texts(finding).SelectMany(t => WrappedText.Of(t, Width - Indent.Length)))
            {
                yield return mark + line;
                mark = Indent;
            }
        }
    }

    /// <summary>Only the findings, without colours. PowerShell shows them in a list view, and wraps the lines itself.</summary>
    public static IEnumerable<string> Plain(PreflightReport report) =>
        report.Findings.OrderByDescending(f => f.Verdict).SelectMany(f => Texts(f).Select((t, i) => (i == 0 ? Mark(f.Verdict) + " " : "     ") + t));

    /// <summary><c>2 failed, 3 unknown, 9 passed</c>. A count of 0 is omitted, so that the line fits on a narrow screen.</summary>
    public static string Counts(PreflightReport report) => Listing.Of(
        new (PreflightVerdict Verdict, Func<object?, string> Text)[]
        {
            (PreflightVerdict.Failed, ChecklistTexts.FormatFailed), (PreflightVerdict.Warning, ChecklistTexts.FormatWarning), (PreflightVerdict.Unknown, ChecklistTexts.FormatUnknown),
            (PreflightVerdict.Note, ChecklistTexts.FormatNote), (PreflightVerdict.Passed, ChecklistTexts.FormatPassed),
        }
        .Select(c => report.Findings.Count(f => f.Verdict == c.Verdict) is > 0 and var count ? c.Text(count) : null));

    private static IEnumerable<string> Texts(PreflightFinding finding)
    {
        bool isPassed = finding.Verdict == PreflightVerdict.Passed;
        yield return VisibleText.OneLine(finding.Parameter.Length == 0 || isPassed
            ? ChecklistTexts.FormatFinding(finding.Name, finding.Seen)
            : ChecklistTexts.FormatFindingOf(finding.Name, "-" + finding.Parameter, finding.Seen));
        if (!isPassed && finding.Advice.Length > 0)
        {
            yield return VisibleText.OneLine(finding.Advice);
        }

        if (!isPassed && finding.AgentWouldAnswer.Length > 0)
        {
            yield return VisibleText.OneLine(ChecklistTexts.FormatAgentAnswer(finding.AgentWouldAnswer));
        }
    }

    /// <summary>A mark for the verdict. It is readable without colours.</summary>
    private static string Mark(PreflightVerdict verdict) => verdict switch
    {
        PreflightVerdict.Passed => "[ok]",
        PreflightVerdict.Warning => "[ !]",
        PreflightVerdict.Note => "[ i]",
        PreflightVerdict.Unknown => "[ ?]",
        PreflightVerdict.Failed => "[XX]",
    };

    private static PreflightVerdict Worst(PreflightOutcome outcome) => outcome switch
    {
        PreflightOutcome.Ready => PreflightVerdict.Passed,
        PreflightOutcome.ReadyWithDoubts => PreflightVerdict.Warning,
        PreflightOutcome.NotReady => PreflightVerdict.Failed,
    };
}
