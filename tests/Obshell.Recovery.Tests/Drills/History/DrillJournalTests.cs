using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Obshell.Recovery.Drills.History;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Recovery.Tests.Drills.History;

/// <summary>Memory and time for reading a long or hostile journal.</summary>
[Trait("Topic", "Drills")]
public sealed class DrillJournalTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("obshellps-journal-").FullName;

    private string File => Path.Combine(folder, "h.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>
    /// Counts allocated memory, which does not depend on the load of the machine. An old version compared each result with all others.
    /// </summary>
    [Fact]
    public void The_memory_for_reading_a_history_grows_linearly_with_its_lines()
    {
        long few = CostOf(5_000);
        long many = CostOf(20_000);

        Assert.InRange(many, few, few * 5);

        // The old version took 157 s. This version takes about 1 s.
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(20_000, new DrillJournal(File).ReadHistory([]).Results().Count);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(25));
    }

    [Fact]
    public void Each_drill_of_a_long_history_is_compared_with_the_earlier_drills()
    {
        Write(301);
        RestoreDrillResult[] results = [.. new DrillJournal(File).ReadHistory([]).Results()];

        foreach (RestoreDrillResult result in new[] { results[0], results[1], results[2], results[150], results[300] })
        {
            DrillTrend alone = DrillTrends.Of(result, results);
            Assert.Equal((alone.EarlierDrills, alone.UsualRecoveryTime, alone.UsualBytes, alone.BecameSlower, alone.BecameSmaller), (result.Trend!.EarlierDrills, result.Trend.UsualRecoveryTime, result.Trend.UsualBytes, result.Trend.BecameSlower, result.Trend.BecameSmaller));
            Assert.Equal(alone.Points.Select(p => p.StartedAt), result.Trend.Points.Select(p => p.StartedAt));
        }

        // The median of the earlier times, calculated in another way.
        double[] times = [.. results.Take(150).Select(r => r.RecoveryTime!.Value.TotalSeconds).Order()];
        Assert.Equal((times[74] + times[75]) / 2, results[150].Trend!.UsualRecoveryTime!.Value.TotalSeconds, 0.001);
        Assert.Equal(100, results[300].Trend!.Points.Length);
    }

    [Fact]
    public void A_line_that_is_too_long_is_skipped_with_a_message_and_not_kept_in_memory()
    {
        Write(1);
        using (FileStream file = System.IO.File.OpenWrite(File))
        {
            file.Seek(0, SeekOrigin.End);
            byte[] block = Encoding.ASCII.GetBytes(new string('x', 1024 * 1024));
            for (int i = 0; i < 64; i++)
            {
                file.Write(block);
            }

            file.Write("\n"u8);
        }

        System.IO.File.AppendAllText(File, Line(1));
        var faults = new List<string>();
        long before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<DrillLine> lines = new DrillJournal(File).Read(faults);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * 1024 * 1024);
        Assert.Equal([1, 3], lines.Select(l => l.Number));
        Assert.StartsWith("Line 2 of", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_drill_never_writes_a_line_that_is_too_long_to_read()
    {
        var journal = new DrillJournal(File);
        var result = new RestoreDrillResult
        {
            SourceName = "prod",
            StartedAt = TestCalendar.Now,
            EndedAt = TestCalendar.Now,
            Checks = [new DrillCheck { Name = "Verify", Seen = new string('x', 2 * DrillJournal.MaxLine) }],
        };
        journal.Append(new DrillLine { Kind = DrillLine.Ended, Drill = "a", Result = result });

        Assert.Equal("prod", Assert.Single(journal.Read([])).Result!.SourceName);
    }

    [Fact]
    public void A_killed_drill_without_history_is_not_in_the_history_even_after_its_cleanup()
    {
        var journal = new DrillJournal(File);
        journal.Append(new DrillLine { Kind = DrillLine.Begun, Drill = "a", Source = "prod", Tenant = "t", At = TestCalendar.Now, IsUnlisted = true });
        Assert.Empty(journal.ReadHistory([]).Results());

        journal.AppendResult(new RestoreDrillResult { DrillId = "a", Verdict = DrillVerdict.Interrupted, SourceName = "prod" }, TestCalendar.Now);

        Assert.Empty(journal.ReadHistory([]).Results());
    }

    [Fact]
    public async Task Drills_of_several_processes_lose_no_line_and_a_reader_sees_only_whole_lines()
    {
        const int Writers = 4, Lines = 40;
        var faults = new List<string>();
        Task writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() =>
        {
            // A journal object locks itself. So each writer has its own, as another process has.
            var journal = new DrillJournal(File);
            for (int i = 0; i < Lines; i++)
            {
                journal.Append(new DrillLine { Kind = DrillLine.Begun, Drill = $"{w}-{i}", Source = new string('x', 20_000), At = TestCalendar.Now });
            }
        })));
        while (!writing.IsCompleted)
        {
            new DrillJournal(File).Read(faults);
        }

        await writing;
        Assert.Empty(faults);
        Assert.Equal(Writers * Lines, new DrillJournal(File).Read(faults).Select(l => l.Drill).Distinct().Count());
        Assert.Empty(faults);
    }

    private long CostOf(int lines)
    {
        Write(lines);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(lines, new DrillJournal(File).ReadHistory([]).Results().Count);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private void Write(int lines) => System.IO.File.WriteAllLines(File, Enumerable.Range(0, lines).Select(Line));

    private static string Line(int number)
    {
        DateTimeOffset at = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(number);
        string took = ((number * 7919 % 1000) + 10).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return $$$"""{"kind":"result","drill":"d{{{number}}}","at":"{{{at:o}}}","result":{"verdict":"Passed","sourceName":"prod","dataBackupUri":"file:///b","tenantName":"t","startedAt":"{{{at:o}}}","endedAt":"{{{at.AddMinutes(5):o}}}","recoveryTime":{{{took}}},"bytes":{{{took}}},"cleanup":"Dropped"}}""";
    }
}
