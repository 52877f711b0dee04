using System;
using System.Collections.Generic;
using Obshell.Client;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Reading;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports;

/// <summary>Collects what goes into a report.</summary>
internal sealed class ReportBuilder
{
    private const int MostLogLines = 10_000;

    private readonly List<ReportItem> items = [];

    public int Count => items.Count;

    public void Add(RestoreDrillResult drill) => items.Add(DrillReading.Of(drill));

    /// <param name="dag">As Wait-ObDag or Get-ObDag -Detailed gave it.</param>
    public void Add(DagDetail dag) => items.Add(DagReading.Of(dag));

    public void Add(TenantRestore restore) => items.Add(RestoreReading.Of(restore));

    public void Add(RestoreOverview job) => items.Add(RestoreReading.Of(job));

    /// <summary>What cannot be reported stands in the report all the same: a report without it would look complete.</summary>
    /// <param name="kind">What it is, e.g. <c>a String</c>.</param>
    public void AddUnreadable(string kind) => items.Add(new ReportItem
    {
        Kind = ReportKind.Unreadable,
        Outcome = Outcome.Unproven,
        Name = ShownText.Of(kind, 100),
        Verdict = ShownText.Own("Unreadable"),
        Ending = Ending.Unreadable,
        Sentence = ShownText.Own("What was handed in is no drill, no DAG and no restore"),
        ReasonId = ShownText.Own("NotReportable"),
        Reason = ShownText.Own("It was handed in among the others and is no drill, no DAG and no restore."),
        Advice = ShownText.Own("Pipe what Invoke-ObRestoreDrill, Wait-ObDag, Get-ObDag -Detailed or Get-ObTenantRestore returns."),
    });

    public Report Build(string? title, DateTimeOffset madeAt)
    {
        var report = new Report(title, madeAt, items);

        // Those that did not pass come first, and are asked first.
        int left = MostLogLines;
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
