using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using Obshell.Client.Tests.Http;
using Obshell.Simulator;
using ObshellPS.Tests.Transport;
using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>
/// Reading restore windows needs a GET with a body. .NET Framework refuses such a request, so the module's build for Windows PowerShell
/// sends it over WinHTTP. These tests run this build on Windows or Wine.
/// </summary>
[Trait("Promise", "10")]
[Trait("Category", "Slow")]
[Trait("Topic", "Framework")]
public sealed class WinHttpTests : IClassFixture<WinHttp>
{
    private const string Password = "Root#123";

    private readonly WinHttp winHttp;

    public WinHttpTests(WinHttp winHttp) => this.winHttp = winHttp;

    [WineFact]
    public async Task Promise_10_restore_windows_are_the_same_over_WinHTTP_and_over_NET()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions
        {
            RootPassword = Password,
            Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true },
        });
        var uri = new StorageUri("file:///data/backup/data");
        using ObConnection plain = await ConnectAsync(new ConnectOptions { Server = [cluster.Agents[0].Uri.ToString()] });
        using ObConnection over = await ConnectAsync(new ConnectOptions { Server = [cluster.Agents[0].Uri.ToString()], Handler = winHttp.AsHandler() });
        RestoreWindow[] expected = await new ObshellClient(plain).Backups.ReadWindowsAsync(uri);

        RestoreWindow[][] seen = [.. await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => new ObshellClient(over).Backups.ReadWindowsAsync(uri)))];

        Assert.NotEmpty(expected);
        Assert.All(seen, w => Assert.Equal(expected.Select(e => (e.StartTime, e.EndTime)), w.Select(e => (e.StartTime, e.EndTime))));
        RecordedRequest[] windows = [.. cluster.Requests.All.Where(r => r.PathAndQuery == "/api/v1/restore/windows")];
        Assert.Equal((13, "GET"), (windows.Length, windows.Select(r => r.Method).Distinct().Single()));
    }

    /// <summary>The agent's own error, a redirect, and an answer without a body are returned unchanged.</summary>
    [WineTheory]
    [InlineData("HTTP/1.1 500 Error\r\nContent-Length: 4\r\n\r\nwhy?", 500, "why?")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", 302, "")]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\nContent-Length: 2\r\n\r\nno", 401, "no")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n", 200, "abc")]
    public async Task The_answer_of_an_agent_is_returned_unchanged(string sent, int status, string body)
    {
        await using var server = new ScriptedServer((_, stream, _) => ScriptedServer.SendAsync(stream, sent, keepOpen: false));

        string[] answer = await winHttp.AskAsync(new Uri(server.Uri));

        Assert.Equal(status.ToString(CultureInfo.InvariantCulture), answer[0]);
        Assert.Equal(body, Encoding.UTF8.GetString(Convert.FromBase64String(answer[1])));
        Assert.StartsWith("GET ", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [WineTheory]
    [InlineData("http://127.0.0.1:1/", "AgentUnreachable", "False")]
    [InlineData("http://no-such-host.invalid/", "AgentUnreachable", "False")]
    public async Task If_the_address_has_no_agent_the_error_is_AgentUnreachable_and_nothing_was_sent(string address, string id, string mayHaveRun) =>
        Assert.Equal([id, mayHaveRun], (await winHttp.AskAsync(new Uri(address)))[..2]);

    /// <summary>The server sends this data and then breaks the connection. The request was always sent.</summary>
    [WineTheory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    public async Task A_broken_connection_causes_the_error_ConnectionLost(string sent)
    {
        await using var server = new ScriptedServer((_, stream, _) => ScriptedServer.SendAsync(stream, sent, keepOpen: false));

        Assert.Equal(["ConnectionLost", "True"], (await winHttp.AskAsync(new Uri(server.Uri)))[..2]);
    }

    /// <summary>
    /// The server stops sending before the answer, in the middle of the answer, or in the handshake. Wine's WinHTTP does not end such a
    /// handshake.
    /// </summary>
    [WineTheory]
    [InlineData("http", "")]
    [InlineData("http", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")]
    [InlineData("https", "")]
    public async Task If_an_agent_stops_sending_the_error_is_RequestTimeout(string scheme, string sent)
    {
        await using var server = new ScriptedServer(async (_, stream, stop) =>
        {
            await ScriptedServer.SendAsync(stream, sent);
            return await Task.Delay(-1, stop).ContinueWith(_ => false, TaskScheduler.Default);
        });

        Assert.Equal(["RequestTimeout", "True"], (await winHttp.AskAsync(new UriBuilder(server.Uri) { Scheme = scheme }.Uri, seconds: 1))[..2]);
    }

    [WineTheory]
    [InlineData("of a named authority", null)]
    [InlineData("of another authority", CertificateFaults.IncompleteChain)]
    [InlineData("of an authority that was not named", CertificateFaults.IncompleteChain)]
    [InlineData("signed by itself", CertificateFaults.SelfSigned)]
    [InlineData("expired", CertificateFaults.Expired)]
    [InlineData("not valid yet", CertificateFaults.NotYetValid)]
    [InlineData("for another host", CertificateFaults.OtherHost)]
    public async Task A_certificate_is_accepted_or_refused_with_the_right_fault(string kind, CertificateFaults? fault)
    {
        using var certificates = new TestCertificates("localhost");
        X509Certificate2 shown = kind switch
        {
            "of another authority" => certificates.Issue("CN=lost", "localhost", issuer: certificates.IssueAuthority("CN=unknown")),
            "signed by itself" => certificates.IssueSelfSigned("CN=alone", "localhost"),
            "expired" => certificates.Issue("CN=late", "localhost", TestCertificates.In(-9), TestCertificates.In(-2)),
            "not valid yet" => certificates.Issue("CN=early", "localhost", TestCertificates.In(2), TestCertificates.In(9)),
            "for another host" => certificates.Issue("CN=other", "other.invalid"),
            _ => certificates.Server,
        };
        string authority = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(authority, certificates.Authority.ExportCertificatePem());
            await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = Password, ServerCertificate = shown });

            string[] answer = await winHttp.AskAsync(new UriBuilder(cluster.Agents[0].Uri) { Host = "localhost", Path = "/api/v1/info" }.Uri, authority: kind == "of an authority that was not named" ? "" : authority);

            Assert.Equal(fault is null ? ["200"] : ["CertificateRejected", "False", fault.ToString()!], fault is null ? answer[..1] : answer[..3]);
        }
        finally
        {
            File.Delete(authority);
        }
    }

    [WineFact]
    public async Task If_the_agent_has_no_TLS_the_error_is_TlsFailed()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = Password });

        Assert.Equal(["TlsFailed", "False"], (await winHttp.AskAsync(new UriBuilder(cluster.Agents[0].Uri) { Scheme = "https" }.Uri))[..2]);
    }

    private static Task<ObConnection> ConnectAsync(ConnectOptions options)
    {
        options.Password = new System.Net.NetworkCredential("", Password).SecurePassword;
        return ObConnection.ConnectAsync(options);
    }
}
