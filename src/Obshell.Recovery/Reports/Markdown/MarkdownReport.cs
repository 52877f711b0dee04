using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Markdown;

/// <summary>The report for a wiki, a ticket, a merge request.</summary>
internal static class MarkdownReport
{
    public static void Write(Report report, TextWriter output, CancellationToken stop)
    {
        output.Write($"# {MarkdownText.Of(report.Title)}\n\n**{Sign(report.Headline.Outcome)} {MarkdownText.Of(report.Headline.Sentence)}**\n\n");
        foreach (DisplayText note in report.Headline.Notes)
        {
            output.Write($"> {MarkdownText.Of(note)}\n\n");
        }

        output.Write($"Report of {MarkdownText.Of(Amounts.Of(report.MadeAt))}\n\n");
        Table(output, ["Name", "Verdict", "Reason", "Recovery time (RTO)", "Recovery point (RPO)", "Restored to", "Size"], report.Items.Take(Report.MaxRows).Select(Row));
        Cut(output, report.Items.Count, Report.MaxRows, "listed");
        if (report.Whole is { } whole)
        {
            Time(output, whole);
        }

        foreach (ReportItem item in report.Items.Take(Report.MaxDetails))
        {
            stop.ThrowIfCancellationRequested();
            Item(output, item);
        }

        Cut(output, report.Items.Count, Report.MaxDetails, "shown in detail");
        output.Write("---\n\nMade by Export-ObRestoreReport of ObshellPS. Times are UTC unless a line says otherwise. Keys and passwords are masked.\n");
    }

    private static string[] Row(ReportItem item) =>
    [
        MarkdownText.Of(item.Name),
        Sign(item.Outcome) + " " + MarkdownText.Of(item.Verdict),
        MarkdownText.Of(item.ReasonId),
        item.Kind == ReportKind.Drill ? TargetText(item.Rto) : item.Took is { } took ? Amounts.Of(took) : "",
        item.Kind == ReportKind.Drill ? TargetText(item.Rpo) : "",
        MarkdownText.Of(item.ReachedPoint),
        item.Bytes is { } bytes ? Amounts.OfBytes(bytes) : "",
    ];

    private static string TargetText(Target target) =>
        target.Seen is null && target.Demanded is null ? "" : target.SeenText + (target.Demanded is null ? "" : $" ({target.Judgement})");

    private static void Item(TextWriter output, ReportItem item)
    {
        output.Write($"## {MarkdownText.Of(item.Name)}: {MarkdownText.Of(item.Verdict)}\n\n");
        if (item.Outcome != Outcome.Good)
        {
            Paragraph(output, "", item.Reason);
            Paragraph(output, "**What to do:** ", item.Advice);
        }

        List(output, item.Figures);
        if (item.Request.Count > 0)
        {
            output.Write("Asked for:\n\n");
            List(output, item.Request);
        }

        foreach (Timeline timeline in item.Timelines)
        {
            Time(output, timeline);
        }

        if (item.Throughput is { } rate)
        {
            output.Write($"Throughput: {Amounts.OfBytes(rate.Average)}/s on average, {Amounts.OfBytes(rate.Peak)}/s at most{(rate.Stood > TimeSpan.Zero ? $"; nothing moved for {Amounts.Of(rate.Stood)}" : "")}.\n\n");
        }

        if (item.Trend is { } trend)
        {
            Paragraph(output, "", trend.Sentence);
        }

        Checks(output, "Checks of the restored tenant", item.Checks);
        Checks(output, "Findings before the restore", item.Findings);
        Logs(output, item.Logs);
    }

    private static void Time(TextWriter output, Timeline timeline)
    {
        output.Write($"### Timeline: {MarkdownText.Of(timeline.Title)}\n\n");
        Table(output, ["Step", "Began after", "Took", "Detail"], timeline.Rows.Select(r => new[]
        {
            (r.IsPart ? "\u2514 " : "") + MarkdownText.Of(r.Label), r.Start is { } start ? Amounts.Of(start) : "", r.Length is { } took ? Amounts.Of(took) : "", MarkdownText.Of(r.Detail),
        }));
        Paragraph(output, "", timeline.Note);
    }

    private static void Checks(TextWriter output, string title, IReadOnlyList<CheckFact> checks)
    {
        if (checks.Count > 0)
        {
            output.Write($"### {title}\n\n");
            Table(output, ["Check", "Verdict", "Seen", "Expected", "What to do"], checks.Select(c => new[]
            {
                MarkdownText.Of(c.Name), Sign(c.Outcome) + " " + c.Verdict, MarkdownText.Of(c.Seen), MarkdownText.Of(c.Expected), MarkdownText.Of(c.Advice),
            }));
        }
    }

    /// <summary>In an element of HTML: a fence of backticks could be closed by a line, and its text go through templates.</summary>
    private static void Logs(TextWriter output, LogExcerpt? logs)
    {
        if (logs is null || logs.Lines == 0)
        {
            return;
        }

        output.Write($"<details><summary>Logs of the task: {Amounts.OfCount(logs.Lines, "line", "lines")}{(logs.LeftOut > 0 ? $", {Amounts.OfCount(logs.LeftOut)} of them left out" : "")}</summary>\n\n");
        foreach (LogGroup group in logs.Groups)
        {
            Paragraph(output, "", group.Source);
            output.Write("<pre>\n");
            foreach (LogFact line in group.Lines)
            {
                output.Write((line.LeftOut > 0 ? $"({Amounts.OfCount(line.LeftOut, "line", "lines")} left out; Get-ObDagLog has all)" : MarkdownText.Preformatted(line.Text.ToString())) + "\n");
            }

            output.Write("</pre>\n\n");
        }

        output.Write("</details>\n\n");
    }

    private static void List(TextWriter output, IReadOnlyList<Fact> facts)
    {
        foreach (Fact fact in facts)
        {
            output.Write($"- {MarkdownText.Of(fact.Label)}: {MarkdownText.Of(fact.Value)}\n");
        }

        output.Write('\n');
    }

    private static void Paragraph(TextWriter output, string before, DisplayText text)
    {
        if (!text.IsEmpty)
        {
            output.Write($"{before}{MarkdownText.Of(text)}\n\n");
        }
    }

    private static void Table(TextWriter output, string[] columns, IEnumerable<string[]> rows)
    {
        output.Write($"| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => " --- |"))}\n");
        foreach (string[] row in rows)
        {
            output.Write($"| {string.Join(" | ", row)} |\n");
        }

        output.Write('\n');
    }

    private static void Cut(TextWriter output, int count, int most, string how)
    {
        if (count > most)
        {
            output.Write($"Only the first {Amounts.OfCount(most)} of {Amounts.OfCount(count)} are {how}; those that did not pass come first.\n\n");
        }
    }

    private static string Sign(Outcome outcome) => outcome switch
    {
        Outcome.Good => "\u2714",
        Outcome.Missed => "\u25F7",
        Outcome.Interrupted => "\u2016",
        Outcome.Unproven => "\u2013",
        Outcome.Bad => "\u2718",
    };
}
