using System;
using System.Linq;
using System.Management.Automation;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantRestore;

/// <summary>
/// Promise 3: an invalid request is refused locally, with an error that shows the parameter, and no request is sent. Each script changes
/// one value in <c>$good</c>, which is a valid restore.
/// </summary>
[Trait("Promise", "3")]
[Trait("Topic", "Starting")]
public sealed class StartObTenantRestoreLocalRefusalTests : IClassFixture<ConnectedSession>
{
    private readonly ConnectedSession room;

    public StartObTenantRestoreLocalRefusalTests(ConnectedSession room)
    {
        this.room = room;
        room.Cluster.Requests.Clear();
    }

    [Theory]
    [InlineData("@{ time_stmp = '2026-11-21T12:00:00+08:00' } | Start-ObTenantRestore @good", "UnknownKey", "time_stmp")]
    [InlineData("@{ restore_tenant_name = 'rt3'; archive_log_url = 'file:///a' } | Start-ObTenantRestore -DataBackupUri file:///d -ZoneList zone1:s1:1", "UnknownKey", "archive_log_url")]
    [InlineData("Start-ObTenantRestore @good -Timestamp 2026-11-21T12:00:00+08:00 -Scn 1728727696264250400", "TimestampAndScn", "Timestamp")]
    [InlineData("@{ timestamp = '2026-11-21T12:00:00+08:00' } | Start-ObTenantRestore @good -Scn 1728727696264250400", "TimestampAndScn", "Timestamp")]
    [InlineData("Start-ObTenantRestore @good -Timestamp 2026-11-21T12:00:00Z -Scn 1795262400000000000", "TimestampAndScn", "Timestamp")]
    public void An_ambiguous_request_is_refused(string script, string id, string parameter) => Refused(script, id, parameter);

    [Theory]
    [InlineData("zone1:s1:1:READONLY;zone2:s1:1:READONLY", "NoFullReplica")]
    [InlineData("zone1:s1:1;zone1:s1:1", "ZoneRepeated")]
    [InlineData("zone1:s1:1;zone2:s1:2", "UnitNumInconsistent")]
    [InlineData("zone1:s1:0", "UnitNumInvalid")]
    [InlineData("zone1:s1:-1", "UnitNumInvalid")]
    [InlineData("zone1:s1", "InvalidZone")]
    [InlineData("zone1:s1:1:HALF", "InvalidZone")]
    [InlineData("zone1:s1:one", "InvalidZone")]
    [InlineData("zone1:s1:1:FULL:more", "InvalidZone")]
    [InlineData(":s1:1", "InvalidZoneName")]
    [InlineData("zone1::1", "InvalidUnitConfigName")]
    public void Zones_that_cannot_form_a_tenant_are_refused(string zones, string id)
    {
        room.Session.SetVariable("zones", zones);
        Refused("$bad = $good.Clone(); $bad.ZoneList = $zones; Start-ObTenantRestore @bad", id, "ZoneList");
    }

    [Theory]
    [InlineData("zone2", "zone2")]
    [InlineData("zone1;zone2", "zone2")]
    [InlineData("zone1,zone9", "zone9")]
    [InlineData("ZONE1", "ZONE1")]
    [InlineData("zone1;", "missing")]
    [InlineData("zone1;zone1", "twice")]
    [InlineData("zone1' OR 1=1", "a single quote (') at position 6")]
    public void A_primary_zone_outside_the_zone_list_is_refused(string primary, string says)
    {
        room.Session.SetVariable("primary", primary);
        ErrorRecord error = Refused("Start-ObTenantRestore @good -PrimaryZone $primary", "InvalidPrimaryZone", "PrimaryZone");
        Assert.Contains(says, error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sys")]
    [InlineData("SYS")]
    [InlineData("Sys")]
    [InlineData("all")]
    [InlineData("ALL_USER")]
    [InlineData("all_meta")]
    [InlineData("META$1002")]
    public void Names_that_OceanBase_reserves_are_refused(string name)
    {
        room.Session.SetVariable("name", name);
        Refused("Start-ObTenantRestore @good -RestoreTenantName $name", "ReservedTenantName", "RestoreTenantName");
    }

    [Theory]
    [InlineData("rt#2", "'#' at position 3")]
    [InlineData("rt 2", "'U+0020' at position 3")]
    [InlineData("rt2;DROP TENANT prod", "';' at position 4")]
    [InlineData("rt-2", "'-' at position 3")]
    [InlineData("2rt", "'2' at position 1")]
    [InlineData("rt'2", "''' at position 3")]
    [InlineData("rt\"2", "at position 3")]
    [InlineData("rt`2", "at position 3")]
    [InlineData("rt\\2", "at position 3")]
    [InlineData("rt/2", "'/' at position 3")]
    [InlineData("rt\n2", "'U+000A' at position 3")]
    [InlineData("rt\02", "'U+0000' at position 3")]
    [InlineData("r\u04422", "'U+0442' at position 2")]
    [InlineData("rt\u200b2", "'U+200B' at position 3")]
    [InlineData("租户", "'U+79DF' at position 1")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890abcd", "64 characters")]
    [Trait("Trap", "3")]
    public void A_hostile_character_in_the_tenant_name_is_refused_with_its_position(string name, string says)
    {
        room.Session.SetVariable("name", name);
        ErrorRecord error = Refused("Start-ObTenantRestore @good -RestoreTenantName $name", "InvalidTenantName", "RestoreTenantName");
        Assert.Contains(says, error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DataBackupUri", "file:///d/'; rm -rf /;'", "single quote (') at position 11")]
    [InlineData("ArchiveLogUri", "file:///d'x", "single quote (') at position 10")]
    [InlineData("DataBackupUri", "file:///d\"x", "double quote (\") at position 10")]
    [InlineData("DataBackupUri", "file:///d`x", "at position 10")]
    [InlineData("DataBackupUri", "file:///d\\x", "backslash (\\) at position 10")]
    [InlineData("DataBackupUri", "file:///d,file:///e", "',' at position 10")]
    [InlineData("ArchiveLogUri", "file:///d;x", "';' at position 10")]
    [InlineData("DataBackupUri", "file:///d x", "a space at position 10")]
    [InlineData("DataBackupUri", "file:///d\tx", "'U+0009' at position 10")]
    [InlineData("ArchiveLogUri", "file:///d\rx", "'U+000D' at position 10")]
    [InlineData("DataBackupUri", "file:///d\u2019x", "'U+2019' at position 10")]
    [InlineData("DataBackupUri", "/data/backup", "no scheme")]
    [InlineData("DataBackupUri", "oss://b/k?host=h&access_id=&access_key=", "access_id is in the URI, but has no value")]
    [InlineData("ArchiveLogUri", "oss://b/k?host=h&access_id=i&access_key=", "access_key is in the URI, but has no value")]
    [Trait("Trap", "3")]
    public void A_hostile_character_in_a_storage_uri_is_refused_with_its_position(string parameter, string uri, string says)
    {
        room.Session.SetVariable("bad", uri);
        ErrorRecord error = Refused($"Start-ObTenantRestore @good -{parameter} $bad", "InvalidStorageUri", parameter);
        Assert.Contains(says, error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "zone 1", "InvalidZoneName", "space (")]
    [InlineData("name", "zone'1", "InvalidZoneName", "position 5")]
    [InlineData("name", "zone\"1", "InvalidZoneName", "position 5")]
    [InlineData("name", "zone`1", "InvalidZoneName", "position 5")]
    [InlineData("name", "zone\\1", "InvalidZoneName", "position 5")]
    [InlineData("name", "zone1,zone2", "InvalidZoneName", "position 6")]
    [InlineData("name", "zone1;zone2", "InvalidZoneName", "position 6")]
    [InlineData("name", "zone1&primary_zone=x", "InvalidZoneName", "position 6")]
    [InlineData("name", "FULL@zone1", "InvalidZoneName", "position 5")]
    [InlineData("name", "zone\n1", "InvalidZoneName", "position 5")]
    [InlineData("unit_config_name", "s1'", "InvalidUnitConfigName", "position 3")]
    [InlineData("unit_config_name", "s1\"", "InvalidUnitConfigName", "position 3")]
    [InlineData("unit_config_name", "s1`, UNIT_NUM=9 --", "InvalidUnitConfigName", "position 3")]
    [InlineData("unit_config_name", "s1\\", "InvalidUnitConfigName", "position 3")]
    [InlineData("unit_config_name", "s\a1", "InvalidUnitConfigName", "position 2")]
    [Trait("Trap", "3")]
    public void A_hostile_character_in_a_zone_is_refused_with_its_position(string key, string text, string id, string says)
    {
        room.Session.SetVariable("key", key);
        room.Session.SetVariable("text", text);
        ErrorRecord error = Refused(
            """
            $zone = @{ name = 'zone1'; unit_config_name = 's1'; unit_num = 1 }
            $zone[$key] = $text
            $bad = $good.Clone(); $bad.ZoneList = $zone
            Start-ObTenantRestore @bad
            """, id, "ZoneList");
        Assert.Contains(says.TrimEnd('('), error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Decryption", "p'; DROP TENANT x", "InvalidDecryption", "position 2")]
    [InlineData("Decryption", "p\\w", "InvalidDecryption", "position 2")]
    [InlineData("Decryption", "pw\n", "InvalidDecryption", "position 3")]
    [InlineData("KmsEncryptInfo", "k\"; DROP", "InvalidKmsEncryptInfo", "position 2")]
    [InlineData("KmsEncryptInfo", "kms\\", "InvalidKmsEncryptInfo", "position 4")]
    [InlineData("KmsEncryptInfo", "k\nms", "InvalidKmsEncryptInfo", "position 2")]
    [Trait("Trap", "3")]
    public void A_secret_that_would_end_its_quotes_is_refused_and_not_shown(string parameter, string secret, string id, string says)
    {
        room.Session.SetVariable("secret", Secret.Of(secret));
        room.Cluster.Requests.Clear();
        ErrorRecord error = Refused($"Start-ObTenantRestore @good -{parameter} $secret", id, parameter);
        Assert.Contains(says, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Scn 0", "InvalidScn", "Scn")]
    [InlineData("-Scn -1", "InvalidScn", "Scn")]
    [InlineData("-Scn '0'", "InvalidScn", "Scn")]
    [InlineData("-Scn 1728727696", "InvalidScn", "Scn")]
    [InlineData("-Scn 1728727696264", "InvalidScn", "Scn")]
    [InlineData("-Scn 1.7e18", "InvalidNumber", "Scn")]
    [InlineData("-Scn '1.7e18'", "InvalidNumber", "Scn")]
    [InlineData("-Scn 1728727696264250400.5", "InvalidNumber", "Scn")]
    [InlineData("-Scn '9223372036854775808'", "InvalidNumber", "Scn")]
    [InlineData("-Scn 'yesterday'", "InvalidNumber", "Scn")]
    [InlineData("-Scn ([DateTimeOffset]::UtcNow)", "InvalidNumber", "Scn")]
    [InlineData("-HaHighThreadScore 101", "InvalidHaHighThreadScore", "HaHighThreadScore")]
    [InlineData("-HaHighThreadScore -1", "InvalidHaHighThreadScore", "HaHighThreadScore")]
    [InlineData("-Concurrency 0", "InvalidConcurrency", "Concurrency")]
    [InlineData("-Concurrency -4", "InvalidConcurrency", "Concurrency")]
    [InlineData("-Concurrency 101", "InvalidConcurrency", "Concurrency")]
    [InlineData("-Concurrency 128", "InvalidConcurrency", "Concurrency")]
    public void A_number_out_of_its_range_is_refused(string arguments, string id, string parameter) =>
        Refused("Start-ObTenantRestore @good " + arguments, id, parameter);

    [Theory]
    [InlineData("$bad = $good.Clone(); $bad.Remove('RestoreTenantName'); Start-ObTenantRestore @bad", "RestoreTenantName")]
    [InlineData("$bad = $good.Clone(); $bad.Remove('DataBackupUri'); Start-ObTenantRestore @bad", "DataBackupUri")]
    [InlineData("$bad = $good.Clone(); $bad.Remove('ZoneList'); Start-ObTenantRestore @bad", "ZoneList")]
    public void A_missing_value_is_an_error_and_not_a_prompt(string script, string parameter) => Refused(script, "MissingParameter", parameter);

    [Fact]
    [Trait("Trap", "32")]
    public void A_point_in_time_without_a_log_archive_is_refused() => Refused(
        "$bad = $good.Clone(); $bad.Remove('ArchiveLogUri'); Start-ObTenantRestore @bad -Timestamp 2026-11-21T12:00:00Z", "ArchiveLogUriRequired", "ArchiveLogUri");

    [Theory]
    [InlineData("restore_tenant_name", "'other'", "RestoreTenantName")]
    [InlineData("data_backup_uri", "'file:///other'", "DataBackupUri")]
    [InlineData("archive_log_uri", "'file:///other'", "ArchiveLogUri")]
    [InlineData("zone_list", "'zone2:s1:1'", "ZoneList")]
    public void A_row_that_contradicts_the_command_line_is_refused(string key, string value, string parameter) =>
        Refused($"@{{ {key} = {value} }} | Start-ObTenantRestore @good", "ConflictingValue", parameter);

    [Theory]
    [InlineData("scn = 1728727696264250401", "-Scn 1728727696264250400", "Scn")]
    [InlineData("timestamp = '2026-11-21T12:00:00Z'", "-Timestamp 2026-11-21T12:00:00+08:00", "Timestamp")]
    [InlineData("ha_high_thread_score = 20", "-HaHighThreadScore 30", "HaHighThreadScore")]
    [InlineData("concurrency = 2", "-Concurrency 3", "Concurrency")]
    [InlineData("primary_zone = 'zone1'", "-PrimaryZone random", "PrimaryZone")]
    public void An_optional_value_of_a_row_that_contradicts_the_command_line_is_refused(string row, string arguments, string parameter) =>
        Refused($"@{{ {row} }} | Start-ObTenantRestore @good {arguments}", "ConflictingValue", parameter);

    [Theory]
    [InlineData("time_stamp", "2026-11-21T12:00:00")]
    [InlineData("scn", "12x")]
    [InlineData("ha_high_thread_score", "ten")]
    [InlineData("concurrency", "2.5")]
    [InlineData("zone_list", "zone1:s1")]
    [InlineData("restore_tenant_name", "rt#2")]
    [InlineData("data_backup_uri", "backup")]
    public void An_invalid_cell_of_a_row_is_refused_like_an_invalid_parameter(string key, string value)
    {
        SessionResult result = room.Session.InvokeWithInput("$input | Start-ObTenantRestore", [room.Session.FromCsv(
            "restore_tenant_name,data_backup_uri,archive_log_uri,zone_list".Replace(key, "Concurrency", StringComparison.Ordinal) + "," + key,
            $"{(key == "restore_tenant_name" ? "" : "rt2")},{(key == "data_backup_uri" ? "" : "file:///d")},file:///l,{(key == "zone_list" ? "" : "zone1:s1:1")},{value}")]);
        Assert.Single(result.AllErrors);
        NothingWasSent(result);
    }

    [Fact]
    public void All_errors_of_a_request_are_reported_together()
    {
        SessionResult result = room.Run("Start-ObTenantRestore -RestoreTenantName 'rt#2' -Timestamp 12:00 -HaHighThreadScore 400 -ZoneList zone1:s1:0");

        string message = result.Error("InvalidRequest").ErrorDetails.Message;
        foreach (string parameter in new[] { "RestoreTenantName", "DataBackupUri", "Timestamp", "HaHighThreadScore", "ZoneList" })
        {
            Assert.Contains("-" + parameter + ":", message, StringComparison.Ordinal);
        }

        NothingWasSent(result);
    }

    [Theory]
    [InlineData("-HaHighThreadScore 10.7", "HaHighThreadScore")]
    [InlineData("-Concurrency 2.5", "Concurrency")]
    public void A_fraction_is_refused_and_not_rounded(string arguments, string parameter)
    {
        SessionResult result = room.Run($"Start-ObTenantRestore @good -RestoreTenantName {parameter} {arguments}");

        Assert.Contains(parameter, Assert.Single(result.AllErrors).ToString(), StringComparison.Ordinal);
        NothingWasSent(result);
    }

    [Fact]
    public void A_time_before_OceanBase_existed_is_refused_with_the_name_of_the_given_parameter() =>
        Refused("Start-ObTenantRestore @good -Timestamp 1985-11-21T12:00:00Z", "InvalidTimestamp", "Timestamp");

    [Fact]
    public void Without_a_connection_the_error_says_how_to_connect()
    {
        using var session = new HostedSession();
        session.SetVariable("good", ConnectedSession.Good());

        SessionResult result = session.Invoke("Start-ObTenantRestore @good");

        ErrorRecord error = result.Error("NotConnected");
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Contains("Connect-ObCluster", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private ErrorRecord Refused(string script, string id, string parameter)
    {
        SessionResult result = room.Run(script);

        ErrorRecord error = result.Error(id);
        Assert.Contains(id == "UnknownKey" ? $"'{parameter}'" : $"-{parameter}:", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.StartsWith(id, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        NothingWasSent(result);
        return error;
    }

    private void NothingWasSent(SessionResult result)
    {
        Assert.Empty(result.Output);
        Assert.Empty(result.Audit);
        Assert.Empty(room.Requests.Select(r => r.Method + " " + r.PathAndQuery));
        Assert.Empty(room.RestoreStatements);
    }
}
