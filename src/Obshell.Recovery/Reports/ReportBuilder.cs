using System.Globalization;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Reading;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports;

/// <summary>Collects what goes into a report, and writes it in one language.</summary>
public sealed class ReportBuilder
{
    private const int MaxLogLines = 10_000;

    private readonly List<ReportItem> items = [];
    private readonly CultureInfo? language;

    /// <param name="language">That of the texts; null for the one of the thread.</param>
    public ReportBuilder(CultureInfo? language = null) => this.language = ReportLanguage.Of(language);

    /// <summary>How much was handed in.</summary>
    public int Count => items.Count;

    /// <summary>A drill.</summary>
    /// <param name="drill">Of this run or from a history.</param>
    public void Add(RestoreDrillResult drill) => Add(() => DrillReading.Of(drill));

    /// <summary>A DAG.</summary>
    /// <param name="dag">As Wait-ObDag or Get-ObDag -Detailed gave it.</param>
    public void Add(AgentDag dag) => Add(() => DagReading.Of(dag));

    /// <summary>A tenant of a recovery plan.</summary>
    /// <param name="tenant">As Invoke-ObRecoveryPlan gave it.</param>
    public void Add(TenantRecovery tenant) => Add(() => RecoveryReading.Of(tenant));

    /// <summary>A restore.</summary>
    /// <param name="restore">With its tasks, as Get-ObTenantRestore gave it.</param>
    public void Add(TenantRestore restore) => Add(() => RestoreReading.Of(restore));

    /// <summary>A restore whose tasks were not read.</summary>
    /// <param name="job">OceanBase's job.</param>
    public void Add(RestoreOverview job) => Add(() => RestoreReading.Of(job));

    /// <summary>What cannot be reported is in the report too: without it the report would look complete.</summary>
    /// <param name="type">Its type, e.g. <c>String</c>.</param>
    public void AddUnreadable(string type) => Add(() => new ReportItem
    {
        Kind = ReportKind.Unreadable,
        Outcome = Outcome.Unproven,
        Name = DisplayText.Of(type, 100),
        Verdict = DisplayText.Own("Unreadable"),
        Ending = Ending.Unreadable,
        Sentence = DisplayText.Own(ReportTexts.NotReportable),
        ReasonId = DisplayText.Own("NotReportable"),
        Reason = DisplayText.Own(ReportTexts.NotReportable),
        Advice = DisplayText.Own(ReportTexts.NotReportableAdvice),
    });

    /// <summary>Writes all of it, as text; a file of it is UTF-8.</summary>
    /// <param name="format">The form.</param>
    /// <param name="title">Above the verdict; null for one by what is in it.</param>
    /// <param name="madeAt">The moment that is shown in it.</param>
    /// <param name="output">Where to.</param>
    /// <param name="stop">Ends the writing, within it.</param>
    public void Write(ReportFormat format, string? title, DateTimeOffset madeAt, TextWriter output, CancellationToken stop)
    {
        using var inLanguage = LanguageScope.Of(language);
        ReportWriting.Write(Build(title, madeAt), format, output, stop);
    }

    internal Report Build(string? title, DateTimeOffset madeAt)
    {
        var report = new Report(title, madeAt, items, RecoveryReading.Whole(items));

        // Those that did not pass come first, and get their lines first.
        int left = MaxLogLines;
        foreach (ReportItem item in report.Items)
        {
            if (item.LogSource is { } dag)
            {
                item.Logs = LogReading.Of(dag, left);
                left -= item.Logs.Lines - item.Logs.LeftOut;
            }
        }

        return report;
    }

    private void Add(Func<ReportItem> read)
    {
        using var inLanguage = LanguageScope.Of(language);
        items.Add(read());
    }
}
