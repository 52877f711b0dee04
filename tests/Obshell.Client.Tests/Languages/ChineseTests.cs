using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using Obshell.Client.Backups;
using Obshell.Client.Changes;
using Obshell.Client.Connection;
using Obshell.Client.Connection.Channel;
using Obshell.Client.Dags;
using Obshell.Client.Display;
using Obshell.Client.Encryption;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Raw;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Secrets;
using Obshell.Client.Storage;
using Obshell.Client.Tenants;
using Obshell.Client.Tls;
using Obshell.Client.Units;
using Xunit;

namespace Obshell.Client.Tests.Languages;

/// <summary>
/// In a Chinese session every text of the client is Chinese. Names, values, and texts from agents or OceanBase are not translated.
/// </summary>
[Trait("Topic", "Languages")]
public sealed partial class ChineseTests : IDisposable
{
    private static readonly Dictionary<string, Func<string>> Raised = new(StringComparer.Ordinal)
    {
        ["a restore with many faults"] = () => string.Join(" ", RestoreRequestChecker.Check(new TenantRestoreRequest
        {
            RestoreTenantName = "rt-2",
            Until = RestorePoint.FromScn(1),
            DataBackupUri = new StorageUri("file:///a'b"),
            ZoneList = [ReadOnly("zone 1", "", 0), ReadOnly("zone2", "s1 ", 2), ReadOnly("zone2", "s1", 1)],
            PrimaryZone = "zone9;zone9;",
            Concurrency = 0,
            HaHighThreadScore = 300,
            Decryption = [SecretText.Protect("a'b")],
            KmsEncryptInfo = SecretText.Protect("a\"b"),
        }).Select(f => f.Message)),
        ["an empty restore"] = () => string.Join(" ", RestoreRequestChecker.Check(new TenantRestoreRequest()).Select(f => f.Message)),
        ["a reserved word"] = () => string.Join(" ", RequestWarning.Of(new TenantRestoreRequest { RestoreTenantName = "select", KmsEncryptInfo = SecretText.Protect("x") }).SelectMany(w => new[] { w.Text, w.Advice })),
        ["a point in the future"] = () => RestoreRequestChecker.CheckFuture(new TenantRestoreRequest { Until = RestorePoint.FromScn(2_000_000_000_000_000_000) }, DateTimeOffset.FromUnixTimeSeconds(1))!.Message,
        ["storage URIs"] = () => string.Join(" ", new[] { "nfs://b/k", "OSS://b", "azblob://b/k?colour=1", "oss://b/k?host=a%2e&host=b&max_iops=x&acces_id=1", "file:///a?zone=z", "file://a?host=h", "oss://b/k?host=h&access_id=i&delete_mode=x" }
            .SelectMany(u => StorageRules.Judge(new StorageUri(u))).Select(f => f.Text)),
        ["characters of storage URIs"] = () => string.Join(" ", new[] { "file:///a b", "file:///a%", "file:///a%ff", "file:///a%25", "file:///a%27", "a" }.Select(u => new StorageUri(u).FindFault())),
        ["places"] = () => StoragePlaces.Judge(new StorageUri("file:///a"), new StorageUri("file:///a"))!,
        ["times"] = () => string.Join(" ", new[] { "now", "2026-11-21", "2026-11-21T12:00:00", "2026-02-30T12:00:00Z", "2026-11-21T25:00:00Z", "2026-11-21T12", "2026-11-21T12:00:00+20:00" }
            .Select(t => Assert.Throws<ArgumentException>(() => RestorePoint.Parse(t)).Message)),
        ["a DateTime without a zone"] = () => Assert.Throws<ArgumentException>(() => RestorePoint.FromDateTime(DateTime.MinValue)).Message,
        ["a backup"] = () => string.Join(" ", new[] { "", "sys", "a#b", new string('a', 70) }.Select(t => Message(() => BackupChecker.CheckTenant(t)))),
        ["destinations of backups"] = () => Message(() => BackupChecker.Check(new BackupPlaces { DataBackupUri = new StorageUri("file:///a?x=1"), ArchiveLogUri = new StorageUri("azblob://b/k?host=h") })),
        ["a tenant to drop"] = () => string.Join(" ", new[] { "sys", "META$1", "a#b", "--a", "a.b", "a/b", ".." }.Select(t => Message(() => TenantNames.CheckForDrop(t, "Name")))),
        ["the id of a DAG"] = () => Message(() => DagApi.CheckId("1/2")) + Message(() => DagApi.CheckId("")),
        ["another DAG"] = () => new DagIdentity("11") { Name = "a" }.MismatchOf(new AgentDag { Id = "11", Name = "b", MaintenanceKey = "t" })!.Message,
        ["a unit config"] = () => string.Join(" ", UnitConfigChecker.Check(new UnitConfigSpec { Name = "", MemorySize = "x", MaxCpu = 0, MinIops = 0, MaxIops = 0, LogDiskSize = "" }).Select(f => f.Message)),
        ["addresses"] = () => string.Join(" ", new[] { "ftp://a", "u@a", "a/b", "", "[::1", "::1", "a:x", "a b" }.Select(a => Message(() => ServerAddress.Parse(a, "Server")))),
        ["pinned keys"] = () => Message(() => PinnedKeys.Parse(["x", ""])) + Message(() => PinnedKeys.Parse([])),
        ["another key"] = () => new PublicKeyMismatchException("a:1", ["SHA256:x"], "SHA256:y", isTls: false).Message,
        ["a bad key"] = () => AgentChannel.BadKey("a:1", Assert.Throws<FormatException>(() => AgentKey.Parse(new string('A', 90_000)))).Message,
        ["plain HTTP"] = () => Message(() => UnencryptedAuthentication.Refuse([ServerAddress.Parse("10.0.0.1", "Server")], new ConnectOptions())),
        ["a password from a file"] = () => PasswordLineBreak.Fault("Password").Message,
        ["paths"] = () => string.Join(" ", new[] { "http://a/api/v1/x", "/x", "/api/v1/a b", "/api/v1/%x", "/api/v1/%01", "/api/v1/a/", "/api/v1/../a", "/api/v1//a" }.Select(p => Message(() => ApiPath.Check(p)))),
        ["bodies"] = () => string.Join(" ", new object[] { "[1]", "{", new Dictionary<string, object> { ["a"] = DateTime.MinValue }, new Dictionary<string, object> { ["a"] = double.NaN }, 1 }.Select(b => Message(() => RequestBody.Create(b, new Redactor())))),
        ["answers"] = () => string.Join(" ", new[] { (200, ""), (200, "<html>"), (502, "<p>"), (301, "x"), (200, "{\"a\"") }.Select(a => Message(() => EnvelopeReader.Read(new RawAnswer(a.Item1, Encoding.UTF8.GetBytes(a.Item2), null, "", "a:1"), new Redactor())))),
        ["an error without a reason"] = () => new ObshellApiException(default, 500, "", "a:1").Message,
        ["a change of unknown outcome"] = () =>
        {
            var unknown = new ChangeUnknownException(
                "ChangeUnknown", Texts.ChangeTexts.FormatUnknownRestoreStart("t"), ChangeSubject.Start("t"), new ObshellProtocolException("X", Texts.AnswerTexts.FormatEmptyBody("a:1", 200), 200, "a:1"), "", null);
            return unknown.Message + unknown.FindOut;
        },
        ["a broken connection"] = () => new TransportFaults("a:1", isTls: false, new ClientCertificate(null)).Explain(
            new HttpRequestException("'x'"), HttpMethod.Get, new Uri("http://a:1/api/v1/x"), headersArrived: true, "").Message,
        ["a file without certificates"] = () => Message(() =>
        {
            string file = Path.GetTempFileName();
            try
            {
                CertificateAuthorityFile.Load(file);
            }
            finally
            {
                File.Delete(file);
            }
        }),
        ["no agent"] = () => NoAgent.Of([new ObshellProtocolException("X", Texts.AnswerTexts.FormatEmptyBody("a:1", 200), 200, "a:1"), new ObshellProtocolException("X", Texts.AnswerTexts.FormatEmptyBody("b:1", 200), 200, "b:1")], ["a:1", "b:1"]).Message,
        ["outcomes"] = () => new PlainChange("a:1", "").Outcome + new PlainChange("a:1", "", answerLost: true).Outcome + new TenantRemoval(null, "a:1", "").Outcome,
    };

    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    public ChineseTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

    public static TheoryData<string> Cases => [.. Raised.Keys];

    public void Dispose() => CultureInfo.CurrentUICulture = before;

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_text_is_Chinese_and_has_no_English_words(string name)
    {
        string text = Raised[name]();

        Assert.Matches("[\u4E00-\u9FFF]", text);
        Assert.DoesNotMatch(EnglishWords(), Names().Replace(text, ""));
    }

    [Fact]
    public void English_texts_have_no_Chinese_characters()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");

        Assert.All(Raised.Values, raise => Assert.DoesNotMatch("[\u4E00-\u9FFF]", raise()));
    }

    /// <summary>A sentence of an agent can end without a full stop.</summary>
    [Fact]
    public void Joined_sentences_are_separated_in_both_languages()
    {
        Assert.Equal("结果未知。没有再次发送。", Listing.Sentences("结果未知。", null, "没有再次发送。"));
        Assert.Equal("Task not found 没有再次发送。", Listing.Sentences("Task not found", "没有再次发送。"));
    }

    [Fact]
    public void A_Chinese_word_between_two_items_has_blanks_only_next_to_Latin_letters()
    {
        Assert.Equal("Zone 名称和 Unit 规格", Listing.And(["Zone 名称", "Unit 规格"]));
        Assert.Equal("oss、cos 和 s3", Listing.And(["oss", "cos", "s3"]));
        Assert.Equal("数据备份和时间点", Listing.And(["数据备份", "时间点"]));
        Assert.Equal("RUNNING，52 %", Listing.Clauses("RUNNING", "", "52 %"));
    }

    private static ZoneParam ReadOnly(string name, string unit, int count) => new(name, unit, count) { ReplicaType = ReplicaType.READONLY };

    private static string Message(Action refused) => Assert.ThrowsAny<ObshellException>(refused).Message;

    /// <summary>Two English words in a row. A single word can be a name.</summary>
    [GeneratedRegex("[a-z]{2,} [a-z]{2,}")]
    private static partial Regex EnglishWords();

    [GeneratedRegex(@"'[^']*'|obshell agent|Get-Content file")]
    private static partial Regex Names();
}
