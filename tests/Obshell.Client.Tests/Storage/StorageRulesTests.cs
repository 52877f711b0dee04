using System;
using System.IO;
using System.Linq;
using Obshell.Client.Storage;
using ObshellPS.Tests;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Client.Tests.Storage;

/// <summary>How OceanBase interprets a storage URI (PROTOCOL 4.6, docs/storage.md).</summary>
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Storage")]
public sealed class StorageRulesTests
{
    private const string Keys = "&access_id=i&access_key=k";

    [Theory]
    [InlineData("file:///backup/t1/data")]
    [InlineData("oss://b/k?host=h" + Keys)]
    [InlineData("oss://b/k?host=h&delete_mode=tagging" + Keys)]
    [InlineData("oss://b/k?host=h&checksum_type=md5&enable_worm=true" + Keys)]
    [InlineData("cos://b/k?host=h&appid=1" + Keys)]
    [InlineData("s3://b/k?host=s3.us-east-1.amazonaws.com&s3_region=us-east-1" + Keys)]
    [InlineData("s3://b/k?host=10.0.0.9:9000&addressing_model=path_style" + Keys)]
    [InlineData("s3://b/k?host=obs.cn-north-4.myhuaweicloud.com" + Keys)]
    [InlineData("s3://b/k?host=amazonaws.com.example.org" + Keys)]
    [InlineData("s3://b/k?host=h&checksum_type=crc32" + Keys)]
    [InlineData("s3://b/k?host=h&force_path_style=true&max_iops=100&max_bandwidth=100MB&region=r" + Keys)]
    [InlineData("oss://b/k?host=h&role_arn=acs:ram::1:role/r")]
    [InlineData("oss://b/k?host=h&role_arn=acs:ram::1:role/r&external_id=x")]
    [InlineData("oss://b/k?host=h&access_id=i&access_key=a+b/c==")]
    public void A_URI_that_OceanBase_accepts_has_no_finding(string text) => Assert.Empty(StorageRules.Judge(new StorageUri(text)));

    [Theory]
    [InlineData("file://backup/t1", "absolute path")]
    [InlineData("file:///", "absolute path")]
    [InlineData("file:///backup?host=h", "host is not allowed in a file:// URI")]
    [InlineData("file:///backup?delete_mode=delete", "delete_mode is not allowed")]
    [InlineData("FILE:///backup", "lower case: file://")]
    [InlineData("OSS://b/k?host=h" + Keys, "lower case: oss://")]
    [InlineData("oss://b/k?host=h", "no access_id and no access_key")]
    [InlineData("oss://b/k?host=h&access_id=i&access_key=", "no access_key")]
    [InlineData("oss://b/k?host=h&access_key=k", "no access_id")]
    [InlineData("oss://b/k?host=h&access_id=i&accesskey=k", "no access_key")]
    [InlineData("oss://b/k?host=h&role_arn=r" + Keys, "a role or keys, not both")]
    [InlineData("oss://b/k?host=h&role_arn=r&access_id=i", "a role or keys, not both")]
    [InlineData("oss://b/k?host=h&role_arn=", "no access_id and no access_key")]
    [InlineData("oss://b/k", "needs host.")]
    [InlineData("oss://b/k?host=" + Keys, "needs host.")]
    [InlineData("oss://b?host=h" + Keys, "no bucket and key")]
    [InlineData("oss:///k?host=h" + Keys, "no bucket and key")]
    [InlineData("cos://b/k?host=h" + Keys, "needs appid.")]
    [InlineData("oss://b/k?host=h&appid=1" + Keys, "appid is not allowed in a oss:// URI. It is for cos.")]
    [InlineData("s3://b/k?host=s3.amazonaws.com" + Keys, "needs s3_region.")]
    [InlineData("s3://b/k?host=S3.CN-NORTH-1.AMAZONAWS.COM.CN:443" + Keys, "needs s3_region.")]
    [InlineData("oss://b/k?host=h&s3_region=r" + Keys, "s3_region is not allowed in a oss:// URI. It is for s3.")]
    [InlineData("oss://b/k?host=h&delete_mode=recycle" + Keys, "It accepts delete or tagging")]
    [InlineData("oss://b/k?host=h&delete_mode=Delete" + Keys, "It accepts delete or tagging")]
    [InlineData("oss://b/k?host=h&checksum_type=crc32" + Keys, "It accepts no_checksum or md5")]
    [InlineData("s3://b/k?host=h&checksum_type=sha1" + Keys, "It accepts no_checksum, md5 or crc32")]
    [InlineData("s3://b/k?host=h&addressing_model=path-style" + Keys, "It accepts virtual_hosted_style or path_style")]
    [InlineData("oss://b/k?host=h&enable_worm=true" + Keys, "checksum_type=md5")]
    [InlineData("s3://b/k?host=h&enable_worm=true&checksum_type=md5" + Keys, "needs oss://")]
    [InlineData("oss://b/k?host=h&enable_worm=yes" + Keys, "It accepts true or false")]
    [InlineData("oss://b/k?host=h&max_iops=many" + Keys, "A valid value is 1000")]
    [InlineData("oss://b/k?host=h&max_bandwidth=100" + Keys, "A valid value is 100MB")]
    [InlineData("oss://b/k?host=h&host=h" + Keys, "host is given 2 times")]
    [InlineData("oss://b/k?host=h&access_key=x" + Keys, "access_key is given 2 times")]
    public void A_URI_that_OceanBase_cannot_use_is_refused(string text, string why) => AssertFound(text, StorageSeverity.Refused, why);

    [Theory]
    [InlineData("oss://b/k?host=h&accesskey=x" + Keys, "Did you mean access_key?")]
    [InlineData("oss://b/k?host=h&checksum-type=md5" + Keys, "Did you mean checksum_type?")]
    [InlineData("oss://b/k?host=h&Delete_Mode=delete" + Keys, "Did you mean delete_mode?")]
    [InlineData("s3://b/k?host=h&s3region=r" + Keys, "Did you mean s3_region?")]
    [InlineData("s3://b/k?host=h&adressing_model=path_style" + Keys, "Did you mean addressing_model?")]
    [InlineData("oss://b/k?host=h&colour=red" + Keys, "does not read the parameter 'colour'.")]
    [InlineData("oss://b/k?host=h&access_id=i&access_key=a%2Bb", "The value of access_key contains a percent escape")]
    [InlineData("oss://b/k?host=h&access_id=a%2Fb&access_key=k", "The value of access_id contains a percent escape")]
    [InlineData("oss://b/k?host=h%2eexample&access_id=i&access_key=k", "The value of host contains a percent escape")]
    public void A_URI_that_is_probably_a_mistake_is_doubtful(string text, string why) => AssertFound(text, StorageSeverity.Doubtful, why);

    [Theory]
    [InlineData("nfs://b/k", "Agents do not support 'nfs'. They support file, oss, cos and s3.")]
    [InlineData("azblob://b/k?host=h" + Keys, "Agents do not support azblob://")]
    [InlineData("file:///backup/data?zone=zone1", "Agents do not accept a file:// URI with '?'")]
    [InlineData("file:///backup/data?idc=a", "Agents do not accept a file:// URI with '?'")]
    [InlineData("file:///backup/data?region=a", "Agents do not accept a file:// URI with '?'")]
    public void A_URI_that_the_agent_cannot_read_is_unknown_and_not_refused(string text, string why)
    {
        AssertFound(text, StorageSeverity.Unknown, why);
        Assert.DoesNotContain(StorageRules.Judge(new StorageUri(text)), f => f.Severity == StorageSeverity.Refused);
    }

    [Theory]
    [InlineData("file:///b/clog", "file:///b/data", "probably swapped")]
    [InlineData("oss://b/t/archive?host=h", "oss://b/t/backup?host=h", "probably swapped")]
    [InlineData("file:///b/data", "file:///b/data/", "have the same location")]
    [InlineData("oss://b/k?host=h&access_id=i", "oss://b/k?host=h", "have the same location")]
    [InlineData("file:///b", "file:///b/clog", "inside the location of the data backup")]
    [InlineData("file:///b/clog/data", "file:///b/clog", "inside the location of the log archive")]
    [InlineData("file:///b/data", "file:///b/clog", null)]
    [InlineData("file:///data/backup/data", "file:///data/backup/clog", null)]
    [InlineData("file:///archive/t1/data", "file:///archive/t1/clog", null)]
    [InlineData("file:///b/da", "file:///b/data", null)]
    [InlineData("oss://b1/data?host=h", "oss://b2/data?host=h", null)]
    [InlineData("oss://b/data?host=h", "s3://b/data?host=h", null)]
    public void Data_and_log_URIs_that_do_not_match_are_reported(string data, string logs, string? why)
    {
        string? found = StoragePlaces.Judge(new StorageUri(data), new StorageUri(logs));

        Assert.Equal(why is null, found is null);
        Assert.Contains(why ?? "", found ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void No_finding_shows_a_parameter_value()
    {
        const string Value = "s3cret-4711";
        string all = string.Join(" ", StorageParameter.All.SelectMany(p => new[] { $"oss://b/k?{p.Name}={Value}&{p.Name}=%{Value}", $"file:///b?{p.Name}={Value}", $"s3://b/k?{p.Name}x={Value}" })
            .SelectMany(uri => StorageRules.Judge(new StorageUri(uri))).Select(f => f.Text));

        Assert.DoesNotContain(Value, all, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_docs_storage_md_shows_the_table_of_parameters()
    {
        string[] rows = [.. File.ReadAllLines(Path.Combine(Repository.Root, "docs", "storage.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal) && l.Count(c => c == '|') == 7)];

        Assert.Equal(
            StorageParameter.All.Select(p => $"| `{p.Name}` | {string.Join(", ", p.Schemes.Select(s => s.Name))} | {Values(p)} | {(p.OceanBaseReads ? "yes" : "no")} | {(p.AgentReads ? "yes" : "no")} | {(p.IsSecret ? "yes" : "")} |"),
            rows);
    }

    private static string Values(StorageParameter parameter) => parameter.Values.Count > 0 ? string.Join(", ", parameter.Values.Select(v => $"`{v}`")) : parameter.Example.Length > 0 ? $"like `{parameter.Example}`" : "any";

    private static void AssertFound(string text, StorageSeverity severity, string why)
    {
        StorageFinding[] found = [.. StorageRules.Judge(new StorageUri(text))];

        Assert.Contains(found, f => f.Severity == severity && f.Text.Contains(why, StringComparison.Ordinal));
    }
}
