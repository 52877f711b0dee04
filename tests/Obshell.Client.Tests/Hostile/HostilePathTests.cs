using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Client.Tests.Time;
using Obshell.Reliability;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Client.Tests.Hostile;

/// <summary>
/// Promise 3 for names in the path of a request. A name is refused before anything is sent, or the agent's route gets exactly this name,
/// without another path segment or query.
/// </summary>
[Trait("Category", "Reliability")]
[Trait("Promise", "3")]
[Trait("Topic", "Hostile")]
public sealed class HostilePathTests
{
    private const string Letters = "abcXYZ019_-";

    /// <summary>The rows of the report, one for each route that was tested so far.</summary>
    private static readonly SortedDictionary<string, (string, string, string)> Rows = new(StringComparer.Ordinal);

    public static TheoryData<string> Routes => [.. All.Keys];

    private static Dictionary<string, Route> All { get; } = new()
    {
        ["Get-ObTenant"] = new("/api/v1/tenant/", "", (c, n) => c.Tenants.GetAsync(n)),
        ["Get-ObTenantRestore"] = new("/api/v1/tenant/", "/restore/overview", (c, n) => c.Restores.ReadJobAsync(n)),
        ["Stop-ObTenantRestore"] = new("/api/v1/tenant/", "/restore", (c, n) => c.Restores.CancelAsync(n, null, default)),
        ["Get-ObTenantBackup"] = new("/api/v1/tenant/", "/backup/info", (c, n) => c.TenantBackups.ReadArchiveAsync(n)),
        ["Stop-ObTenantBackup"] = new("/api/v1/tenant/", "/backup", (c, n) => c.BackupChanges.CancelAsync(n)),
        ["Remove-ObTenant"] = new("/api/v1/tenant/", "", (c, n) => c.Tenants.RemoveAsync(n)),
        ["Get-ObUnitConfig"] = new("/api/v1/unit/config/", "", (c, n) => c.Units.GetAsync(n)),
        ["Remove-ObUnitConfig"] = new("/api/v1/unit/config/", "", (c, n) => c.Units.RemoveAsync(n)),
        ["Get-ObDag"] = new("/api/v1/task/dag/", "", (c, n) => c.Dags.GetAsync(n)),
        ["Invoke-ObApi"] = new("/api/v1/tenant/", "", (c, n) => c.Raw.InvokeAsync("GET", "/api/v1/tenant/" + n)) { IsEncodedByUser = true },
    };

    private static string[] Leading =>
    [
        ".", "..", "...", "./x", "../x", "../../x", "x/..", "x/../y", "/", "//", "//evil.example/x", "/x", "x/", "x//y", "\\", "..\\x", "x\\y", "%2e%2e", "%2e%2e/x", "%2E%2E%2Fx", "x%2Fy", "x%5cy", "%", "%x", "%zz", "%00", "x%00y", "%0d%0aX: y", "x%3Fy",
        "?", "?x=1", "x?show_details=x", "x?", "#", "x#y", "x;y", "x=y", "x&y=1", "x:y", "http://evil.example/", "@evil.example", "evil.example:80", " ", " x", "x ", "x y", "\tx", "x\r\nHost: evil.example", "x HTTP/1.1\r\n\r\nGET /y", "\0", "x\0y", "\u3002\u3002/x",
        "\uFF0E\uFF0E", "x\uFF0Fy", "x\u2044y", "x\u2215y", "x\u202Ey", "x\u200E", "prod\u200E", "prod\u200B", "\uFEFFprod", "prod\u2060", "prod\u00AD", "pro\u0301d", "e\u0301", "\u00E9", "\u212A", "\uFB01", "\u2126", "~x", "x~", "x+y", "x%2By", "x*y", "x(y)", "x'y", "x\"y", "x`y", "<x>", "{x}", "[x]", "x|y", "x^y",
        "x$y", "x!y", "x,y", "prod--", "prod#x", "prod/*", "-- x", "#", "\u540D", "\U0001F600", new string('x', 128), new string('x', 129), new string('x', 20_000), "restore", "x/restore", "x/restore/overview", "\uD800", "x\uDC00y",
    ];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Promise_3_A_name_in_a_path_is_refused_or_arrives_unchanged(string name)
    {
        await using VirtualCluster room = await VirtualCluster.StartAsync();
        Route route = All[name];
        int refused = 0;
        int sent = 0;
        foreach (string text in Leading.Concat(Generated(Effort.Of(100, 2_000))))
        {
            room.Cluster.Requests.Clear();
            try
            {
                await route.Call(room.Client, text);
            }
            catch (ObshellInputException e)
            {
                Assert.Empty(room.Cluster.Requests.All);
                Assert.DoesNotContain(e.Message, c => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Surrogate);
                refused++;
                continue;
            }
            catch (ObshellException e)
            {
                // The cluster has no object with this name, so an error is expected.
                Assert.False(e is ObshellConnectionException { MayHaveRun: false }, e.Message);
            }

            if (text.Length > 8192 && room.Cluster.Requests.All.Count == 0)
            {
                // The path is longer than web servers accept.
                refused++;
                continue;
            }

            Assert.True(room.Cluster.Requests.All.Count > 0, "Neither refused nor sent: " + string.Concat(text.Select(c => c is > ' ' and < (char)0x7F ? c.ToString() : $"<{(int)c:X4}>")));

            // Before a drop, the module reads the newest DAG. So it can find the DAG of the drop after a lost answer. The paths of these
            // reads contain no name.
            RecordedRequest first = room.Cluster.Requests.All.First(r => name != "Remove-ObTenant" || r.Method == "DELETE");
            Assert.All(first.PathAndQuery, c => Assert.InRange(c, '!', '~'));
            string path = first.PathAndQuery.Split('?')[0];
            string segment = path[route.Before.Length..(path.Length - route.After.Length)];
            Assert.True(path.StartsWith(route.Before, StringComparison.Ordinal) && path.EndsWith(route.After, StringComparison.Ordinal), path);
            if (route.IsEncodedByUser)
            {
                // The user gives the whole path. It is sent with its query and is not changed.
                Assert.Equal(Uri.UnescapeDataString(route.Before + text), Uri.UnescapeDataString(first.PathAndQuery));
                Assert.DoesNotContain("..", Uri.UnescapeDataString(path).Split('/', '\\'));
            }
            else
            {
                Assert.DoesNotContain('/', segment);
                Assert.Equal(text, Uri.UnescapeDataString(segment));
                Assert.True(first.PathAndQuery == path || first.PathAndQuery.EndsWith("?show_details=true", StringComparison.Ordinal), first.PathAndQuery);
            }

            sent++;
        }

        Assert.True(refused > 20, "Nothing is refused.");
        Assert.Empty(room.Cluster.Sql.Statements);
        Rows[name] = ($"{name}: hostile names refused; arrived as exactly that name; arrived as anything else", "1,000 or more in all; 0 else", $"{refused:N0}; {sent:N0}; 0");
        Figures.Write("hostile-paths", [.. Rows.Values]);
    }

    [Theory]
    [InlineData("prod-1", "/api/v1/tenant/prod-1")]
    [InlineData("a+b~c", "/api/v1/tenant/a%2Bb~c")]
    [InlineData("a%2Fb", "/api/v1/tenant/a%252Fb")]
    [InlineData("\u540D", "/api/v1/tenant/%E5%90%8D")]
    [InlineData("x;y&z", "/api/v1/tenant/x%3By%26z")]
    public async Task Promise_3_Names_of_existing_tenants_are_encoded_once(string name, string target)
    {
        await using VirtualCluster room = await VirtualCluster.StartAsync();
        room.Cluster.Requests.Clear();
        await Assert.ThrowsAsync<ObshellApiException>(() => room.Client.Tenants.GetAsync(name));
        Assert.Equal(target, room.Cluster.Requests.All[0].PathAndQuery);
    }

    private static IEnumerable<string> Generated(int count)
    {
        var chance = new Chance(4);
        string[] pieces = [.. HostileTexts.Controls, .. HostileTexts.Unseen, .. HostileTexts.QuoteLike, .. HostileTexts.Halves, .. HostileTexts.NoLetters, .. Leading.Where(l => l.Length < 12)];
        string Legal() => string.Concat(Enumerable.Range(0, chance.Below(5)).Select(_ => Letters[chance.Below(Letters.Length)]));
        for (int i = 0; i < count; i++)
        {
            yield return Legal() + chance.Of(pieces) + Legal() + (chance.OneIn(3) ? chance.Of(pieces) + Legal() : "");
        }
    }

    private sealed record Route(string Before, string After, Func<ObshellClient, string, Task> Call)
    {
        public bool IsEncodedByUser { get; init; }
    }
}
