using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.TestObTenantRestore;

/// <summary>Requests that are partly wrong. The rest is still checked, and only a finding that was checked can pass.</summary>
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Preflight")]
public sealed class TestObTenantRestorePartlySoundTests : CmdletTest
{
    protected override SimulatorOptions? Options => new()
    {
        RootPassword = ConnectedSession.RootPassword,
        ManualClock = true,
        Fixture = ClusterFixture.TwoRegions() with { ObAdminPresent = true },
    };

    [Theory]
    [InlineData("Test-ObTenantRestore @good -Timestamp 2026-11-20T00:00:00", "InvalidTimestamp")]
    [InlineData("Test-ObTenantRestore @good -Timestamp 2026-11-20T00:00:00Z -Scn 1795000000123456789", "TimestampAndScn")]
    [InlineData("Test-ObTenantRestore @good -Timestamp 2026-11-20T00:00:00Z -Scn 0", "InvalidScn")]
    [InlineData("Test-ObTenantRestore @good -Scn 1.5", "InvalidNumber")]
    [InlineData("$one = $good.Clone(); $one.time_stmp = '2026-11-20T00:00:00Z'; $one | Test-ObTenantRestore", "UnknownKey")]
    [InlineData("$one = $good.Clone(); $one.Scn = 1795000000123456789; $one | Test-ObTenantRestore -Scn 1795000000123456788", "ConflictingValue")]
    public void With_an_invalid_point_the_restore_window_is_Unknown_but_is_shown(string script, string fault)
    {
        IReadOnlyList<PSObject> findings = Findings(script);

        Assert.Contains(fault, Named(findings, "Failed"));
        dynamic window = findings.Single(f => Text(f, "Name") == "RestoreWindow");
        Assert.Equal("Unknown", ((object)window.Verdict).ToString());
        Assert.Contains(Cluster.Backups[0].Windows![0].Start.UtcDateTime.ToString("s", CultureInfo.InvariantCulture), (string)window.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_archive_is_required_even_if_the_point_is_invalid()
    {
        IReadOnlyList<PSObject> findings = Findings("$good.Remove('ArchiveLogUri'); Test-ObTenantRestore @good -Timestamp 2026-11-20T00:00:00");

        Assert.Equal(["ArchiveLogUriRequired", "InvalidTimestamp"], Named(findings, "Failed").Order(StringComparer.Ordinal));
        Assert.DoesNotContain("ArchiveLogUriGrammar", Named(findings, "Warning"));
        Assert.Contains("RestoreWindow", Named(findings, "Unknown"));
    }

    [Theory]
    [InlineData("$one = $good.Clone(); $one | Test-ObTenantRestore -RestoreTenantName other", "TenantAbsent TenantUnlocked")]
    [InlineData("$one = $good.Clone(); $one | Test-ObTenantRestore -ZoneList zone2:u1:1", "ZonesExist UnitConfigsExist UnitNumbers FreeCpuAndMemory PrimaryZoneRegion PrimaryRegionReplicas")]
    [InlineData("$one = $good.Clone(); $one | Test-ObTenantRestore -DataBackupUri file:///other", "DataBackupUriGrammar RestoreWindow BackupSource")]
    [InlineData("$one = $good.Clone(); $one.primry_zone = 'zone3'; $one | Test-ObTenantRestore", "PrimaryZoneRegion PrimaryRegionReplicas RestoreWindow")]
    [InlineData("@{ name = 'zone1'; unit_config_name = 's1'; unit_num = 1; replica = 'READONLY' } | Test-ObTenantRestore @bare", "")]
    public void Findings_that_depend_on_contradictory_input_never_pass(string script, string names)
    {
        Run("$bare = $good.Clone(); $bare.Remove('ZoneList')").ThrowIfFailed();
        IReadOnlyList<PSObject> findings = Findings(script);

        Assert.NotEmpty(Named(findings, "Failed"));
        Assert.Empty(Named(findings, "Passed").Intersect(names.Split(' ')));
        Assert.Empty(names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(Named(findings, "Unknown")));
    }

    [Fact]
    public void A_zone_with_an_invalid_value_is_still_used_in_the_other_checks()
    {
        IReadOnlyList<PSObject> findings = Findings("""
            $bare = $good.Clone(); $bare.Remove('ZoneList')
            'zone1:s1:1', @{ name = 'zone9'; unit_config_name = 'nope'; unit_num = 3; replica_type = 'FUL' }, "zo'ne:s1:0" | Test-ObTenantRestore @bare -PrimaryZone zone5
            """);

        Assert.Equal(
            ["InvalidPrimaryZone", "InvalidReplicaType", "InvalidZoneName", "UnitConfigsExist", "UnitNumInconsistent", "UnitNumInvalid", "ZonesExist"],
            Named(findings, "Failed").Order(StringComparer.Ordinal));
        Assert.Contains("zone9, zo'ne", Seen(findings, "ZonesExist"), StringComparison.Ordinal);
        Assert.Contains("nope", Seen(findings, "UnitConfigsExist"), StringComparison.Ordinal);
        Assert.Contains("zone5", Seen(findings, "InvalidPrimaryZone"), StringComparison.Ordinal);
        Assert.Single(findings, f => Text(f, "Seen").Contains("zone5", StringComparison.Ordinal));
        Assert.Contains("PrimaryZoneRegion", Named(findings, "Unknown"));
        Assert.Empty(Named(findings, "Passed").Intersect(["UnitNumbers", "FreeCpuAndMemory", "PrimaryRegionReplicas"]));
    }

    [Theory]
    [InlineData("zone1:s1:1,zone9:s1:1", "zone1: a server for each unit. Not checked: zone9.")]
    [InlineData("zone1:s1:1,zone2:s1:0", "zone1: a server for each unit. Not checked: zone2.")]
    [InlineData("zone1:s1:1,zone2:s1:x", "zone1: a server for each unit. Not checked: zone2.")]
    [InlineData("zone1:s1:1,42", "zone1: a server for each unit. Not checked: a zone without a name.")]
    [InlineData("zone9:s1:1", "Not checked: zone9.")]
    public void Unit_numbers_are_Unknown_if_a_zone_cannot_be_counted(string zones, string seen)
    {
        IReadOnlyList<PSObject> findings = Findings($"$good.ZoneList = {string.Join(',', zones.Split(',').Select(z => z == "42" ? z : $"'{z}'"))}; Test-ObTenantRestore @good -PrimaryZone zone1");

        Assert.Contains("UnitNumbers", Named(findings, "Unknown"));
        Assert.Equal(seen, Seen(findings, "UnitNumbers"));
    }

    [Theory]
    [InlineData("zone1:s1:1;zone3:s1:1;zone9:s1:1", "RANDOM", "PrimaryZoneRegion", "Failed")]
    [InlineData("zone1:s1:1;zone9:s1:1", "RANDOM", "PrimaryZoneRegion", "Unknown")]
    [InlineData("zone1:s1:1;zone9:s1:1", "RANDOM", "PrimaryRegionReplicas", "Unknown")]
    [InlineData("zone1:s1:1;zone9:s1:1", "zone1", "PrimaryZoneRegion", "Passed")]
    [InlineData("zone1:s1:1;zone9:s1:1", "zone1", "PrimaryRegionReplicas", "Unknown")]
    [InlineData("zone1:s1:1;zone2:s1:1;zone9:s1:1", "zone1", "PrimaryRegionReplicas", "Passed")]
    [InlineData("zone1:s1:1;zone2:s1:1:FUL;zone3:s1:1", "zone1", "PrimaryRegionReplicas", "Unknown")]
    [InlineData("zone1:s1:1;zone2:s1:1:FUL", "zone1", "PrimaryRegionReplicas", "Passed")]
    [InlineData("zone1:s1:1;zone3:s1:1;zone9:s1:1:READONLY", "zone1", "PrimaryRegionReplicas", "Failed")]
    public void Regions_are_checked_for_the_zones_that_are_certain(string zones, string primary, string name, string verdict)
    {
        IReadOnlyList<PSObject> findings = Findings("$good.ZoneList = $args[0]; Test-ObTenantRestore @good -PrimaryZone $args[1]", zones, primary);

        Assert.Contains(name, Named(findings, verdict));
    }

    [Fact]
    public void Every_error_of_the_primary_zone_is_reported()
    {
        string seen = Seen(Findings("Test-ObTenantRestore @good -PrimaryZone 'zone5;zone6;zone1;zone1;'"), "InvalidPrimaryZone");

        Assert.Contains("'zone5', 'zone6' are not in the zone list", seen, StringComparison.Ordinal);
        Assert.Contains("is given twice", seen, StringComparison.Ordinal);
        Assert.Contains("A zone name is missing", seen, StringComparison.Ordinal);
    }

    /// <summary>Advice says what to do and does not repeat the finding.</summary>
    [Fact]
    public void No_advice_repeats_its_finding_or_says_only_Correct()
    {
        IReadOnlyList<PSObject> findings = Findings("""
            @{ RestoreTenantName = 'a#b'; DataBackupUri = "file:///a'b"; Timestamp = '12:00'; Scn = 5; HaHighThreadScore = 300; Concurrency = 0
               Decryption = "a'b"; KmsEncryptInfo = 'a"b'; tim = 1; PrimaryZone = 'x'
               ZoneList = 'zone1:s1:1:READONLY', 'zone1:s1:2:READONLY', "z'x:s1:0:READONLY", @{ name = 'zone2'; unit_num = 1; unit_config_name = 'a`b'; replica_type = 'FUL' } } |
                Test-ObTenantRestore
            """);

        Assert.True(Named(findings, "Failed").Distinct().Count() >= 14, string.Join(' ', Named(findings, "Failed")));
        foreach (PSObject failed in findings.Where(f => Text(f, "Verdict") == "Failed"))
        {
            string advice = Text(failed, "Advice");
            Assert.DoesNotMatch("^Correct -[A-Za-z]+\\.$", advice);
            Assert.DoesNotContain("See the rules of", advice, StringComparison.Ordinal);
            Assert.DoesNotContain(advice.TrimEnd('.'), Text(failed, "Seen"), StringComparison.OrdinalIgnoreCase);
        }
    }

    private IReadOnlyList<PSObject> Findings(string script, params object?[] arguments) =>
        [.. ((System.Collections.IEnumerable)Run(script, arguments).Single().Properties["Findings"].Value).Cast<object>().Select(PSObject.AsPSObject)];

    private static string Text(PSObject finding, string property) => finding.Properties[property].Value.ToString()!;

    private static string Seen(IReadOnlyList<PSObject> findings, string name) => Text(findings.Single(f => Text(f, "Name") == name), "Seen");

    private static IReadOnlyList<string> Named(IReadOnlyList<PSObject> findings, string verdict) =>
        [.. findings.Where(f => Text(f, "Verdict") == verdict).Select(f => Text(f, "Name"))];
}
