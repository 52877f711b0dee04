using System;
using System.Text.RegularExpressions;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Obshell.Client;
using Obshell.Client.Time;
using Obshell.Recovery.Verdicts;
using Obshell.Recovery.Waiting;
using Xunit;

namespace Obshell.Recovery.Tests.Waiting;

/// <summary>A restore has two phases: data, then logs. After the first phase it is not complete.</summary>
[Trait("Topic", "Waiting")]
public sealed partial class RestoreProgressTests
{
    private const long Minute = 60_000_000_000;
    private const long Point = 1_764_000_000_000_000_000;

    private readonly FakeTimeProvider time = new();
    private readonly RestoreProgress progress;

    public RestoreProgressTests() => progress = new RestoreProgress(new Clock(time));

    [Fact]
    public void Data_is_reported_in_bytes()
    {
        Note(Job(3L << 30));
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("60 %, 6.0 GB of 10.0 GB, 307.2 MB/s, 13 s left", Note(Job(6L << 30)));
        Assert.Equal("60 %", RestoreProgress.Percent(Job(6L << 30)));
    }

    [Fact]
    public void A_restore_that_is_nearly_done_has_at_least_one_second_left()
    {
        Note(Job(0));
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("99 %, 10.0 GB of 10.0 GB, 1024.0 MB/s, 1.0 s left", Note(Job((10L << 30) - 1000)));
    }

    [Fact]
    public void Log_progress_is_reported_as_time_with_its_own_percentage()
    {
        Note(Job(10L << 30, Point - (60 * Minute), "0.00%"));
        time.Advance(TimeSpan.FromSeconds(60));
        RestoreOverview job = Job(10L << 30, Point - (36 * Minute), "40.00%");

        Assert.Equal("replaying logs, 40 %, up to 2025-11-24T15:24:00Z, 1 min 30 s left", Note(job));
        Assert.Equal("replaying logs, 40 %", RestoreProgress.Percent(job));
    }

    [Theory]
    [InlineData("", 0, "replaying logs")]
    [InlineData("soon", 0, "replaying logs")]
    [InlineData("1e9%", 0, "replaying logs")]
    [InlineData("29.00%", 0, "replaying logs, 29 %")]
    [InlineData(" 12.5 ", 0, "replaying logs, 12 %")]
    [InlineData("100.00%", 0, "replaying logs, 99 %")]
    [InlineData("999%", 0, "replaying logs, 99 %")]
    [InlineData("", Point, "replaying logs, up to 2025-11-24T16:00:00Z")]
    public void Values_that_OceanBase_does_not_report_are_left_out(string text, long scn, string words) => Assert.Equal(words, Note(Job(10L << 30, scn, text)));

    [Fact]
    public void A_job_without_bytes_and_a_job_that_has_ended_have_no_progress()
    {
        Assert.Equal("", progress.Words(null));
        Assert.Equal("", Note(new RestoreOverview()));
        Assert.Equal("", Note(new RestoreOverview { TotalBytes = 10, FinishBytes = 10, Status = "SUCCESS", FinishTimestamp = "2026-01-01" }));
    }

    [Fact]
    public void The_progress_bar_only_increases_over_both_phases()
    {
        double[] parts =
        [
            RestoreProgress.Part(Job(0)), RestoreProgress.Part(Job(9L << 30)), RestoreProgress.Part(Job(10L << 30)), RestoreProgress.Part(Job(10L << 30, Point, "40.00%")),
            RestoreProgress.Part(Job(10L << 30, Point, "90.00%")),
        ];

        Assert.Equal([0, 0.45, 0.5, 0.7, 0.95], parts);
    }

    [Fact]
    public void Before_the_end_the_progress_never_shows_100_percent_or_0_seconds_left() => Gen.Select(
        Gen.Long[0, 1000], Gen.Long[1, 1000], Gen.Long[Point - (60 * Minute), Point + Minute], Gen.Double[0, 120], Gen.Double[0.1, 1e7]).Sample((bytes, total, scn, percent, seconds) =>
    {
        var watched = new FakeTimeProvider();
        var one = new RestoreProgress(new Clock(watched));
        RestoreOverview job = new() { FinishBytes = bytes, TotalBytes = total, RestoreScn = Point, RecoverScn = scn, RecoverProgress = FormattableString.Invariant($"{percent:0.00}%") };
        one.Note(new RestoreOverview { TotalBytes = total, RestoreScn = Point, RecoverScn = scn - Minute });
        one.Note(new RestoreOverview { TotalBytes = total, FinishBytes = total, RestoreScn = Point, RecoverScn = scn - Minute });
        watched.Advance(TimeSpan.FromSeconds(seconds));
        one.Note(job);

        return !Done().IsMatch(one.Words(job)) && RestoreProgress.Part(job) is >= 0 and < 1;
    });

    [Fact]
    public void If_the_agent_stops_watching_the_text_shows_the_progress_of_the_restore_job()
    {
        DagDetail Outlived(RestoreOverview job) => new() { Id = "11", Name = "Restore backup_rt2", State = "FAILED", Operator = "RUN", Stage = 3, MaxStage = 5, Verdict = DagVerdict.RestoreOutlivedAgentWait, Restore = job };

        Assert.Contains(" is still restoring. The restore job is at 60 %. ", DagVerdicts.Of(DagVerdict.RestoreOutlivedAgentWait).Words(Outlived(Job(6L << 30))), StringComparison.Ordinal);
        Assert.Contains(" is still restoring. The restore job is replaying logs, 40 %. ", DagVerdicts.Of(DagVerdict.RestoreOutlivedAgentWait).Words(Outlived(Job(10L << 30, Point, "40.00%"))), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\b100 %|\b0(\.0)? s left")]
    private static partial Regex Done();

    private string Note(RestoreOverview job)
    {
        progress.Note(job);
        return progress.Words(job);
    }

    private static RestoreOverview Job(long bytes, long scn = 0, string replayed = "") => new()
    {
        Status = "WAIT_TENANT_RESTORE_FINISH",
        FinishBytes = bytes,
        TotalBytes = 10L << 30,
        RestoreProgress = FormattableString.Invariant($"{bytes * 100.0 / (10L << 30):0.00}%"),
        RestoreScn = Point,
        RecoverScn = scn,
        RecoverProgress = replayed,
    };
}
