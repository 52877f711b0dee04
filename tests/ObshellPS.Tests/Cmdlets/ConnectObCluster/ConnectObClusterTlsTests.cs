using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Transport;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.ConnectObCluster;

/// <summary>
/// https:// with -CertificateAuthority, with -SkipCertificateCheck, with several agents, and with a certificate that changes during a
/// session.
/// </summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Transport")]
public sealed class ConnectObClusterTlsTests : IDisposable
{
    private readonly TestCertificates certificates = new();
    private readonly HostedSession session = new();
    private readonly string authorityFile = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pem");

    public ConnectObClusterTlsTests()
    {
        File.WriteAllText(authorityFile, "# test\n" + certificates.Authority.ExportCertificatePem());
        session.SetVariable("password", Secret.Of(ConnectedSession.RootPassword));
        session.SetVariable("ca", authorityFile);
    }

    public void Dispose()
    {
        session.Dispose();
        certificates.Dispose();
        File.Delete(authorityFile);
    }

    [Fact]
    public async Task An_agent_whose_authority_is_given_is_trusted_without_a_warning()
    {
        await using SimulatedCluster cluster = await StartAsync();

        SessionResult result = Connect(cluster, "-CertificateAuthority $ca");

        dynamic connection = result.Single();
        Assert.True(connection.IsTls);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task The_path_of_the_authority_can_be_relative_to_the_current_location()
    {
        await using SimulatedCluster cluster = await StartAsync();
        session.Runspace.SessionStateProxy.Path.SetLocation(Path.GetTempPath());
        session.SetVariable("ca", Path.Combine(".", Path.GetFileName(authorityFile)));

        Connect(cluster, "-CertificateAuthority $ca").Single();
    }

    [Fact]
    public async Task SkipCertificateCheck_connects_and_warns_once()
    {
        await using SimulatedCluster cluster = await StartAsync(agents: 2);

        SessionResult result = session.Invoke("Connect-ObCluster -Server $args -Password $password -SkipCertificateCheck", Servers(cluster));

        result.Single();
        Assert.Contains("not checked", Assert.Single(result.Warnings), StringComparison.Ordinal);
        await cluster.Agents[0].StopAsync();
        Assert.Empty(session.Invoke("Get-ObDag; Get-ObTenant; Get-ObAgent").ThrowIfFailed().Warnings);
    }

    [Fact]
    public async Task SkipCertificateCheck_does_not_change_the_warning_for_plain_HTTP()
    {
        await using SimulatedCluster plain = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword });
        await using SimulatedCluster cluster = await StartAsync();

        string warning = Assert.Single(session.Invoke("Connect-ObCluster -Server $args -Password $password -SkipCertificateCheck", Servers(plain)).Warnings);
        SessionResult both = session.Invoke("Connect-ObCluster -Server $args -Password $password -SkipCertificateCheck", [.. Servers(plain), .. Servers(cluster)]);

        Assert.Contains("plain HTTP", warning, StringComparison.Ordinal);
        Assert.Equal(2, both.Warnings.Count());
        Assert.Single(both.Warnings, w => w.Contains("not checked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agent_with_a_refused_certificate_is_skipped_with_a_warning_if_another_agent_is_trusted()
    {
        await using SimulatedCluster bad = await StartAsync(certificates.IssueSelfSigned("CN=alone", "127.0.0.1"));
        await using SimulatedCluster good = await StartAsync();

        SessionResult result = session.Invoke("Connect-ObCluster -Server $args -Password $password -CertificateAuthority $ca", [.. Servers(bad), .. Servers(good)]);

        Assert.Equal(good.Agents[0].Uri.Authority, ((dynamic)result.Single()).Agent);
        string warning = Assert.Single(result.Warnings);
        Assert.Contains(bad.Agents[0].Uri.Authority, warning, StringComparison.Ordinal);
        Assert.Contains("self-signed", warning, StringComparison.Ordinal);
        Assert.Empty(bad.Requests.All);
    }

    [Fact]
    public async Task If_every_certificate_is_refused_the_error_lists_all_faults()
    {
        await using SimulatedCluster alone = await StartAsync(certificates.IssueSelfSigned("CN=alone", "127.0.0.1"));
        await using SimulatedCluster late = await StartAsync(certificates.Issue("CN=late", "127.0.0.1", TestCertificates.In(-20), TestCertificates.In(-2)));

        ErrorRecord error = session.Invoke("Connect-ObCluster -Server $args -Password $password -CertificateAuthority $ca", [.. Servers(alone), .. Servers(late)]).Error("CertificateRejected");

        Assert.Equal("Expired, SelfSigned", ((dynamic)error.Exception).CertificateFaults.ToString());
        Assert.Contains("self-signed", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("expired on", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Renew", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_one_agent_is_down_and_one_is_refused_the_advice_is_about_the_certificate()
    {
        await using SimulatedCluster silent = await StartAsync();
        await using SimulatedCluster late = await StartAsync(certificates.Issue("CN=late", "127.0.0.1", TestCertificates.In(-20), TestCertificates.In(-2)));
        await silent.Agents[0].StopAsync();

        ErrorRecord error = session.Invoke("Connect-ObCluster -Server $args -Password $password -CertificateAuthority $ca", [.. Servers(silent), .. Servers(late)]).Error("NoAgentAvailable");

        Assert.Contains("Renew", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(late.Requests.All);
    }

    [Theory]
    [InlineData("Get-ObDag")]
    [InlineData("Start-ObTenantRestore @good")]
    [InlineData("Remove-ObTenant t1 -Confirm:$false")]
    public async Task If_the_certificate_becomes_invalid_during_a_session_the_command_fails_and_sends_nothing(string command)
    {
        await using SimulatedCluster cluster = await StartAsync();
        await using SimulatedCluster stranger = await StartAsync(certificates.IssueSelfSigned("CN=stranger", "127.0.0.1"));
        await using var tap = new WireTap(cluster.Agents[0].Uri.Port);
        session.SetVariable("good", ConnectedSession.Good());
        session.Invoke("Connect-ObCluster -Server $args[0] -Password $password -CertificateAuthority $ca", "https://127.0.0.1:" + tap.Port).Single();
        tap.Target = stranger.Agents[0].Uri.Port;
        await cluster.Agents[0].StopAsync();

        ErrorRecord error = Assert.Single(session.Invoke(command).AllErrors);

        Assert.StartsWith("CertificateRejected", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(stranger.Requests.All);
        Assert.Equal(0, tap.PlainConnections);
    }

    [Fact]
    public async Task An_IPv6_address_in_a_certificate_is_accepted()
    {
        if (!System.Net.Sockets.Socket.OSSupportsIPv6)
        {
            return;
        }

        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions
        {
            RootPassword = ConnectedSession.RootPassword,
            ServerCertificate = certificates.Issue("CN=agent", "::1"),
            Urls = ["https://[::1]:0"],
        });

        Connect(cluster, "-CertificateAuthority $ca").Single();
    }

    [Fact]
    public async Task Plain_HTTP_to_an_agent_with_TLS_gets_the_advice_to_use_https()
    {
        await using SimulatedCluster cluster = await StartAsync();

        SessionResult result = session.Invoke("Connect-ObCluster -Server $args[0] -Password $password", cluster.Agents[0].Uri.Authority);

        ErrorRecord error = Assert.Single(result.AllErrors);
        Assert.Contains("https", error.ErrorDetails.Message + error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_to_an_agent_without_TLS_gets_the_advice_to_omit_https()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword });

        SessionResult result = session.Invoke("Connect-ObCluster -Server $args[0] -Password $password", "https://" + cluster.Agents[0].Uri.Authority);

        ErrorRecord error = result.Error("TlsFailed");
        Assert.Contains("without https://", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(cluster.Requests.All);
    }

    [Fact]
    public async Task A_restore_over_TLS_gets_the_verdict_Restored()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ServerCertificate = certificates.Server, TimeScale = 500 });
        session.SetVariable("good", ConnectedSession.Good());
        Connect(cluster, "-CertificateAuthority $ca").Single();

        dynamic dag = session.Invoke("Start-ObTenantRestore @good | Wait-ObDag").Single();

        Assert.Equal("Restored", dag.Verdict.ToString());
        Assert.Single(cluster.Requests.All.Select(r => r.ConnectionId).Distinct());
    }

    private static object[] Servers(SimulatedCluster cluster) => [.. cluster.Agents.Select(a => a.Uri.ToString())];

    private Task<SimulatedCluster> StartAsync(X509Certificate2? certificate = null, int agents = 1) =>
        SimulatedCluster.StartAsync(new SimulatorOptions
        {
            RootPassword = ConnectedSession.RootPassword,
            AgentCount = agents,
            ServerCertificate = certificate ?? certificates.Server,
        });

    private SessionResult Connect(SimulatedCluster cluster, string arguments) =>
        session.Invoke("Connect-ObCluster -Server $args[0] -Password $password " + arguments, cluster.Agents[0].Uri.ToString());
}
