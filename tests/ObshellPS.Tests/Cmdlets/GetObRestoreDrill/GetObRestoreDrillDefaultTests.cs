using System.Linq;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.GetObRestoreDrill;

/// <summary>By default the history is in the state folder of the user.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Drills")]
public sealed class GetObRestoreDrillDefaultTests : DrillTest
{
    [Fact]
    public void Without_a_path_the_default_history_of_drills_is_returned()
    {
        string name = "d" + NewClusterName();
        dynamic drill = Drill("", Source(name)).Single();

        dynamic kept = Run($"Get-ObRestoreDrill -SourceName {name}").Single();

        Assert.Equal(((string)drill.DrillId, "Passed"), ((string)kept.DrillId, kept.Verdict.ToString()));
        Assert.Contains(Run("Get-ObRestoreDrill").ThrowIfFailed().Output, o => (string)((dynamic)o).SourceName == name);
        Assert.Equal(1, (int)((dynamic)Drill("", Source(name)).Single()).Trend.EarlierDrills);
    }

    [Theory]
    [InlineData("Get-ObRestoreDrill")]
    [InlineData("Get-ObDrillLeftover")]
    public void Tab_offers_the_sources_of_the_history(string cmdlet)
    {
        string name = "s" + NewClusterName();
        Drill("", Source(name)).ThrowIfFailed();

        SessionResult offered = Run("(TabExpansion2 -inputScript $args[0] -cursorColumn $args[0].Length).CompletionMatches.CompletionText", $"{cmdlet} -SourceName {name[..8]}");

        Assert.Equal(name, offered.Single().ToString());
    }

    [Fact]
    public void A_drill_with_NoHistory_keeps_no_result_but_its_leftover_is_still_found()
    {
        string name = "n" + NewClusterName();
        Drill("", Source(name)).ThrowIfFailed();

        dynamic drill = Drill("-NoHistory -Keep Always", Source(name)).Single();

        Assert.Null(drill.Trend);
        Assert.Single(Run($"Get-ObRestoreDrill -SourceName {name}").ThrowIfFailed().Output);
        Assert.Equal((string)drill.TenantName, (string)((dynamic)Run($"Get-ObDrillLeftover -SourceName {name}").Single()).TenantName);
    }

    [Fact]
    public void NoHistory_together_with_HistoryPath_is_an_error() =>
        Drill("-NoHistory -HistoryPath $history", Source("prod")).Error("ConflictingValue");

    [Fact]
    public void The_table_shows_start_time_and_trend_of_each_drill()
    {
        string name = "t" + NewClusterName();
        Drill("", Source(name)).ThrowIfFailed();
        Drill("", Source(name)).ThrowIfFailed();

        string[] lines = [.. Run($"Get-ObRestoreDrill -SourceName {name} | Out-String -Width 80").Single().ToString()!.Split('\n').Where(l => l.Trim().Length > 0)];

        Assert.Equal(["StartedAt", "SourceName", "Verdict", "RecoveryTime", "Trend", "ReasonId"], lines[0].Split(' ', System.StringSplitOptions.RemoveEmptyEntries | System.StringSplitOptions.TrimEntries));
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z .* Passed .*[0-9]%", lines[3]);
    }

    [Fact]
    public void Results_are_in_the_order_of_the_input_even_for_parallel_drills()
    {
        System.Collections.Hashtable slow = Source("slow", new Obshell.Simulator.RestoreBehaviour { Duration = System.TimeSpan.FromSeconds(300) });

        SessionResult run = Drill("-ThrottleLimit 3", slow, Source("quick"), new System.Collections.Hashtable { ["Name"] = "unread" });

        Assert.Equal(["slow", "quick", "unread"], run.Output.Select(o => (string)((dynamic)o).SourceName));
    }
}
