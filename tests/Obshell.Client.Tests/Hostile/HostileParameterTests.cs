using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Obshell.Client.Input;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Time;
using Obshell.Reliability;
using Xunit;

namespace Obshell.Client.Tests.Hostile;

/// <summary>
/// Promise 3 for every parameter that an agent inserts into SQL or a shell command. No hostile value is sent, each error shows the
/// character and its position, and every name that OceanBase documents is sent unchanged.
/// </summary>
[Trait("Category", "Reliability")]
[Trait("Promise", "3")]
[Trait("Topic", "Hostile")]
public sealed class HostileParameterTests
{
    private const string Letters = "abcXYZ019_";

    private static readonly string[] Common = [.. HostileTexts.Controls, .. HostileTexts.Unseen, .. HostileTexts.QuoteLike, .. HostileTexts.Halves];
    private static readonly string[] OfNames = [.. Common, .. HostileTexts.NoLetters];

    /// <summary>The rows of the report, one for each parameter that was tested so far.</summary>
    private static readonly SortedDictionary<string, (string, string, string)> Rows = new(StringComparer.Ordinal);

    public static TheoryData<string> Parameters => [.. All.Keys];

    public static TheoryData<string, string> Legal
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach ((string parameter, string[] texts) in Documented)
            {
                foreach (string text in texts)
                {
                    data.Add(parameter, text);
                }
            }

            return data;
        }
    }

    private static Dictionary<string, Parameter> All { get; } = new()
    {
        ["RestoreTenantName"] = new("RestoreTenantName", "InvalidTenantName", Letters, "t", [.. OfNames, .. Ascii(c => !(char.IsAsciiLetterOrDigit(c) || c == '_')), "\u00E4", "\u540D", "\uFF41", "\u0430"], "", 64, (r, v) => r.RestoreTenantName = v),
        ["ZoneName"] = new("ZoneList", "InvalidZoneName", Letters + "-.#$%()", "z", [.. OfNames, " ", "'", "\"", "`", "\\", ",", ";", "&", "@"], "'", 129, (r, v) => r.ZoneList = [new ZoneParam(v, "s1", 1)]),
        ["UnitConfigName"] = new("ZoneList", "InvalidUnitConfigName", Letters + "-. #;,&@", "u", [.. OfNames, "'", "\"", "`", "\\"], "`", 129, (r, v) => r.ZoneList = [new ZoneParam("zone1", v, 1)]),
        ["PrimaryZone"] = new("PrimaryZone", "InvalidPrimaryZone", Letters + "-.", "z", [.. OfNames, " ", "'", "\"", "`", "\\", "&", "@"], "'", 0, (r, v) => r.PrimaryZone = v) { PositionIsWithinZone = true },
        ["DataBackupUri"] = new("DataBackupUri", "InvalidStorageUri", Letters + "-./?&=:+~", "file:///", [.. OfNames, " ", "'", "\"", "`", "\\", ",", ";"], "'", 2049, (r, v) => r.DataBackupUri = new StorageUri(v)) { IsSecret = true },
        ["ArchiveLogUri"] = new("ArchiveLogUri", "InvalidStorageUri", Letters + "-./?&=:+~", "oss://b/k?host=h&access_key=", [.. OfNames, " ", "'", "\"", "`", "\\", ",", ";"], "\"", 2049, (r, v) => r.ArchiveLogUri = new StorageUri(v)) { IsSecret = true },
        ["Decryption"] = new("Decryption", "InvalidDecryption", Letters + " \"`;,&#-$", "p", [.. Common, "'", "\\"], "'", 4097, (r, v) => r.Decryption = [SecretText.Protect("good"), SecretText.Protect(v)]) { IsSecret = true },
        ["KmsEncryptInfo"] = new("KmsEncryptInfo", "InvalidKmsEncryptInfo", Letters + " ;,&#-$:{}", "k", [.. Common, "'", "\"", "`"], "\"", 4097, (r, v) => r.KmsEncryptInfo = SecretText.Protect(v)) { IsSecret = true },
    };

    /// <summary>Values that OceanBase's documentation allows for tenants, zones, resource units and backup destinations.</summary>
    private static Dictionary<string, string[]> Documented { get; } = new()
    {
        ["RestoreTenantName"] = ["t", "T1", "mysql_tenant", "oracle_tenant", "rt2", "_t", "tenant_2026_11_24", "system", "allx", new string('a', 63)],
        ["ZoneName"] = ["zone1", "z1", "z-1", "z.1", "Zone_1", "zone1#a", "hz1.rack-2", "1zone", "\u676D\u5DDE1", "\u4E00\u533A", "z\u00F6ne", "\u30BE\u30FC\u30F3", "\uFF8C\uFF9E", "\uC9C0\uC5ED", "\u0437\u043E\u043D\u0430", new string('z', 128)],
        ["UnitConfigName"] = ["s1", "unit_4c16g", "unit-config.2", "small unit", "2C4G", "\u89C4\u683C\u4E00", "u#1", new string('u', 128)],
        ["PrimaryZone"] = ["RANDOM", "random", "zone1", "zone1;zone2", "zone1,zone2;zone3", "zone3 ; zone1 , zone2", ""],
        ["DataBackupUri"] = Places,
        ["ArchiveLogUri"] = Places,
        ["Decryption"] = ["x", "Backup#2026!", "with space", "quote\"d", "back`tick", "\u5BC6\u7801", "p\u00E4ss", "\U0001F600", "a;b,c&d", "%27", new string('p', 4096)],
        ["KmsEncryptInfo"] = ["kms_host=10.0.0.1", "{\\\"region\\\":\\\"cn\\\"}", "a\\\\b", "region=cn&key=1;x"],
    };

    private static string[] Places =>
    [
        "file:///data/1/backup", "file:///home/admin/oceanbase/backup/data", "file:///data/backup/%E5%A4%87", "file:///\u5907\u4EFD/\u79DF\u62371", "file:///mnt/nfs-01/backup.d/t_1~2026/(a)[b]{c}",
        "oss://oceanbase-test-bucket/backup/data?host=oss-cn-hangzhou.aliyuncs.com&access_id=LTAI5tExample&access_key=k3y/+=a",
        "oss://bkt/prod/data/?host=oss-cn-hangzhou-internal.aliyuncs.com&access_id=i&access_key=k&delete_mode=delete",
        "oss://bkt/prod/data?host=h&access_id=i&access_key=k&delete_mode=tagging&checksum_type=md5",
        "oss://bkt/d?host=h&role_arn=acs:ram::123456789012:role/backup-role&external_id=ext-1",
        "cos://bkt-1250000000/backup?host=cos.ap-nanjing.myqcloud.com&access_id=AKID&access_key=k&appid=1250000000&delete_mode=delete",
        "s3://bkt/backup/data?host=s3.us-west-1.amazonaws.com&access_id=AKIA&access_key=wJalrXUtnFEMI/K7MDENG&s3_region=us-west-1&delete_mode=tagging&checksum_type=crc32&enable_worm=true",
        "s3://bkt/backup?host=http://10.0.0.1:9000&access_id=minio&access_key=k&s3_region=cn&addressing_model=path_style&force_path_style=true",
        "s3://bkt/backup?host=https://storage.googleapis.com&access_id=G&access_key=k&s3_region=auto&addressing_model=virtual_hosted_style",
        "s3://bkt/backup?host=obs.cn-north-4.myhuaweicloud.com&access_id=i&access_key=k&s3_region=cn-north-4&max_iops=1000&max_bandwidth=100mb&src_info=https://x",
        "azblob://container/backup?host=https://acc.blob.core.windows.net&access_id=acc&access_key=a2V5Cg==",
    ];

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task Promise_3_No_hostile_value_is_sent_and_each_error_shows_the_character_and_position(string name)
    {
        await using VirtualCluster room = await VirtualCluster.StartAsync();
        room.Cluster.Requests.Clear();
        Parameter parameter = All[name];
        int count = 0;
        foreach ((string text, int at) in HostileTexts.Around(parameter.Legal, parameter.Start, parameter.Poison, parameter.Quote, Effort.Of(1_200, 10_000)))
        {
            if (name == "KmsEncryptInfo" && text[at] == '"' && text[at - 1] == '\\')
            {
                // KmsEncryptInfo is allowed to contain a quote after a backslash.
                continue;
            }

            InputFault fault = await RefusedAsync(room, parameter, text);
            string shown = Describe(text);
            Assert.True(fault.ErrorId == parameter.ErrorId && fault.Parameter == parameter.Name, $"{shown}: {fault.ErrorId} of {fault.Parameter}");
            string place = "at position " + (parameter.PositionIsWithinZone ? "" : (at + 1).ToString(CultureInfo.InvariantCulture));
            Assert.True(fault.Message.Contains(place, StringComparison.Ordinal), $"{shown}: no '{place}' in: {fault.Message}");
            Assert.True(NamesCharacter(fault.Message, text[at]), $"{shown}: the character is not named in: {fault.Message}");
            Assert.DoesNotContain(fault.Message, c => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator);
            Assert.False(parameter.IsSecret && fault.Message.Contains(text, StringComparison.Ordinal), "The message repeats " + shown);
            count++;
        }

        foreach (int length in parameter.TooLong == 0 ? [] : new[] { parameter.TooLong, parameter.TooLong + 1, 10_000, 60_000 })
        {
            Assert.Equal(parameter.ErrorId, (await RefusedAsync(room, parameter, parameter.Start + new string('x', length - parameter.Start.Length))).ErrorId);
            count++;
        }

        Assert.True(count >= 1_000);
        Assert.Empty(room.Cluster.Requests.All);
        Assert.Empty(room.Cluster.Sql.Statements);
        Rows[name] = ($"{name}: hostile values refused with place and character; requests sent for them", "1,000 or more; 0", $"{count:N0}; 0");
        Figures.Write("hostile-parameters", [.. Rows.Values]);
    }

    [Theory]
    [MemberData(nameof(Legal))]
    public void Promise_3_Documented_values_of_OceanBase_are_sent_unchanged(string name, string value)
    {
        TenantRestoreRequest request = Good();
        All[name].Set(request, value);
        Assert.Empty(RestoreRequestChecker.Check(request).Select(f => f.ToString()));
        JsonNode sent = JsonNode.Parse(RestoreRequestBody.Create(request))!;
        string? found = name switch
        {
            "RestoreTenantName" => (string?)sent["restore_tenant_name"],
            "ZoneName" => (string?)sent["zone_list"]![0]!["name"],
            "UnitConfigName" => (string?)sent["zone_list"]![0]!["unit_config_name"],
            "PrimaryZone" => (string?)sent["primary_zone"],
            "DataBackupUri" => (string?)sent["data_backup_uri"],
            "ArchiveLogUri" => (string?)sent["archive_log_uri"],
            "Decryption" => (string?)sent["decryption"]![1],
            _ => (string?)sent["kms_encrypt_info"],
        };
        string expected = name == "PrimaryZone" ? value.Length == 0 || value.Equals("random", StringComparison.OrdinalIgnoreCase) ? "RANDOM" : value.Replace(" ", "", StringComparison.Ordinal) : value;
        Assert.Equal(expected, found);
    }

    /// <summary>
    /// Software between the module and OceanBase can normalize a text, which joins letters and accents. The result must not become hostile.
    /// </summary>
    [Fact]
    public void Promise_3_Characters_that_normalization_changes_into_forbidden_ones_are_refused()
    {
        foreach (int c in Enumerable.Range(0x80, 0x10FFFF - 0x80).Where(c => c is < 0xD800 or > 0xDFFF && !char.IsControl((char)Math.Min(c, 0xFFFF))))
        {
            string one = char.ConvertFromUtf32(c);
            if (TextRules.ZoneName("z" + one) is null && (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.OtherNotAssigned))
            {
                Assert.True(TextRules.ZoneName("z" + one.Normalize(NormalizationForm.FormC)) is null, $"U+{c:X4} becomes something forbidden.");
            }
        }
    }

    private static async Task<InputFault> RefusedAsync(VirtualCluster room, Parameter parameter, string text)
    {
        TenantRestoreRequest request = Good();
        parameter.Set(request, text);
        try
        {
            await room.Client.Restores.StartAsync(request);
        }
        catch (ObshellInputException e)
        {
            return e.Faults[0];
        }

        throw new InvalidOperationException("Not refused: " + Describe(text));
    }

    private static bool NamesCharacter(string message, char c) => c switch
    {
        '\'' => message.Contains("single quote", StringComparison.Ordinal) || message.Contains("'''", StringComparison.Ordinal),
        '"' => message.Contains("double quote", StringComparison.Ordinal) || message.Contains("'\"'", StringComparison.Ordinal),
        '\\' => message.Contains("backslash", StringComparison.Ordinal) || message.Contains("'\\'", StringComparison.Ordinal),
        ' ' => message.Contains("a space", StringComparison.Ordinal) || message.Contains("U+0020", StringComparison.Ordinal),
        > ' ' and < (char)0x7F => message.Contains($"'{c}'", StringComparison.Ordinal),
        _ => message.Contains("U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture), StringComparison.Ordinal),
    };

    private static string Describe(string text) => string.Concat(text.Take(60).Select(c => c is > ' ' and < (char)0x7F ? c.ToString() : $"<{(int)c:X4}>"));

    private static IEnumerable<string> Ascii(Func<char, bool> which) => Enumerable.Range(0x20, 0x5F).Select(c => (char)c).Where(which).Select(c => c.ToString());

    private static TenantRestoreRequest Good() => VirtualCluster.Request("t1");

    private sealed record Parameter(
        string Name, string ErrorId, string Legal, string Start, IReadOnlyList<string> Poison, string Quote, int TooLong, Action<TenantRestoreRequest, string> Set)
    {
        /// <summary>True if an error must not show the value.</summary>
        public bool IsSecret { get; init; }

        public bool PositionIsWithinZone { get; init; }
    }
}
