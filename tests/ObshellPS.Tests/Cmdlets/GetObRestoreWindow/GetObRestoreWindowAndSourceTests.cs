using System;
using System.Management.Automation;
using System.Text.Json.Nodes;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.GetObRestoreWindow;

/// <summary>Restore windows and sources of a backup (PROTOCOL 4.12).</summary>
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Resources")]
public sealed class GetObRestoreWindowAndSourceTests : CmdletTest
{
    private const string Object = "oss://bkt/data?host=h&access_id=AKID1234&access_key=SECRET9999";

    private const string Evil = "oss://b/p?host=h&access_id=a&access_key=SeCrEt99%27%3B%20id%3B%20%27";

    protected override SimulatorOptions? Options => new()
    {
        RootPassword = ConnectedSession.RootPassword,
        ManualClock = true,
        AgentCount = 2,
        HostUtcOffset = TimeSpan.FromHours(8),
        Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true },
    };

    [Fact]
    public void Restore_windows_have_the_right_times_for_any_offset_in_the_answer()
    {
        dynamic window = Run("Get-ObRestoreWindow file:///data/backup/data").Single();

        RestoreWindow there = Cluster.Backups[0].Windows![0];
        Assert.Equal(there.Start, (DateTimeOffset)window.StartTime);
        Assert.Equal(there.End.ToUnixTimeSeconds() * 1_000_000_000, (long)window.EndScn);
    }

    [Theory]
    [InlineData("Get-ObRestoreWindow file:///data/backup/data", "GET", "")]
    [InlineData("Get-ObRestoreWindow file:///data/backup/data file:///log", "GET", "file:///log")]
    [InlineData("Get-ObRestoreSource file:///data/backup/data", "POST", "")]

    [Trait("Trap", "15")]
    [Trait("Trap", "16")]
    public void Trap_16_the_key_archive_log_uri_is_always_sent(string script, string method, string archive)
    {
        Run(script).ThrowIfFailed();

        RecordedRequest sent = Requests[^1];
        Assert.Equal(method, sent.Method);
        Assert.Equal(archive, (string?)JsonNode.Parse(sent.BodyText)!["archive_log_uri"]);
    }

    [Fact]
    public void The_source_has_tenant_cluster_and_restore_windows()
    {
        dynamic source = Run("Get-ObRestoreSource file:///data/backup/data").Single();

        Assert.Equal(("src", "obcluster", 1), ((string)source.TenantName, (string)source.ClusterName, (int)source.RestoreWindows.Length));
    }

    [Theory]
    [InlineData("Get-ObRestoreWindow")]
    [InlineData("Get-ObRestoreSource")]
    public void A_missing_ob_admin_has_its_own_error_with_advice(string cmdlet)
    {
        Cluster.Agents[0].ObAdminPresent = false;

        ErrorRecord error = Run(cmdlet + " file:///data/backup/data").Error("Environment.WithoutObAdmin");

        Assert.Equal(ErrorCategory.NotInstalled, error.CategoryInfo.Category);
        Assert.Contains(Cluster.Agents[0].Uri.Authority, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-ObRestoreWindow file:///not/here", "The agent reads a file:// path")]
    [InlineData("Get-ObRestoreSource file:///not/here", "The agent reads a file:// path")]
    [InlineData("Get-ObRestoreWindow 'oss://bkt/none?host=h&access_id=AKID1234&access_key=SECRET9999'", "access keys")]
    public void If_ob_admin_cannot_read_the_backup_the_error_says_which_machine_must_be_able_to_read_it(string script, string words)
    {
        ErrorRecord error = Run(script).Error("Common.Unexpected");

        Assert.Contains(words, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(Cluster.Agents[0].Uri.Authority, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET9999", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Trap_17_Get_ObRestoreSource_refuses_an_object_store_and_gives_the_reason()
    {
        ErrorRecord error = Run("Get-ObRestoreSource $args[0]", Object).Error("FileSourceOnly");

        Assert.Contains("file://", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Get-ObRestoreWindow", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Get-ObRestoreWindow", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Requests);
    }

    [Fact]
    [Trait("Promise", "6")]
    public void Promise_6_keys_of_an_object_store_are_not_in_any_output()
    {
        SessionResult result = Run("$VerbosePreference = $DebugPreference = 'Continue'; Get-ObRestoreWindow $args[0]", Object);

        Assert.NotEmpty(result.AllErrors);
        Assert.NotEmpty(result.Debug);
        Assert.DoesNotContain("SECRET9999", result.Everything(), StringComparison.Ordinal);
        Assert.DoesNotContain("AKID1234", result.Everything(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-ObRestoreWindow \"file:///a';touch x;'\"", "InvalidStorageUri")]
    [InlineData("Get-ObRestoreSource file:///a \"file:///a';touch x;'\"", "InvalidStorageUri")]
    [InlineData("Get-ObRestoreWindow", "MissingParameter")]
    public void Trap_4_nothing_that_could_become_a_command_reaches_the_agents_shell(string script, string id)
    {
        Run(script).Error(id);

        Assert.Empty(Requests);
    }

    /// <summary>The agent decodes a URI and puts it in quotes into a shell command. A decoded <c>%27</c> ends the quotes.</summary>
    [Theory]
    [InlineData("Get-ObRestoreWindow $evil")]
    [InlineData("Get-ObRestoreWindow file:///a $evil")]
    [InlineData("Get-ObRestoreSource $evil.Replace('oss:', 'file:')")]
    [InlineData("Get-ObRestoreSource file:///a $evil")]
    [InlineData("Start-ObTenantRestore -DataBackupUri $evil -ArchiveLogUri file:///a -RestoreTenantName t1 -ZoneList $zone")]
    [InlineData("Start-ObTenantRestore -DataBackupUri file:///a -ArchiveLogUri $evil -RestoreTenantName t1 -ZoneList $zone")]
    [InlineData("$zone | Start-ObTenantRestore -DataBackupUri $evil -RestoreTenantName t1")]
    [InlineData("[pscustomobject]@{ DataBackupUri = $evil; RestoreTenantName = 't1'; ZoneList = $zone } | Start-ObTenantRestore")]
    [InlineData("Invoke-ObApi /api/v1/restore/windows POST -Body @{ data_backup_uri = $evil; archive_log_uri = '' }")]
    [InlineData("Invoke-ObApi /api/v1/restore/windows POST -Body ('{\"a\":{\"data_backup_uri\":\"EVIL\"}}'.Replace('EVIL', $evil))")]
    [InlineData("$row | Start-ObTenantRestore")]
    [InlineData("$json | Start-ObTenantRestore")]
    [Trait("Promise", "3")]
    public void Trap_4_an_escaped_quote_never_reaches_the_agents_shell(string script)
    {
        Prepare();
        ErrorRecord error = Run("$zone = New-ObZoneParam -Name zone1 -UnitConfigName s1 -UnitNum 1; " + script).Error("InvalidStorageUri");

        Assert.Contains("%27 at position ", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SeCrEt99", error.ToString() + error.ErrorDetails.Message + error.ErrorDetails.RecommendedAction + error.TargetObject, StringComparison.Ordinal);
        Assert.DoesNotContain(Requests, r => r.PathAndQuery.Contains("/restore", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Test-ObTenantRestore -DataBackupUri $evil -RestoreTenantName t1 -ZoneList $zone")]
    [InlineData("Invoke-ObRestoreDrill -DataBackupUri $evil -ZoneList $zone -Confirm:$false")]
    [InlineData("[pscustomobject]@{ DataBackupUri = $evil; ZoneList = $zone } | Invoke-ObRestoreDrill -Confirm:$false")]
    [Trait("Promise", "3")]
    public void Trap_4_preflight_and_drill_report_an_escaped_quote_and_do_not_send_it(string script)
    {
        Prepare();
        SessionResult result = Run("$zone = New-ObZoneParam -Name zone1 -UnitConfigName s1 -UnitNum 1; " + script);

        Assert.Contains("%27 at position ", string.Join(" ", Run("$args[0].Findings.Seen; $args[0].Reason", result.Output[0]).Output), StringComparison.Ordinal);
        Assert.DoesNotContain("SeCrEt99", result.Everything(), StringComparison.Ordinal);
        Assert.DoesNotContain(Requests, r => r.PathAndQuery.Contains("/restore", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get-ObRestoreWindow")]
    [InlineData("Get-ObRestoreSource")]
    public void A_GET_with_a_body_fails_over_to_the_next_agent_like_any_other_read(string cmdlet)
    {
        Cluster.Faults.Add(new Fault { Kind = FaultKind.DropBeforeHandler, PathPrefix = "/api/v1/restore/" });

        Run(cmdlet + " file:///data/backup/data").Single();

        Assert.Equal(1, Requests[^1].AgentIndex);
    }

    [Fact]
    public void A_backup_without_restore_windows_returns_no_windows()
    {
        Cluster.AddBackup(new Backup { DataUri = "file:///none" });

        Assert.Empty(Run("Get-ObRestoreWindow file:///none").ThrowIfFailed().Output);
        Assert.Empty(((dynamic)Run("Get-ObRestoreSource file:///none").Single()).RestoreWindows);
    }

    /// <summary>
    /// Sets variables that contain the URI as text, as a row of a CSV file and as an object from JSON. So the command line contains no key.
    /// </summary>
    private void Prepare()
    {
        Session.SetVariable("evil", Evil);
        Session.SetVariable("row", Session.FromCsv("DataBackupUri,RestoreTenantName,ZoneList", Evil + ",t1,zone1:s1:1"));
        Session.SetVariable("json", Session.FromJson($$"""{"data_backup_uri":"{{Evil}}","restore_tenant_name":"t1","zone_list":[{"name":"zone1","unit_config_name":"s1","unit_num":1}]}"""));
    }
}
