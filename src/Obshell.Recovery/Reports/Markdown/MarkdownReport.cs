using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Markdown;

/// <summary>The report as Markdown, for a wiki, a ticket or a merge request.</summary>
internal static class MarkdownReport
{
    public static void Write(Report report, TextWriter output, CancellationToken stop)
    {
        output.Write($"# {MarkdownText.Of(report.Title)}\n\n**{Sign(report.Headline.Outcome)} {MarkdownText.Of(report.Headline.Sentence)}**\n\n");
        foreach (DisplayText note in report.Headline.Notes)
        {
            output.Write($"> {MarkdownText.Line(note)}\n\n");
        }

        output.Write($"{MarkdownText.Line(ReportTexts.FormatMadeAt(Amounts.Of(report.MadeAt)))}\n\n");
        string[] times = report.HasDrills ? [ReportLabels.RecoveryTimeRto, ReportLabels.RecoveryPointRpo] : [ReportLabels.Took];
        Table(output, [ReportLabels.Name, ReportLabels.Verdict, ReportLabels.Reason, .. times, ReportLabels.RestoredTo, ReportLabels.Size], report.Items.Take(Report.MaxRows).Select(i => Row(report, i)));
        Cut(output, report.Items.Count, Report.MaxRows, (most, all) => ReportTexts.FormatCutRows(most, all));
        if (report.Whole is { } whole)
        {
            Time(output, whole);
        }

        foreach (ReportItem item in report.Items.Take(Report.MaxDetails))
        {
            stop.ThrowIfCancellationRequested();
            Item(output, item);
        }

        Cut(output, report.Items.Count, Report.MaxDetails, (most, all) => ReportTexts.FormatCutDetails(most, all));
        output.Write($"---\n\n{ReportTexts.Footer}\n");
    }

    private static string[] Row(Report report, ReportItem item) =>
    [
        MarkdownText.Of(item.Name),
        Sign(item.Outcome) + " " + MarkdownText.Of(item.Verdict),
        MarkdownText.Of(item.ReasonId),
        item.Kind == ReportKind.Drill ? TargetText(item.Rto) : report.TimeOf(item) is { } took ? Amounts.Of(took) : "",
        .. report.HasDrills ? [item.Kind == ReportKind.Drill ? TargetText(item.Rpo) : ""] : Array.Empty<string>(),
        MarkdownText.Of(item.ReachedPoint),
        item.Bytes is { } bytes ? Amounts.OfBytes(bytes) : "",
    ];

    private static string TargetText(Target target) =>
        target.Seen is null && target.Demanded is null ? "" : target.Demanded is null ? target.SeenText : ReportTexts.FormatSeenJudged(target.SeenText, target.Judgement);

    private static void Item(TextWriter output, ReportItem item)
    {
        output.Write($"## {MarkdownText.Of(item.Name)}: {MarkdownText.Of(item.Verdict)}\n\n");
        if (item.Outcome != Outcome.Good)
        {
            Paragraph(output, "", item.Reason);
            Paragraph(output, $"**{ReportTexts.FormatLabel(ReportLabels.WhatToDo)}** ", item.Advice);
        }

        List(output, item.Figures);
        if (item.Request.Count > 0)
        {
            output.Write($"{ReportTexts.FormatLabel(ReportTexts.Requested)}\n\n");
            List(output, item.Request);
        }

        foreach (Timeline timeline in item.Timelines)
        {
            Time(output, timeline);
        }

        if (item.Throughput is { } rate)
        {
            output.Write(MarkdownText.Line(Listing.Sentences(
                ReportTexts.FormatRates(Amounts.OfBytes(rate.Average), Amounts.OfBytes(rate.Peak)),
                rate.Stood > TimeSpan.Zero ? ReportTexts.FormatStood(Amounts.Of(rate.Stood)) : null)) + "\n\n");
        }

        if (item.Trend is { } trend)
        {
            Paragraph(output, "", trend.Sentence);
        }

        Checks(output, ReportTexts.Checks, item.Checks);
        Checks(output, ReportTexts.Findings, item.Findings);
        Logs(output, item.Logs);
    }

    private static void Time(TextWriter output, Timeline timeline)
    {
        output.Write($"### {MarkdownText.Of(ReportTexts.FormatTimeline(timeline.Title))}\n\n");
        Table(output, [ReportLabels.Step, ReportLabels.StartedAfter, ReportLabels.Took, ReportLabels.Detail], timeline.Rows.Select(r => new[]
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
            Table(output, [ReportLabels.Check, ReportLabels.Verdict, ReportLabels.Seen, ReportLabels.Expected, ReportLabels.WhatToDo], checks.Select(c => new[]
            {
                MarkdownText.Of(c.Name), Sign(c.Outcome) + " " + c.Verdict, MarkdownText.Of(c.Seen), MarkdownText.Of(c.Expected), MarkdownText.Of(c.Advice),
            }));
        }
    }

    /// <summary>
    /// Writes the log into an HTML element and not between ``` lines: a log line could contain ```, and a template engine could process its
    /// text.
    /// </summary>
    private static void Logs(TextWriter output, LogExcerpt? logs)
    {
        if (logs is null || logs.Lines == 0)
        {
            return;
        }

        output.Write($"<details><summary>{LogWords.Summary(logs.Lines, logs.LeftOut)}</summary>\n\n");
        foreach (LogGroup group in logs.Groups)
        {
            Paragraph(output, "", group.Source);
            output.Write("<pre>\n");
            foreach (LogFact line in group.Lines)
            {
                output.Write((line.LeftOut > 0 ? LogWords.LeftOut(line.LeftOut) : MarkdownText.Preformatted(line.Text.ToString())) + "\n");
            }

            output.Write("</pre>\n\n");
        }

        output.Write("</details>\n\n");
    }

    private static void List(TextWriter output, IReadOnlyList<Fact> facts)
    {
        foreach (Fact fact in facts)
        {
            output.Write($"- {Listing.Sentences(ReportTexts.FormatLabel(fact.Label), MarkdownText.Of(fact.Value))}\n");
        }

        output.Write('\n');
    }

    private static void Paragraph(TextWriter output, string before, DisplayText text)
    {
        if (!text.IsEmpty)
        {
            output.Write($"{before}{(before.Length > 0 ? MarkdownText.Of(text) : MarkdownText.Line(text))}\n\n");
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

    private static void Cut(TextWriter output, int count, int max, Func<string, string, string> words)
    {
        if (count > max)
        {
            output.Write($"{words(Amounts.OfCount(max), Amounts.OfCount(count))}\n\n");
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
