using System;
using System.Diagnostics;
using System.Linq;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using AngleSharp.Dom;
using Obshell.Client;
using Obshell.Recovery.Reports;
using Obshell.Recovery.Reports.Facts;
using Xunit;

namespace Obshell.Recovery.Tests.Reports;

/// <summary>A report of many or long texts is written fast, stays small, and says what it leaves out.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Reports")]
public sealed class LargeReportTests
{
    [Fact]
    public void A_report_of_a_thousand_drills_lists_all_drills_and_shows_details_of_the_worst()
    {
        RestoreDrillResult[] drills = [.. Enumerable.Range(0, 1000).Select(i => i == 900 ? WeeklyDrills.All[2] : WeeklyDrills.Good("t" + i, i, 3, 1))];
        var clock = Stopwatch.StartNew();

        string html = Written.As(ReportFormat.Html, drills);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), clock.Elapsed.ToString());
        Assert.True(html.Length < 5_000_000, html.Length.ToString());
        IDocument page = Shape.Page(html);
        Assert.Equal(1000, page.QuerySelectorAll(".drills tbody tr").Length);
        Assert.Equal(100, page.QuerySelectorAll("article").Length);
        Assert.Equal("payments", page.QuerySelector("article h3")!.TextContent);
        Assert.Contains("Only the first 100 of 1,000 are shown in detail", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1000, JsonNode.Parse(Written.As(ReportFormat.Json, drills))!["items"]!.AsArray().Count);
        Assert.Equal(1000, XDocument.Parse(Written.As(ReportFormat.JUnit, drills)).Descendants("testcase").Count());
        Assert.Contains("Only the first 100 of 1,000 are shown in detail", Written.As(ReportFormat.Markdown, drills), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_shows_the_first_the_last_and_the_error_lines_of_ten_thousand_log_lines()
    {
        string[] lines = [.. Enumerable.Range(0, 10_000).Select(i => i is 5000 or 5001 ? "ERROR: [X.Y]: line " + i : "line " + i)];
        var dag = new AgentDag { Id = "11", Name = "Restore backup_a", State = "FAILED", Operator = "RUN", Nodes = [new NodeDetail { Name = "n", State = "FAILED", SubTasks = [new SubTaskDetail { Name = "n", State = "FAILED", TaskLogs = lines }] }] };
        var builder = new ReportBuilder();
        builder.Add(dag);

        LogExcerpt logs = builder.Build(null, Written.Morning).Items[0].Logs!;

        string[] shown = [.. logs.Groups.SelectMany(g => g.Lines).Where(l => l.LeftOut == 0).Select(l => l.Text.ToString())];
        Assert.Equal((10_000, 9600, 400), (logs.Lines, logs.LeftOut, shown.Length));
        Assert.Equal(("line 0", "line 9999"), (shown[0], shown[^1]));
        Assert.Contains("ERROR: [X.Y]: line 5000", shown);
        Assert.Contains("ERROR: [X.Y]: line 5001", shown);
        Assert.Equal(9600, logs.Groups.SelectMany(g => g.Lines).Sum(l => l.LeftOut));
        Assert.Contains("lines: 10,000, left out: 9,600", Written.As(ReportFormat.Html, builder), StringComparison.Ordinal);
        Assert.Contains("lines left out; Get-ObDagLog shows all", Written.As(ReportFormat.Html, builder), StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_text_is_cut_and_its_length_is_shown()
    {
        string html = Written.As(ReportFormat.Html, [new RestoreDrillResult { SourceName = "a", Verdict = DrillVerdict.Failed, Reason = new string('x', 10_000_000) }]);

        Assert.True(html.Length < 50_000);
        Assert.Contains("(10,000,000 characters)", html, StringComparison.Ordinal);
    }
}
