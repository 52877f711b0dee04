using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.TestObTenantRestore;

/// <summary>Test-ObTenantRestore reports all findings together. Unknown is never Passed. It changes nothing and shows no secret.</summary>
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Preflight")]
public sealed class TestObTenantRestoreTests : CmdletTest
{
    protected override SimulatorOptions? Options => new()
    {
        RootPassword = ConnectedSession.RootPassword,
        ManualClock = true,
        AgentCount = 2,
        Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true },
    };

    [Fact]
    public void Errors_of_different_kinds_are_reported_together()
    {
        Cluster.AddTenant(new Tenant { Name = "rt2" });

        PSObject report = Run("Test-ObTenantRestore rt2 'oss://b/k?host=h&access_id=i&access_key=k' -Timestamp 2026-11-21T12:00:00Z -ZoneList zone1:s9:1,zone9:s1:1 -HaHighThreadScore 300 -Decryption \"a'b\"").Single();

        Assert.Equal(
            ["ArchiveLogUriRequired", "InvalidDecryption", "InvalidHaHighThreadScore", "TenantAbsent", "UnitConfigsExist", "ZonesExist"],
            Named(report, "Failed").Order(StringComparer.Ordinal));
        Assert.Equal("NotReady", Verdict(report));
        Assert.Empty(Cluster.Dags);
    }

    [Theory]
    [InlineData("End", 0, 0, "Passed", "")]
    [InlineData("End", 8, 0, "Passed", "")]
    [InlineData("End", 0, 0.5, "Unknown", "")]
    [InlineData("Start", 0, 0, "Unknown", "")]
    [InlineData("End", 0, 1, "Failed", "OB.Restore.TimeNotValid")]
    [InlineData("Start", 0, -1_000_000, "Failed", "OB.Restore.TimeNotValid")]
    public void The_point_is_compared_with_the_restore_windows_of_the_backup(string edge, int offset, double microseconds, string verdict, string code)
    {
        RestoreWindow window = Cluster.Backups[0].Windows![0];
        string point = (edge == "End" ? window.End : window.Start).AddMicroseconds(microseconds).ToOffset(TimeSpan.FromHours(offset)).ToString("o", CultureInfo.InvariantCulture);

        dynamic finding = Finding(Run("Test-ObTenantRestore @good -Timestamp $args[0]", point).Single(), "RestoreWindow");

        Assert.Equal((verdict, code), (((object)finding.Verdict).ToString(), (string)finding.AgentWouldAnswer));
    }

    [Fact]
    public void Without_ob_admin_the_restore_window_is_Unknown()
    {
        Array.ForEach([.. Cluster.Agents], a => a.ObAdminPresent = false);

        PSObject report = Run("Test-ObTenantRestore @good -Timestamp 2026-11-21T12:00:00Z").Single();

        Assert.Contains("RestoreWindow", Named(report, "Unknown"));
        Assert.Equal("ReadyWithDoubts", Verdict(report));
    }

    [Theory]
    [InlineData("/api/v1/tenants/overview", "TenantAbsent")]
    [InlineData("/api/v1/obcluster/info", "ZonesExist")]
    [InlineData("/api/v1/units/config", "UnitConfigsExist")]
    [InlineData("/api/v1/status", "AgentReady")]
    [InlineData("/api/v1/task/dag/ob/unfinish", "ClusterUnlocked")]
    [InlineData("/api/v1/restore/source-tenant-info", "BackupSource")]
    public void A_check_whose_data_could_not_be_read_is_Unknown(string path, string name)
    {
        Cluster.Faults.Add(new Fault { Kind = FaultKind.NotJson, PathPrefix = path, Times = int.MaxValue });

        PSObject report = Run("Test-ObTenantRestore @good").Single();

        Assert.Contains(Findings(report), f => Verdict(f) == "Unknown" && ((string)f.Properties["Name"].Value == name || ((string)f.Properties["Seen"].Value).Contains(name, StringComparison.Ordinal)));
        Assert.DoesNotContain(name, Named(report, "Passed"));
    }

    [Fact]
    public void Only_reads_are_sent_and_the_cluster_is_read_once_for_several_restores()
    {
        SessionResult result = Run("1..5 | ForEach-Object { $one = $good.Clone(); $one.RestoreTenantName = \"t$_\"; $one } | Test-ObTenantRestore").ThrowIfFailed();

        Assert.Equal(["t1", "t2", "t3", "t4", "t5"], result.Output.Select(r => (string)r.Properties["RestoreTenantName"].Value));
        Assert.All(Room.Changes, r => Assert.Equal("/api/v1/restore/source-tenant-info", r.PathAndQuery));
        Assert.Equal(1, Requests.Count(r => r.PathAndQuery == "/api/v1/obcluster/info"));
        Assert.Empty(result.Audit);
    }

    [Theory]
    [InlineData("'zone1', 'zone2' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1 | Test-ObTenantRestore rt2 file:///data/backup/data file:///l", "zone1:s1:1:FULL zone2:s1:1:FULL")]
    [InlineData("@{ restore_tenant_name = 'rt2'; data_backup_uri = 'file:///data/backup/data'; archive_log_uri = 'file:///l'; zone_list = 'zone1:s1:1' } | Test-ObTenantRestore", "zone1:s1:1:FULL")]
    [InlineData("Test-ObTenantRestore -ZoneList zone1:s1:1 -restore_tenant_name rt2 -data_backup_uri file:///data/backup/data -archive_log_uri file:///l", "zone1:s1:1:FULL")]
    public void Every_input_form_of_Start_ObTenantRestore_is_accepted(string script, string zones)
    {
        dynamic report = Run(script).Single();

        Assert.Equal(zones, string.Join(' ', (string[])report.Request.ZoneList));
        Assert.Equal(("rt2", "Ready"), ((string)report.RestoreTenantName, Verdict((PSObject)report)));
    }

    [Fact]
    public void Start_and_Test_have_the_same_parameters()
    {
        SessionResult result = Run("""
            $start, $test = 'Start', 'Test' | ForEach-Object { (Get-Command "$_-ObTenantRestore").Parameters.Keys }
            $start | Where-Object { $_ -notin $test -and $_ -notin 'WhatIf', 'Confirm', 'AttachExisting' }
            """).ThrowIfFailed();

        Assert.Empty(result.Output.Select(o => o.ToString()));
    }

    [Fact]
    public void If_the_database_of_the_first_agent_is_down_the_preflight_uses_the_second_agent()
    {
        Cluster.Agents[0].ObState = 0;

        PSObject report = Run("Test-ObTenantRestore @good").Single();

        Assert.Contains("AgentReady", Named(report, "Passed"));
        Assert.Equal(Cluster.Agents[1].Uri.Authority, report.Properties["Agent"].Value);
        Run("Start-ObTenantRestore @good").Single();
    }

    [Fact]
    public void Trap_33_after_a_refused_login_no_more_requests_are_sent()
    {
        Cluster.RootPassword = "New#456";
        using (var other = new HostedSession())
        {
            other.Connect(Cluster, "New#456");
        }

        int before = Cluster.DatabaseLoginAttempts;

        PSObject report = Run("Test-ObTenantRestore @good").Single();

        dynamic ready = Finding(report, "AgentReady");
        Assert.Equal(("Failed", "Security.Authentication.IncorrectOceanbasePassword"), (((object)ready.Verdict).ToString(), (string)ready.AgentWouldAnswer));
        Assert.Equal(1, Cluster.DatabaseLoginAttempts - before);
        Assert.Equal(["NotChecked"], Named(report, "Unknown"));
        Assert.Empty(Named(report, "Passed").Except(["LocalRules", "AgentVersion", "DataBackupUriGrammar", "ArchiveLogUriGrammar"]));
    }

    [Fact]
    public void A_failed_earlier_restore_is_a_warning()
    {
        Room.Start("rt2", new RestoreBehaviour { SqlError = "no such backup" });
        Room.Advance(10);

        Assert.Contains("TenantUnlocked", Named(Run("Test-ObTenantRestore @good").Single(), "Warning"));
    }

    [Theory]
    [InlineData("oss://b/k?host=h&access_id=AKID77777&access_key=SECRET77777")]
    [InlineData("oss://b/k?host=h&access_id=AKID77777,x&access_key=';SECRET77777")]
    [Trait("Promise", "6")]
    public void Promise_6_neither_keys_nor_passwords_are_in_a_report(string uri)
    {
        Session.SetVariable("uri", uri);
        Session.SetVariable("pwd", Secret.Of("PWD77777'"));

        SessionResult result = Run("$VerbosePreference = $DebugPreference = 'Continue'; $good.Remove('ArchiveLogUri'); $good.Remove('DataBackupUri'); Test-ObTenantRestore @good -DataBackupUri $uri -Decryption $pwd; (Test-ObTenantRestore @good -DataBackupUri $uri -Decryption $pwd).Findings");

        Assert.NotEmpty(result.ThrowIfFailed().Output);
        Assert.DoesNotContain("77777", result.Everything(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Promise", "3")]
    public void Promise_3_trap_4_a_hostile_URI_reaches_no_agent()
    {
        Run("$good.DataBackupUri = \"file:///a';touch x;'\"; Test-ObTenantRestore @good").Single();

        Assert.DoesNotContain(Requests, r => r.PathAndQuery.StartsWith("/api/v1/restore/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Set-StrictMode -Version Latest; Test-ObTenantRestore @good | Out-Default", "rt2 on obcluster: Ready (1 note, ")]
    [InlineData("Test-ObTenantRestore @good -HaHighThreadScore 300 | Out-Default", "[XX] InvalidHaHighThreadScore (-HaHighThreadScore): 300 is not in the range 0")]
    [InlineData("Test-ObTenantRestore @good -HaHighThreadScore 300 | Out-Default", "agent: Common.IllegalArgument")]
    [InlineData("(Test-ObTenantRestore @good).Findings | Out-Default", "Note     FreeLogDisk")]
    public void The_view_of_a_report_is_a_checklist(string script, string line)
    {
        Run(script).ThrowIfFailed();

        Assert.Contains(line, Regex.Replace(Host.Screen, "\x1b\\[[0-9;]*m", ""), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_connection_the_error_says_how_to_connect()
    {
        using var session = new HostedSession();
        session.SetVariable("good", ConnectedSession.Good());

        session.Invoke("Test-ObTenantRestore @good").Error("NotConnected");
    }

    private static string Verdict(PSObject report) => report.Properties["Verdict"].Value.ToString()!;

    private static IEnumerable<PSObject> Findings(PSObject report) =>
        ((System.Collections.IEnumerable)report.Properties["Findings"].Value).Cast<object>().Select(PSObject.AsPSObject);

    private static IReadOnlyList<string> Named(PSObject report, string verdict) =>
        [.. Findings(report).Where(f => Verdict(f) == verdict).Select(f => (string)f.Properties["Name"].Value)];

    private static PSObject Finding(PSObject report, string name) => Findings(report).Single(f => (string)f.Properties["Name"].Value == name);
}
