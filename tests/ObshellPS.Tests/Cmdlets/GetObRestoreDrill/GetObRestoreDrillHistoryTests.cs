using System;
using System.IO;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.GetObRestoreDrill;

/// <summary>Results are kept as JSON lines. Later drills are compared with them.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Drills")]
public sealed class GetObRestoreDrillHistoryTests : DrillTest
{
    [Fact]
    public void The_history_has_every_property_of_a_result_except_the_DAG()
    {
        Session.SetVariable("point", PointOfAllSources);
        dynamic result = Drill("-HistoryPath $history -TargetRto '1 h' -Until $point -Verify { 'rows are there' }", Source("prod")).Single();

        dynamic kept = Run("Get-ObRestoreDrill $history").Single();

        foreach (string property in new[] { "DrillId", "Verdict", "SourceName", "DataBackupUri", "ArchiveLogUri", "ClusterName", "TenantName", "DagId", "JobId", "StartedAt", "EndedAt", "RequestedPoint", "ReachedPoint", "NewestRestorablePoint", "Bytes", "Tablets", "Cleanup", "CleanupText", "TargetRto" })
        {
            Assert.Equal(Value(result, property), Value(kept, property));
        }

        Assert.Equal(((TimeSpan)result.RecoveryTime).TotalSeconds, ((TimeSpan)kept.RecoveryTime).TotalSeconds, 0.001);
        Assert.Equal(((Array)result.Checks).Length, ((Array)kept.Checks).Length);
        Assert.Equal(((Array)result.Findings).Length, ((Array)kept.Findings).Length);
        Assert.NotNull(result.Dag);
        Assert.Null(kept.Dag);

        static string Value(object of, string property) => Convert.ToString(((System.Management.Automation.PSObject)of).Properties[property].Value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    [Fact]
    public void Skipped_and_failed_drills_are_also_kept()
    {
        System.Collections.Hashtable elsewhere = Source("elsewhere");
        elsewhere["zone_list"] = "zone9:s1:1";
        Drill("-HistoryPath $history", Source("bad", new RestoreBehaviour { JobFails = true }), elsewhere);

        Assert.Equal(["Failed", "Skipped"], Run("Get-ObRestoreDrill $history").ThrowIfFailed().Output.Select(o => (string)((dynamic)o).Verdict.ToString()).Order());
        Assert.Equal("bad", (string)((dynamic)Run("Get-ObRestoreDrill $history -SourceName b*").Single()).SourceName);
    }

    /// <summary>Such a result says nothing about a backup.</summary>
    [Fact]
    public void A_source_that_is_not_valid_input_has_a_result_but_is_not_kept()
    {
        SessionResult run = Drill("-HistoryPath $history", Source("good"), new System.Collections.Hashtable { ["Name"] = "unread" }, new System.Collections.Hashtable { ["Name"] = "a", ["Foo"] = 1 });

        Assert.Equal(["Passed", "Skipped", "Skipped"], run.Output.Select(o => (string)((dynamic)o).Verdict.ToString()));
        Assert.Equal("good", (string)((dynamic)Run("Get-ObRestoreDrill $history").Single()).SourceName);
    }

    [Fact]
    public void Incomplete_and_unknown_lines_are_skipped_with_a_warning_that_has_the_line_number()
    {
        Drill("-HistoryPath $history", Source("a")).ThrowIfFailed();
        int good = File.ReadAllLines(History).Length;
        File.AppendAllText(History, "{\"what\":1}\n{\"kind\":\"begun\",\"drill\":\"tor");

        SessionResult second = Drill("-HistoryPath $history", Source("b")).ThrowIfFailed();
        SessionResult read = Run("Get-ObRestoreDrill $history").ThrowIfFailed();

        Assert.Equal([$"Line {good + 1} of", $"Line {good + 2} of"], read.Warnings.Select(w => w[..w.IndexOf(" /", StringComparison.Ordinal)]));
        Assert.Equal(2, second.Warnings.Count(w => w.StartsWith("Line ", StringComparison.Ordinal)));
        Assert.Equal(["a", "b"], read.Output.Select(o => (string)((dynamic)o).SourceName));

        // The next entry starts on a new line, not at the end of the incomplete line.
        Assert.StartsWith("{\"kind\":\"begun\"", File.ReadAllLines(History)[good + 2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_drill_that_is_slower_or_smaller_than_usual_is_flagged()
    {
        for (int i = 0; i < 3; i++)
        {
            Drill("-HistoryPath $history", Source("prod", new RestoreBehaviour { TotalBytes = 1000 })).ThrowIfFailed();
        }

        System.Collections.Hashtable changed = Source("slower", new RestoreBehaviour { TotalBytes = 500, Duration = TimeSpan.FromSeconds(400) });
        changed["Name"] = "prod";
        changed["DataBackupUri"] = "file:///backup/slower/data";
        string path = History;
        File.WriteAllText(path, File.ReadAllText(path).Replace("file:///backup/prod/data", "file:///backup/slower/data", StringComparison.Ordinal));

        SessionResult run = Drill("-HistoryPath $history -NamePattern 'later_{source}'", changed);

        dynamic trend = ((dynamic)run.Single()).Trend;
        Assert.Equal((3, 1000L, true, true), ((int)trend.EarlierDrills, (long)trend.UsualBytes, (bool)trend.BecameSlower, (bool)trend.BecameSmaller));
        Assert.Equal(3, ((Array)trend.Points).Length);
        Assert.Equal(2, run.Warnings.Count);
    }

    [Fact]
    public void Each_source_has_its_own_trend()
    {
        Drill("-HistoryPath $history", Source("a")).ThrowIfFailed();

        dynamic trend = ((dynamic)Drill("-HistoryPath $history", Source("b")).Single()).Trend;

        Assert.Equal(0, (int)trend.EarlierDrills);
        Assert.Null(trend.UsualRecoveryTime);
    }

    [Fact]
    public void If_the_history_cannot_be_written_no_drill_starts()
    {
        Directory.CreateDirectory(History);

        SessionResult run = Drill("-HistoryPath $history", Source("prod"));

        Assert.Single(run.AllErrors);
        Assert.Empty(Restored);
    }

    [Fact]
    public void A_history_file_that_does_not_exist_is_an_error()
    {
        Run("Get-ObRestoreDrill $history").Error("HistoryNotFound");
    }
}
