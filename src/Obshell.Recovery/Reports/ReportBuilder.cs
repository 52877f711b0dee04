using Obshell.Client;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Reading;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports;

/// <summary>Collects what goes into a report, and writes it.</summary>
public sealed class ReportBuilder
{
    private const int MaxLogLines = 10_000;

    private readonly List<ReportItem> items = [];

    /// <summary>How much was handed in.</summary>
    public int Count => items.Count;

    /// <summary>A drill.</summary>
    /// <param name="drill">Of this run or from a history.</param>
    public void Add(RestoreDrillResult drill) => items.Add(DrillReading.Of(drill));

    /// <summary>A DAG.</summary>
    /// <param name="dag">As Wait-ObDag or Get-ObDag -Detailed gave it.</param>
    public void Add(AgentDag dag) => items.Add(DagReading.Of(dag));

    /// <summary>A tenant of a recovery plan.</summary>
    /// <param name="tenant">As Invoke-ObRecoveryPlan gave it.</param>
    public void Add(TenantRecovery tenant) => items.Add(RecoveryReading.Of(tenant));

    /// <summary>A restore.</summary>
    /// <param name="restore">With its tasks, as Get-ObTenantRestore gave it.</param>
    public void Add(TenantRestore restore) => items.Add(RestoreReading.Of(restore));

    /// <summary>A restore whose tasks were not read.</summary>
    /// <param name="job">OceanBase's job.</param>
    public void Add(RestoreOverview job) => items.Add(RestoreReading.Of(job));

    /// <summary>What cannot be reported stands in the report too: without it the report would look complete.</summary>
    /// <param name="kind">What it is, e.g. <c>a String</c>.</param>
    public void AddUnreadable(string kind) => items.Add(new ReportItem
    {
        Kind = ReportKind.Unreadable,
        Outcome = Outcome.Unproven,
        Name = DisplayText.Of(kind, 100),
        Verdict = DisplayText.Own("Unreadable"),
        Ending = Ending.Unreadable,
        Sentence = DisplayText.Own("What was handed in is no drill, no DAG and no restore"),
        ReasonId = DisplayText.Own("NotReportable"),
        Reason = DisplayText.Own("It was handed in among the others and is no drill, no DAG and no restore."),
        Advice = DisplayText.Own("Pipe what Invoke-ObRestoreDrill, Invoke-ObRecoveryPlan, Wait-ObDag, Get-ObDag -Detailed or Get-ObTenantRestore returns."),
    });

    /// <summary>Writes all of it, as text; a file of it is UTF-8.</summary>
    /// <param name="format">The form.</param>
    /// <param name="title">Above the verdict; null for one by what is in it.</param>
    /// <param name="madeAt">The moment that stands in it.</param>
    /// <param name="output">Where to.</param>
    /// <param name="stop">Ends the writing, within it.</param>
    public void Write(ReportFormat format, string? title, DateTimeOffset madeAt, TextWriter output, CancellationToken stop) =>
        ReportWriting.Write(Build(title, madeAt), format, output, stop);

    internal Report Build(string? title, DateTimeOffset madeAt)
    {
        var report = new Report(title, madeAt, items, RecoveryReading.Whole(items));

        // Those that did not pass come first, and are asked first.
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
}
