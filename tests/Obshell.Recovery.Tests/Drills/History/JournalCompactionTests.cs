using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Tests.Reports;
using Xunit;

namespace Obshell.Recovery.Tests.Drills.History;

/// <summary>
/// The user's own journal does not grow without limit. Possible leftovers and the newest results of each source stay in it.
/// </summary>
[Trait("Promise", "13")]
[Trait("Topic", "Drills")]
public sealed class JournalCompactionTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".jsonl");

    private int ended;

    private DrillJournal Journal => new(file);

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Old_drills_without_leftovers_are_removed_and_all_other_lines_are_unchanged()
    {
        Write("killed", null);
        Write("kept", DrillCleanup.Kept);
        for (int i = 0; i < 400; i++)
        {
            Write($"done{i}", DrillCleanup.Dropped);
        }

        Write("left", DrillCleanup.LeftBehind);
        Write("removed", DrillCleanup.LeftBehind);
        Journal.Append(new DrillLine { Kind = DrillLine.Removed, Drill = "removed", At = WeeklyDrills.Night });
        File.AppendAllText(file, "{\"kind\":\"of a later version\"}\r\n");
        string[] before = File.ReadAllLines(file);
        Assert.True(new FileInfo(file).Length > JournalCompaction.WorthIt);

        Journal.Compact();

        string[] newest = [.. Enumerable.Range(400 - JournalCompaction.KeptResults + 2, JournalCompaction.KeptResults - 2).Select(i => $"done{i}")];
        string[] stayed = ["killed", "kept", .. newest, "left", "removed", "of a later version"];
        Assert.Equal(before.Where(l => stayed.Any(s => l.Contains($"\"{s}\"", StringComparison.Ordinal))), File.ReadAllLines(file));
        Write("next", null);
        Assert.Equal(["killed", "kept", .. newest, "left", "removed", "next"], new DrillHistory(Journal.Read([])).Entries.Select(e => e.Drill));
    }

    [Fact]
    public void A_small_journal_is_not_changed()
    {
        Write("done", DrillCleanup.Dropped);
        byte[] before = File.ReadAllBytes(file);

        Journal.Compact();

        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Fact]
    public void A_missing_journal_is_not_created()
    {
        Journal.Compact();

        Assert.False(File.Exists(file));
    }

    [Fact]
    public void A_kill_between_writing_and_truncating_the_file_loses_nothing()
    {
        Write("killed", null);
        for (int i = 0; i < 400; i++)
        {
            Write($"done{i}", DrillCleanup.Dropped);
        }

        Write("left", DrillCleanup.LeftBehind);
        byte[] old = File.ReadAllBytes(file);
        Journal.Compact();
        byte[] kept = File.ReadAllBytes(file);
        File.WriteAllBytes(file, [.. kept, .. old.Skip(kept.Length)]);

        Assert.Equal(["killed", "left"], new DrillHistory(Journal.Read(new List<string>())).Entries.Where(e => e.MayHaveLeft).Select(e => e.Drill));
    }

    private void Write(string drill, DrillCleanup? cleanup)
    {
        Journal.Append(new DrillLine { Kind = DrillLine.Begun, Drill = drill, At = WeeklyDrills.Night, Machine = "elsewhere", Process = 1, ProcessStarted = WeeklyDrills.Night, Tenant = "t", Source = new string('x', 500) });
        if (cleanup is { } what)
        {
            Journal.AppendResult(new RestoreDrillResult { DrillId = drill, Verdict = DrillVerdict.Passed, Cleanup = what, EndedAt = WeeklyDrills.Night.AddMinutes(++ended), Reason = new string('x', 4000) }, WeeklyDrills.Night);
        }
    }
}
