using System;
using System.Linq;
using AngleSharp.Dom;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Reading;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Recovery.Tests.Reports;

/// <summary>The diagrams of a report and the positions of their parts.</summary>
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Reports")]
public sealed class DrawnTests
{
    [Fact]
    public void The_phases_of_a_drill_are_drawn_one_after_the_other()
    {
        ReportItem item = DrillReading.Of(WeeklyDrills.All[3]);
        Timeline drill = item.Timelines[0];

        Assert.Equal(
            ["Waiting in the queue", "Preparation", "Restore", "Data", "Log", "Activation", "Verification", "Dropping the tenant"],
            drill.Rows.Select(r => r.Label.ToString()));
        TimelineRow[] phases = [.. drill.Rows.Where(r => !r.IsPart)];
        Assert.Equal(phases.Take(phases.Length - 1).Select(p => p.Start + p.Length), phases.Skip(1).Select(p => p.Start));
        Assert.Equal(drill.Length, phases[^1].Start + phases[^1].Length);

        // Each part is within its phase.
        Assert.All(drill.Rows.Where(r => r.IsPart), r => Assert.True(r.Start >= phases[2].Start && r.Start + r.Length <= phases[2].Start + phases[2].Length));
    }

    /// <summary>The agent's times of the restore can be shorter than the recovery time, and the samples can be older than its start.</summary>
    [Fact]
    public void Times_of_two_clocks_give_one_timeline()
    {
        RestoreDrillResult drill = new()
        {
            QueueTime = TimeSpan.Zero,
            PreparationTime = Seconds(4),
            RestoreTime = Seconds(3),
            ActivationTime = Seconds(3),
            RecoveryTime = Seconds(12),
            VerificationTime = Seconds(1),
            CleanupTime = Seconds(1),
            Samples = [new DrillProgressSample { Since = Seconds(1), TotalBytes = 10, FinishBytes = 1 }, new DrillProgressSample { Since = Seconds(2), TotalBytes = 10, FinishBytes = 10 }, new DrillProgressSample { Since = Seconds(9), TotalBytes = 10, FinishBytes = 10, Status = "POST_CHECK" }],
        };

        Timeline timeline = DrillReading.Of(drill).Timelines[0];

        TimelineRow restore = timeline.Rows.Single(r => r.Id == "Restore");
        Assert.Equal(Seconds(12), timeline.Rows.Single(r => r.Id == "Verification").Start);
        Assert.Equal(Seconds(14), timeline.Length);
        Assert.All(timeline.Rows.Where(r => r.IsPart), r => Assert.True(r.Start >= restore.Start && r.Length >= TimeSpan.Zero && r.Start + r.Length <= restore.Start + restore.Length));
        Assert.Contains("from the agent's clock", timeline.Note.ToString(), StringComparison.Ordinal);

        static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
    }

    [Fact]
    public void The_diagram_of_a_DAG_starts_at_its_first_time_and_shows_agents_and_the_job()
    {
        Timeline task = DrillReading.Of(WeeklyDrills.All[2]).Timelines[1];

        Assert.Equal(["Pre restore check", "Start restore", "Wait restore task finish", "Active tenant", "Upgrade tenant", "OceanBase's restore job"], task.Rows.Select(r => r.Label.ToString()));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(1)), (task.Rows[0].Start, task.Rows[0].Length));
        Assert.Equal("10.0.0.2:2886", task.Rows[1].Detail.ToString());
        Assert.Equal((BarKind.Failed, "FAILED · 10.0.0.1:2886"), (task.Rows[3].Kind, task.Rows[3].Detail.ToString()));
        Assert.Null(task.Rows[4].Start);
        Assert.Equal((TimeSpan.FromSeconds(21), TimeSpan.FromSeconds(369)), (task.Rows[5].Start, task.Rows[5].Length));
        Assert.Contains("can be compared with each other, but not with UTC", task.Note.ToString(), StringComparison.Ordinal);
    }

    /// <summary>
    /// The module does not know the time zone of the database. If all times of a DAG are shifted by whole hours, the bars must stay the
    /// same.
    /// </summary>
    [Fact]
    public void The_time_zone_of_the_database_does_not_move_the_bars()
    {
        Timeline At(TimeSpan shift)
        {
            DateTimeOffset began = WeeklyDrills.Night + shift;
            return DagTimeline.Of(new DagDetail
            {
                Id = "1",
                Name = "Restore backup_a",
                State = "SUCCEED",
                Operator = "RUN",
                Nodes = [.. Enumerable.Range(0, 3).Select(i => new NodeDetail { Name = "n" + i, State = "SUCCEED", Operator = "RUN", StartTime = began.AddSeconds(i * 10), EndTime = began.AddSeconds((i * 10) + 9) })],
            }).Single();
        }

        Assert.Equal(At(TimeSpan.Zero).Rows.Select(r => (r.Start, r.Length)), At(TimeSpan.FromHours(-8)).Rows.Select(r => (r.Start, r.Length)));
    }

    [Fact]
    public void Each_of_several_sub_tasks_has_a_row_with_its_agent()
    {
        Timeline task = DagTimeline.Of(FullOf.Dag("x")).Single();

        Assert.Equal([false, false, true, true], task.Rows.Select(r => r.IsPart));
        Assert.All(task.Rows.Where(r => r.IsPart), r => Assert.EndsWith("x:2886", r.Detail.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(0)]
    public void Impossible_values_do_not_break_a_page(long value)
    {
        var drill = new RestoreDrillResult
        {
            SourceName = "a",
            Verdict = DrillVerdict.Failed,
            Bytes = value,
            Tablets = value,
            QueueTime = new TimeSpan(value),
            PreparationTime = new TimeSpan(value),
            RestoreTime = new TimeSpan(value),
            RecoveryTime = new TimeSpan(value),
            RecoveryPointAge = new TimeSpan(value),
            TargetRto = new TimeSpan(value),
            TargetRpo = new TimeSpan(value),
            StartedAt = DateTimeOffset.MaxValue,
            EndedAt = DateTimeOffset.MinValue,
            ReachedPoint = DateTimeOffset.MaxValue,
            Samples = [new() { Since = new TimeSpan(value), FinishBytes = value, TotalBytes = value }, new() { Since = TimeSpan.FromSeconds(1), FinishBytes = long.MaxValue, TotalBytes = 1 }, new() { Since = TimeSpan.FromSeconds(2), FinishBytes = value }],
            Trend = new DrillTrend { EarlierDrills = int.MaxValue, UsualBytes = value, UsualRecoveryTime = new TimeSpan(value), Points = [new() { StartedAt = DateTimeOffset.MinValue, Bytes = value, RecoveryTime = new TimeSpan(value) }] },
            Dag = new DagDetail
            {
                Id = "1",
                Stage = int.MinValue,
                MaxStage = int.MaxValue,
                StartTime = DateTimeOffset.MinValue,
                State = "FAILED",
                Operator = "RUN",
                Nodes = [new NodeDetail { Name = "n", State = "FAILED", StartTime = DateTimeOffset.MaxValue, EndTime = DateTimeOffset.MinValue }, new NodeDetail { Name = "m", State = "SUCCEED", StartTime = DateTimeOffset.MinValue, EndTime = DateTimeOffset.MaxValue }],
            },
        };
        foreach (ReportFormat format in Enum.GetValues<ReportFormat>())
        {
            string report = Written.As(format, [drill]);
            Assert.DoesNotContain("NaN", report, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", report, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Rates_are_calculated_from_the_samples_and_time_without_progress_is_reported()
    {
        DrillProgressSample At(int second, long bytes) => new() { Since = TimeSpan.FromSeconds(second), FinishBytes = bytes, TotalBytes = 100, Status = "RESTORE_DATA" };

        Throughput rates = ThroughputReading.Of([At(0, 0), At(10, 50), At(20, 50), At(40, 90)])!;

        Assert.Equal([5d, 0d, 2d], rates.Steps.Select(s => s.BytesPerSecond));
        Assert.Equal((2.25, 5d, TimeSpan.FromSeconds(10)), (rates.Average, rates.Peak, rates.Stood));
        Assert.Null(ThroughputReading.Of([At(0, 0)]));
    }

    /// <summary>
    /// The values of each diagram are written next to the diagram or in its accessible name. Headings form an outline, and tables have
    /// headers.
    /// </summary>
    [Fact]
    public void A_page_can_be_read_by_a_screen_reader()
    {
        IDocument page = Shape.Page(Written.As(ReportFormat.Html, WeeklyDrills.All));

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.NotEmpty(page.Title!);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.All(page.QuerySelectorAll("svg"), s => Assert.True(s.GetAttribute("aria-hidden") == "true" || (s.GetAttribute("role") == "img" && s.GetAttribute("aria-label")!.Length > 20)));
        Assert.All(page.QuerySelectorAll("article"), a => Assert.NotEmpty(page.GetElementById(a.GetAttribute("aria-labelledby")!)!.TextContent));
        Assert.All(page.QuerySelectorAll("table tr"), r => Assert.Contains(r.Children, c => c.LocalName == "th" && c.HasAttribute("scope")));
        Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());
        Assert.All(page.QuerySelectorAll("a[href]"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")![1..])));
        int[] levels = [.. page.QuerySelectorAll("h1,h2,h3,h4").Select(h => h.LocalName[1] - '0')];
        Assert.All(levels.Skip(1).Zip(levels), pair => Assert.True(pair.First - pair.Second <= 1));
    }

    [Fact]
    public void A_page_allows_only_its_own_style_sheet()
    {
        IDocument page = Shape.Page(Written.As(ReportFormat.Html, WeeklyDrills.All));
        string policy = page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
        string style = page.QuerySelector("style")!.TextContent;

        string hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));
        Assert.Equal($"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'", policy);
        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.44, "0.4 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(59.6, "1 min")]
    [InlineData(123, "2 min 03 s")]
    [InlineData(900, "15 min")]
    [InlineData(3599.7, "1 h")]
    [InlineData(3840, "1 h 04 min")]
    [InlineData(96_600, "1 d 3 h")]
    [InlineData(-5, "-5.0 s")]
    public void Durations_are_written_in_words(double seconds, string text) => Assert.Equal(text, Amounts.Of(TimeSpan.FromSeconds(seconds)));
}
