using System;
using System.Linq;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Secrets;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Client.Tests.Restores.Requests;

/// <summary>Promise 3: no input can become SQL or a shell command, and no input is silently ignored.</summary>
[Trait("Promise", "3")]
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Restores")]
public sealed class RestoreRequestCheckerTests
{
    public static TheoryData<string> HostileUris =>
    [
        "file:///a'b", "file:///a\"b", "file:///a`b", "file:///a\\b", "file:///a,b", "file:///a;b", "file:///a b", "file:///a\tb",
        "file:///a\nb", "file:///a\0b", "file:///a\u007Fb", "file:///a\u2019b", "file:///a\u201Db", "file:///a\uFF07b", "file:///a\uFF02b",
        "file:///a\u202Eb", "file:///a\u200Bb", "file:///a\u00A0b", "file:///a\u2028b", "file:///a\u02BCb", "file:///a\uFF1Bb",
        "file:///'; DROP TENANT prod FORCE; --", "no-scheme", "/data/backup", "file:///" + new string('a', 3000),
    ];

    public static TheoryData<string> HostileNames =>
    [
        "a'b", "a\"b", "a`b", "a\\b", "a b", "a#b", "a-b", "a.b", "a;b", "a,b", "a/b", "a%b", "a$b", "1a", "a\n", "\na", "a\u0000", "ä", "ａ", "名",
        "t1; DROP TENANT prod", "t1--", "t1/*", "a\u200B", "a\u202E", new string('a', 64),
    ];

    [Theory]
    [MemberData(nameof(HostileUris))]
    public void A_hostile_URI_is_refused_and_not_shown_in_the_error(string uri)
    {
        TenantRestoreRequest request = Good();
        request.DataBackupUri = new StorageUri(uri);
        InputFault fault = Assert.Single(RestoreRequestChecker.Check(request));
        Assert.Equal(("InvalidStorageUri", "DataBackupUri"), (fault.ErrorId, fault.Parameter));
        Assert.DoesNotContain("DROP", fault.Message, StringComparison.Ordinal);

        request = Good();
        request.ArchiveLogUri = new StorageUri(uri);
        Assert.Equal("ArchiveLogUri", Assert.Single(RestoreRequestChecker.Check(request)).Parameter);
    }

    [Theory]
    [InlineData("file:///data/backup/data")]
    [InlineData("oss://bucket/key?host=oss-cn-hangzhou.aliyuncs.com&access_id=LTAI5t&access_key=a+b/c==&delete_mode=tagging")]
    [InlineData("s3://bucket/a_b-c.d/~e?host=http://10.0.0.1:9000&access_id=i&access_key=k&s3_region=cn&force_path_style=true")]
    [InlineData("cos://b/k?host=h&appid=1&access_id=i&access_key=k")]
    [InlineData("file:///备份/租户1")]
    [InlineData("file:///a%2Bb/(c)[d]{e}#f!*@$")]
    public void A_valid_URI_is_accepted(string uri)
    {
        TenantRestoreRequest request = Good();
        request.DataBackupUri = new StorageUri(uri);
        Assert.Empty(RestoreRequestChecker.Check(request));
    }

    [Theory]
    [MemberData(nameof(HostileNames))]
    public void The_error_for_a_hostile_tenant_name_shows_the_character_and_its_position(string name)
    {
        TenantRestoreRequest request = Good();
        request.RestoreTenantName = name;
        InputFault fault = Assert.Single(RestoreRequestChecker.Check(request));
        Assert.Equal(("InvalidTenantName", "RestoreTenantName"), (fault.ErrorId, fault.Parameter));
        Assert.Matches(name.Length > 63 ? "64 characters" : "at position [0-9]+", fault.Message);
        Assert.DoesNotContain(fault.Message, c => char.IsControl(c) || c is '\u202E' or '\u200B');
    }

    [Theory]
    [InlineData("sys")]
    [InlineData("SYS")]
    [InlineData("all")]
    [InlineData("All_User")]
    [InlineData("all_meta")]
    [InlineData("META$1002")]
    [InlineData("meta$x")]
    public void A_reserved_name_is_refused(string name)
    {
        TenantRestoreRequest request = Good();
        request.RestoreTenantName = name;
        Assert.Equal("ReservedTenantName", Assert.Single(RestoreRequestChecker.Check(request)).ErrorId);
    }

    [Theory]
    [InlineData("t")]
    [InlineData("_t")]
    [InlineData("T1_copy")]
    [InlineData("system")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890123")]
    public void A_valid_tenant_name_is_accepted(string name)
    {
        TenantRestoreRequest request = Good();
        request.RestoreTenantName = name;
        Assert.Empty(RestoreRequestChecker.Check(request));
    }

    [Theory]
    [InlineData("zone 1")]
    [InlineData("zone'1")]
    [InlineData("zone\"1")]
    [InlineData("zone`1")]
    [InlineData("zone\\1")]
    [InlineData("zone,1")]
    [InlineData("zone;1")]
    [InlineData("zone&1")]
    [InlineData("zone@1")]
    [InlineData("zone\r1")]
    [InlineData("zone\u20281")]
    [InlineData("zone\uFF071")]
    [InlineData("zone\u200D1")]
    public void A_hostile_zone_name_is_refused(string name) =>
        Assert.Contains(RestoreRequestChecker.Check(Good(new ZoneParam(name, "s1", 1))), f => f.ErrorId == "InvalidZoneName" && f.Parameter == "ZoneList");

    [Theory]
    [InlineData("s'1")]
    [InlineData("s\"1")]
    [InlineData("s`1")]
    [InlineData("s\\1")]
    [InlineData("s\n1")]
    [InlineData(" s1")]
    [InlineData("")]
    public void A_hostile_unit_config_name_is_refused(string name) =>
        Assert.Equal("InvalidUnitConfigName", Assert.Single(RestoreRequestChecker.Check(Good(new ZoneParam("zone1", name, 1)))).ErrorId);

    [Theory]
    [InlineData("it's", "position 3")]
    [InlineData("back\\slash", "position 5")]
    [InlineData("new\nline", "position 4")]
    [InlineData("quote\u2019", "position 6")]
    [InlineData("", "empty")]
    public void A_backup_password_with_invalid_characters_is_refused_and_not_shown_in_the_error(string password, string reason)
    {
        TenantRestoreRequest request = Good();
        request.Decryption = [SecretText.Protect("good"), SecretText.Protect(password)];
        InputFault fault = Assert.Single(RestoreRequestChecker.Check(request));
        Assert.Equal("InvalidDecryption", fault.ErrorId);
        Assert.Contains("2 of 2", fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("slash)", fault.Message.Replace("backslash (\\)", "", StringComparison.OrdinalIgnoreCase), StringComparison.Ordinal);
    }

    /// <summary>
    /// Half a surrogate pair has no UTF-8 encoding and would be sent as another character. (This test is not a theory, because test data
    /// cannot contain half a pair.)
    /// </summary>
    [Fact]
    public void Half_a_surrogate_pair_is_refused_in_every_field()
    {
        string half = new(['a', (char)0xD83D, 'b']);
        TenantRestoreRequest request = Good(new ZoneParam(half, half, 1));
        request.RestoreTenantName = half;
        request.DataBackupUri = new StorageUri("file:///" + half);
        request.Decryption = [SecretText.Protect(half)];
        request.KmsEncryptInfo = SecretText.Protect(half);
        Assert.Equal(
            ["InvalidStorageUri", "InvalidTenantName", "InvalidZoneName", "InvalidUnitConfigName", "InvalidDecryption", "InvalidKmsEncryptInfo"],
            RestoreRequestChecker.Check(request).Select(f => f.ErrorId));
    }

    [Theory]
    [InlineData("a\"b")]
    [InlineData("a\\\\\"b")]
    [InlineData("ends\\")]
    [InlineData("a\nb")]
    public void A_KmsEncryptInfo_that_would_end_its_quotes_in_the_statement_is_refused(string kms)
    {
        TenantRestoreRequest request = Good();
        request.KmsEncryptInfo = SecretText.Protect(kms);
        Assert.Equal("InvalidKmsEncryptInfo", Assert.Single(RestoreRequestChecker.Check(request)).ErrorId);
    }

    [Fact]
    public void A_KmsEncryptInfo_with_escaped_quotes_is_accepted()
    {
        TenantRestoreRequest request = Good();
        request.KmsEncryptInfo = SecretText.Protect("{\\\"region\\\":\\\"cn\\\\north\\\"}");
        Assert.Empty(RestoreRequestChecker.Check(request));
    }

    [Fact]
    public void Each_rule_for_the_zone_list_has_its_own_error_id()
    {
        Assert.Equal("ZoneRepeated", Single(new ZoneParam("z", "s", 1), new ZoneParam("z", "s", 1)));
        Assert.Equal("UnitNumInconsistent", Single(new ZoneParam("a", "s", 1), new ZoneParam("b", "s", 2)));
        Assert.Equal("UnitNumInvalid", Single(new ZoneParam("a", "s", 0)));
        Assert.Equal("NoFullReplica", Single(new ZoneParam("a", "s", 1) { ReplicaType = ReplicaType.READONLY }));

        static string Single(params ZoneParam[] zones) => Assert.Single(RestoreRequestChecker.Check(Good(zones))).ErrorId;
    }

    [Theory]
    [InlineData("zone9")]
    [InlineData("zone1;zone1")]
    [InlineData("zone1,,zone2")]
    [InlineData("zone1;")]
    [InlineData("Zone1")]
    [InlineData("zone1' ")]
    public void A_primary_zone_that_is_not_in_the_zone_list_or_is_repeated_is_refused(string primary)
    {
        TenantRestoreRequest request = Good();
        request.PrimaryZone = primary;
        Assert.Equal("InvalidPrimaryZone", Assert.Single(RestoreRequestChecker.Check(request)).ErrorId);
    }

    [Theory]
    [InlineData(null, "RANDOM")]
    [InlineData("", "RANDOM")]
    [InlineData("Random", "RANDOM")]
    [InlineData("zone2", "zone2")]
    [InlineData("zone2 ; zone1 , zone3", "zone2;zone1,zone3")]
    public void The_primary_zone_is_built_from_the_zone_names(string? given, string sent) =>
        Assert.Equal(sent, PrimaryZone.Normalize(given, Good().ZoneList, out _));

    [Fact]
    public void A_point_in_time_needs_ArchiveLogUri()
    {
        TenantRestoreRequest request = Good();
        request.Until = RestorePoint.Parse("2026-11-21T12:00:00Z");
        request.ArchiveLogUri = null;
        Assert.Equal("ArchiveLogUriRequired", Assert.Single(RestoreRequestChecker.Check(request)).ErrorId);
    }

    [Theory]
    [InlineData(1728727696)]
    [InlineData(1728727696264)]
    [InlineData(1)]
    public void An_SCN_in_seconds_or_milliseconds_is_refused(long scn)
    {
        TenantRestoreRequest request = Good();
        request.Until = RestorePoint.FromScn(scn);
        Assert.Equal("InvalidScn", Assert.Single(RestoreRequestChecker.Check(request)).ErrorId);
    }

    [Fact]
    public void All_errors_are_found_together()
    {
        var request = new TenantRestoreRequest { HaHighThreadScore = 101, Concurrency = 0 };
        Assert.Equal(
            ["DataBackupUri", "RestoreTenantName", "ZoneList", "Concurrency", "HaHighThreadScore"],
            RestoreRequestChecker.Check(request).Select(f => f.Parameter));
    }

    private static TenantRestoreRequest Good(params ZoneParam[] zones) => new()
    {
        DataBackupUri = new StorageUri("file:///b/d"),
        ArchiveLogUri = new StorageUri("file:///b/l"),
        RestoreTenantName = "t1",
        ZoneList = zones.Length > 0 ? zones : [new ZoneParam("zone1", "s1", 1), new ZoneParam("zone2", "s1", 1), new ZoneParam("zone3", "s1", 1)],
    };
}
