using System.Globalization;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Reading;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports;

/// <summary>Collects the items of a report, and writes the report in one language.</summary>
public sealed class ReportBuilder
{
    private const int MaxLogLines = 10_000;

    private readonly List<ReportItem> items = [];
    private readonly CultureInfo? language;

    /// <param name="language">The language of the report; null for the language of the thread.</param>
    public ReportBuilder(CultureInfo? language = null) => this.language = ReportLanguage.Of(language);

    /// <summary>The number of items.</summary>
    public int Count => items.Count;

    /// <summary>Adds a drill.</summary>
    /// <param name="drill">A drill of this run or from a history.</param>
    public void Add(RestoreDrillResult drill) => Add(() => DrillReading.Of(drill));

    /// <summary>Adds a DAG.</summary>
    /// <param name="dag">The DAG as Wait-ObDag or Get-ObDag -Detailed returned it.</param>
    public void Add(AgentDag dag) => Add(() => DagReading.Of(dag));

    /// <summary>Adds a tenant of a recovery plan.</summary>
    /// <param name="tenant">The tenant as Invoke-ObRecoveryPlan returned it.</param>
    public void Add(TenantRecovery tenant) => Add(() => RecoveryReading.Of(tenant));

    /// <summary>Adds a restore.</summary>
    /// <param name="restore">The restore with its tasks, as Get-ObTenantRestore returned it.</param>
    public void Add(TenantRestore restore) => Add(() => RestoreReading.Of(restore));

    /// <summary>Adds a restore whose tasks were not read.</summary>
    /// <param name="job">OceanBase's job.</param>
    public void Add(RestoreOverview job) => Add(() => RestoreReading.Of(job));

    /// <summary>Adds an item for an object that a report cannot show. Otherwise the report would look complete.</summary>
    /// <param name="type">The object's type, e.g. <c>String</c>.</param>
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

    /// <summary>Writes the report as text. A file with this text must be UTF-8.</summary>
    /// <param name="format">The format.</param>
    /// <param name="title">The title above the verdict; null for a title that fits the items.</param>
    /// <param name="madeAt">The time of the report.</param>
    /// <param name="output">The writer that receives the report.</param>
    /// <param name="stop">Stops the writing.</param>
    public void Write(ReportFormat format, string? title, DateTimeOffset madeAt, TextWriter output, CancellationToken stop)
    {
        using var inLanguage = LanguageScope.Of(language);
        ReportWriting.Write(Build(title, madeAt), format, output, stop);
    }

    internal Report Build(string? title, DateTimeOffset madeAt)
    {
        var report = new Report(title, madeAt, items, RecoveryReading.Whole(items));

        // The number of log lines is limited. Items that did not pass come first, so they get their log lines first.
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
