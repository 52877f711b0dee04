using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.InvokeObRestoreDrill;

/// <summary>Every source has a result, even if other sources fail.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Drills")]
public sealed class InvokeObRestoreDrillManySourcesTests : DrillTest
{
    [Fact]
    public void All_results_are_written_before_the_first_error_even_if_the_error_ends_the_script()
    {
        Hashtable misspelt = Source("misspelt");
        misspelt["Untill"] = "latest";
        Session.SetVariable("sources", new object[] { Source("bad", new RestoreBehaviour { JobFails = true }), misspelt, "file:///what/is/this", Source("good") });

        SessionResult run = Run("$sources | Invoke-ObRestoreDrill -ZoneList zone1:s1:1 -ThrottleLimit 4 -ErrorAction Stop");

        Assert.Equal(
            [("bad", "RestoreJobFailed"), ("good", ""), ("misspelt", "UnknownKey")],
            run.Output.Select(o => ((string)((dynamic)o).SourceName, (string)((dynamic)o).ReasonId)).Order());
        Assert.NotNull(run.Terminating);
        NothingIsLeftBut();
    }

    [Fact]
    public void Each_drill_that_is_not_proven_writes_one_error()
    {
        SessionResult run = Drill("", Source("a", new RestoreBehaviour { JobFails = true }), Source("b"), new Hashtable { ["Name"] = "c" });

        Assert.Equal(3, run.Output.Count);
        Assert.Equal(["MissingParameter", "RestoreJobFailed"], run.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]).Order());
        Assert.All(run.Errors, e => Assert.Equal("RestoreDrillResult", e.TargetObject.GetType().Name));
        Assert.All(run.Errors, e => Assert.NotEmpty(e.ErrorDetails.RecommendedAction));
    }

    [Theory]
    [InlineData("Foo", "")]
    [InlineData("Untill", "Did you mean 'Until'?")]
    public void An_unknown_key_of_a_drill_is_refused_with_the_keys_of_a_drill(string key, string suggestion)
    {
        Hashtable row = Source("a");
        row[key] = "1";

        string reason = (string)((dynamic)Drill("", row).Output.Single()).Reason;

        Assert.Contains($"A drill has no property '{key}'.", reason, StringComparison.Ordinal);
        Assert.Equal(suggestion.Length > 0, reason.Contains("Did you mean", StringComparison.Ordinal));
        Assert.Contains(suggestion, reason, StringComparison.Ordinal);
        Assert.Contains("TargetRto", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("restore_tenant_name", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_CSV_is_an_error_because_nothing_is_proven()
    {
        SessionResult run = Run("@() | Invoke-ObRestoreDrill -ZoneList zone1:s1:1");

        run.Error("NothingPiped");
        Assert.Empty(run.Output);
    }

    [Fact]
    public void A_row_sets_its_own_values_and_the_command_line_sets_the_rest()
    {
        Hashtable own = Source("own");
        own["zone_list"] = "zone2:u1:1";
        own["Until"] = PointOfAllSources.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        own["HaHighThreadScore"] = "20";
        own["TargetRto"] = "00:30:00";

        SessionResult run = Drill("-HaHighThreadScore 5 -TargetRto '1 h'", own, Source("other"));

        dynamic[] results = [.. run.ThrowIfFailed().Output.OrderBy(o => (string)((dynamic)o).SourceName)];
        Assert.Equal([TimeSpan.FromHours(1), TimeSpan.FromMinutes(30)], results.Select(r => (TimeSpan)r.TargetRto));
        Assert.Equal(["latest", PointOfAllSources.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'.000000000Z'", CultureInfo.InvariantCulture)], results.Select(r => (string)r.RequestedPoint));
        Assert.Contains(Cluster.Sql.Statements, s => s.Contains("UNIT=`u1`", StringComparison.Ordinal) && s.Contains("zone2", StringComparison.Ordinal));
        Assert.Contains(Cluster.Sql.Statements, s => s.Contains("SCORE = 20 ", StringComparison.Ordinal));
        Assert.Contains(Cluster.Sql.Statements, s => s.Contains("SCORE = 5 ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_that_sets_the_tenant_name_is_an_error()
    {
        Hashtable source = Source("prod");
        source["restore_tenant_name"] = "prod";

        Drill("", source).Error("DrillNamesTenant");
        Assert.Empty(Restored);
    }

    [Fact]
    public void Tenant_names_of_drills_are_valid_and_unique()
    {
        Hashtable[] sources = [Source("s0"), Source("s1"), Source("s2"), Source("s3"), Source("s4")];
        foreach ((Hashtable source, string name) in sources.Zip(["prod", "prod.eu/1", "prod eu 1", new string('x', 90), "数据"]))
        {
            source["Name"] = name;
        }

        SessionResult run = Drill("-NamePattern 'drill_{source}' -ThrottleLimit 8", sources);

        string[] names = [.. run.ThrowIfFailed().Output.Select(o => (string)((dynamic)o).TenantName).Order(StringComparer.Ordinal)];
        Assert.Equal(["drill_backup", "drill_prod", "drill_prod_eu_1", "drill_prod_eu_1", "drill_" + new string('x', 48)], names.Select(n => n[..^9]).Order(StringComparer.Ordinal));
        Assert.Equal(names, names.Distinct());
        NothingIsLeftBut();
    }

    [Fact]
    public void ThrottleLimit_is_respected_and_the_time_in_the_queue_is_reported()
    {
        var slow = new RestoreBehaviour { Duration = TimeSpan.FromSeconds(60) };
        SessionResult run = Drill("-ThrottleLimit 2", [.. Enumerable.Range(1, 4).Select(i => Source("s" + i, slow))]);

        dynamic[] results = [.. run.ThrowIfFailed().Output];
        Assert.Equal(4, results.Length);
        var spans = results.Select(r => ((DateTimeOffset)r.StartedAt, (DateTimeOffset)r.EndedAt)).ToArray();
        Assert.All(spans, s => Assert.InRange(spans.Count(o => o.Item1 < s.Item1 && o.Item2 > s.Item1), 0, 1));
        Assert.Contains(results, r => (TimeSpan)r.QueueTime > TimeSpan.FromMilliseconds(300));
    }

    [Fact]
    public void Results_are_written_while_more_sources_come_from_the_pipeline()
    {
        Session.SetVariable("sources", new[] { Source("first"), Source("second") });
        SessionResult run = Run("""
            $order = [System.Collections.Generic.List[string]]::new()
            & { $sources[0]; $limit = [DateTime]::UtcNow.AddSeconds(20); while ($order.Count -eq 0 -and [DateTime]::UtcNow -lt $limit) { $sources[1]; break }; $order.Add('fed') } |
                Invoke-ObRestoreDrill -ZoneList zone1:s1:1 | ForEach-Object { $order.Add($_.SourceName); $_ }
            """);

        Assert.Equal(2, run.ThrowIfFailed().Output.Count);
    }

    [Fact]
    public void A_drill_that_the_user_does_not_confirm_is_Skipped_without_an_error()
    {
        Host.Says = "&No";
        SessionResult run = Drill("-Confirm", Source("prod"));

        Assert.Equal("NotConfirmed", (string)((dynamic)run.Single()).ReasonId);
        Assert.Empty(Restored);
    }

    [Fact]
    public void If_no_user_can_be_asked_the_drill_is_Skipped_with_an_error()
    {
        SessionResult run = Drill("-Confirm", Source("prod"));

        run.Error("ConfirmationImpossible");
        Assert.Equal("Skipped", ((dynamic)Assert.Single(run.Output)).Verdict.ToString());
        Assert.Empty(Restored);
    }

    [Fact]
    public void No_secret_of_a_source_is_in_any_output()
    {
        Hashtable source = new()
        {
            ["Name"] = "cloud",
            ["DataBackupUri"] = "oss://b/data?host=h&access_id=AKIDEXAMPLE&access_key=CanaryKey12345",
            ["ArchiveLogUri"] = "oss://b/clog?host=h&access_id=AKIDEXAMPLE&access_key=CanaryKey12345",
            ["Decryption"] = Secret.Of("CanaryPass12345"),
            ["KmsEncryptInfo"] = Secret.Of("CanaryKms12345"),
        };
        Session.SetVariable("sources", new[] { source });

        SessionResult run = Run("$sources | Invoke-ObRestoreDrill -ZoneList zone1:s1:1 -HistoryPath $history -Verbose -Debug -WarningAction Continue");

        Assert.Equal("Passed", ((dynamic)Assert.Single(run.Output)).Verdict.ToString());
        foreach (string text in new[] { run.Everything(), Host.Screen, System.IO.File.ReadAllText(History) })
        {
            Assert.DoesNotContain("Canary", text, StringComparison.Ordinal);
            Assert.DoesNotContain("AKIDEXAMPLE", text, StringComparison.Ordinal);
        }

        Assert.Contains(Cluster.Sql.Statements, s => s.Contains("CanaryKey12345", StringComparison.Ordinal));
    }
}
