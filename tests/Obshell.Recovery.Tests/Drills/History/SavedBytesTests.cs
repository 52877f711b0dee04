using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Tests.Reports;
using ObshellPS.Tests;
using Xunit;

namespace Obshell.Recovery.Tests.Drills.History;

/// <summary>
/// Later versions must read old histories and JSON reports. tests/fixtures/drills has files of the first version. They can still be read,
/// and the same drills still give the same bytes.
/// </summary>
[Trait("Promise", "6")]
[Trait("Topic", "Drills")]
public sealed class SavedBytesTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".jsonl");

    public void Dispose() => File.Delete(file);

    [Fact]
    public void The_bytes_of_a_history_have_not_changed_since_the_first_version()
    {
        var journal = new DrillJournal(file);
        foreach (DrillLine line in Steps())
        {
            journal.Append(line);
        }

        foreach (RestoreDrillResult result in Results())
        {
            journal.AppendResult(result, WeeklyDrills.Night);
        }

        Assert.Equal(Fixture("history.jsonl"), File.ReadAllText(file));
    }

    [Fact]
    public void A_history_of_the_first_version_is_read_completely()
    {
        var faults = new List<string>();
        IReadOnlyList<DrillLine> lines = new DrillJournal(PathOf("history.jsonl")).Read(faults);

        Assert.Empty(faults);
        Assert.Equal(Steps().Count() + Results().Count(), lines.Count);

        // The lines are written again and give the same file, so nothing was lost.
        var journal = new DrillJournal(file);
        foreach (DrillLine line in lines)
        {
            journal.Append(line);
        }

        Assert.Equal(Fixture("history.jsonl"), File.ReadAllText(file));
    }

    [Theory]
    [InlineData("""{"kind":"result","drill":"d","at":"2026-01-01T00:00:00+00:00","result":{"cleanup":"Dropped","startedAt":"2026-01-01T00:00:00+00:00","endedAt":"2026-01-01T00:00:00+00:00"}}""")]
    [InlineData("""{"kind":"result","drill":"d","at":"2026-01-01T00:00:00+00:00","result":{"verdict":"Passed","startedAt":"2026-01-01T00:00:00+00:00","endedAt":"2026-01-01T00:00:00+00:00"}}""")]
    [InlineData("""{"kind":"result","drill":"d","at":"2026-01-01T00:00:00+00:00","result":{"verdict":"Perfect","cleanup":"Dropped"}}""")]
    [InlineData("""{"kind":"result","drill":"d","at":"2026-01-01T00:00:00+00:00","result":{"verdict":"Passed","cleanup":"Dropped","checks":[null]}}""")]
    [InlineData("""{"kind":"result","drill":"d","at":"2026-01-01T00:00:00+00:00","result":{"verdict":"Passed","cleanup":"Dropped","samples":[null]}}""")]
    [InlineData("""{"kind":"result","drill":"d","at":"2026-01-01T00:00:00+00:00","result":{"verdict":"Passed","cleanup":"Dropped","checks":[{"name":"a"}]}}""")]
    public void A_result_without_a_verdict_is_skipped_with_a_message(string line)
    {
        File.WriteAllText(file, line + "\n");
        var faults = new List<string>();

        Assert.Empty(new DrillJournal(file).Read(faults));
        Assert.StartsWith("Line 1 of", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1e300")]
    [InlineData("null")]
    public void An_impossible_duration_is_null(string seconds)
    {
        File.WriteAllText(file, $$$"""{"kind":"result","drill":"d","at":"2026-01-01T00:00:00+00:00","result":{"verdict":"Passed","cleanup":"Dropped","recoveryTime":{{{seconds}}}}}""");

        Assert.Null(Assert.Single(new DrillJournal(file).ReadHistory([]).Results()).RecoveryTime);
    }

    [Fact]
    public void The_bytes_of_a_report_have_not_changed_since_the_first_version()
    {
        Assert.Equal(Fixture("weekly-report.json"), Written.As(ReportFormat.Json, WeeklyDrills.All.Take(4), "Weekly").ReplaceLineEndings("\n"));
        Assert.Equal(Fixture("full-report.json"), Written.As(ReportFormat.Json, FullOf.Everything("text")).ReplaceLineEndings("\n"));
    }

    private static IEnumerable<RestoreDrillResult> Results() => [.. WeeklyDrills.All.Take(5), FullOf.Drill("text")];

    private static IEnumerable<DrillLine> Steps()
    {
        DateTimeOffset at = WeeklyDrills.Night.AddTicks(1234567);
        yield return new DrillLine
        {
            Kind = DrillLine.Begun,
            Drill = "d1",
            At = at,
            Run = "r1",
            Machine = "m1",
            Process = 42,
            ProcessStarted = at.AddHours(-1),
            Cluster = "obcluster",
            ClusterId = 7,
            Source = "orders",
            DataBackupUri = "file:///b/data",
            ArchiveLogUri = "file:///b/clog",
            RequestedPoint = "latest",
            Tenant = "drill_orders",
            Pattern = "drill_{source}",
            NamedAt = at,
            AgentAt = at.ToOffset(TimeSpan.FromHours(8)),
            NewestDagBefore = 10,
        };
        yield return new DrillLine { Kind = DrillLine.Started, Drill = "d1", At = at, Dag = "11" };
        yield return new DrillLine { Kind = DrillLine.Interrupted, Drill = "d1", At = at, Reason = "the run was stopped (Ctrl+C)" };
        yield return new DrillLine { Kind = DrillLine.Removed, Drill = "d1", At = at };
    }

    private static string PathOf(string name) => Path.Combine(Repository.Root, "tests", "fixtures", "drills", name);

    private static string Fixture(string name) => File.ReadAllText(PathOf(name)).ReplaceLineEndings("\n");
}
