using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Transport;

/// <summary>https:// with an authority of one's own, with a client certificate, unchecked, and untrusted.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestCertificates certificates = new();
    private readonly HostedSession session = new();
    private readonly string authorityFile = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pem");

    public TlsTests()
    {
        File.WriteAllText(authorityFile, "# test\n" + certificates.Authority.ExportCertificatePem());
        session.SetVariable("password", Secret.Of(ConnectedSession.RootPassword));
        session.SetVariable("ca", authorityFile);
        session.SetVariable("client", certificates.Client);
    }

    public void Dispose()
    {
        session.Dispose();
        certificates.Dispose();
        File.Delete(authorityFile);
    }

    [Fact]
    public async Task An_agent_whose_authority_is_named_is_trusted_without_any_warning()
    {
        await using SimulatedCluster cluster = await StartAsync();

        SessionResult result = Connect(cluster, "-CertificateAuthority $ca");

        dynamic connection = result.Single();
        Assert.True(connection.IsTls);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task The_authority_may_be_named_by_a_path_relative_to_the_current_location()
    {
        await using SimulatedCluster cluster = await StartAsync();
        session.Runspace.SessionStateProxy.Path.SetLocation(Path.GetTempPath());
        session.SetVariable("ca", Path.Combine(".", Path.GetFileName(authorityFile)));

        Connect(cluster, "-CertificateAuthority $ca").Single();
    }

    [Fact]
    public async Task An_untrusted_certificate_is_refused_and_no_password_is_sent()
    {
        await using SimulatedCluster cluster = await StartAsync();

        SessionResult result = Connect(cluster, "");

        ErrorRecord error = result.Error("CertificateRejected");
        Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category);
        Assert.Contains("-CertificateAuthority", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(cluster.Requests.All);
    }

    [Fact]
    public async Task Another_authority_is_not_good_enough()
    {
        using var others = new TestCertificates();
        File.WriteAllText(authorityFile, others.Authority.ExportCertificatePem());
        await using SimulatedCluster cluster = await StartAsync();

        Connect(cluster, "-CertificateAuthority $ca").Error("CertificateRejected");
        Assert.Empty(cluster.Requests.All);
    }

    [Fact]
    public async Task A_certificate_of_another_host_is_refused_even_from_the_named_authority()
    {
        using var others = new TestCertificates("agent.example.org");
        File.WriteAllText(authorityFile, others.Authority.ExportCertificatePem());
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ServerCertificate = others.Server });

        ErrorRecord error = Connect(cluster, "-CertificateAuthority $ca").Error("CertificateRejected");

        Assert.Contains("another host", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SkipCertificateCheck_connects_and_warns()
    {
        await using SimulatedCluster cluster = await StartAsync();

        SessionResult result = Connect(cluster, "-SkipCertificateCheck");

        result.Single();
        Assert.Contains("not checked", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_certificate_opens_an_agent_that_demands_one()
    {
        await using SimulatedCluster cluster = await StartAsync(demandsClient: true);

        Connect(cluster, "-CertificateAuthority $ca -ClientCertificate $client").Single();
    }

    [Fact]
    public async Task Without_the_demanded_client_certificate_nothing_is_asked()
    {
        await using SimulatedCluster cluster = await StartAsync(demandsClient: true);

        SessionResult result = Connect(cluster, "-CertificateAuthority $ca");

        Assert.False(string.IsNullOrEmpty(Assert.Single(result.AllErrors).ErrorDetails.RecommendedAction));
        Assert.Empty(cluster.Requests.All);
    }

    [Fact]
    public async Task Plain_HTTP_to_an_agent_with_TLS_is_told_to_use_https()
    {
        await using SimulatedCluster cluster = await StartAsync();

        SessionResult result = session.Invoke("Connect-ObCluster -Server $args[0] -Password $password", cluster.Agents[0].Uri.Authority);

        ErrorRecord error = Assert.Single(result.AllErrors);
        Assert.Contains("https", error.ErrorDetails.Message + error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_to_an_agent_without_TLS_is_told_to_leave_it_out()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword });

        SessionResult result = session.Invoke("Connect-ObCluster -Server $args[0] -Password $password", "https://" + cluster.Agents[0].Uri.Authority);

        ErrorRecord error = result.Error("TlsFailed");
        Assert.Contains("without https://", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(cluster.Requests.All);
    }

    [Fact]
    public async Task A_file_that_is_no_certificate_is_named()
    {
        await using SimulatedCluster cluster = await StartAsync();
        session.SetVariable("ca", authorityFile + ".missing");

        ErrorRecord error = Connect(cluster, "-CertificateAuthority $ca").Error("InvalidCertificateAuthority");

        Assert.Contains("-CertificateAuthority:", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_over_TLS_ends_restored()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ServerCertificate = certificates.Server, TimeScale = 500 });
        session.SetVariable("good", ConnectedSession.Good());
        Connect(cluster, "-CertificateAuthority $ca").Single();

        dynamic dag = session.Invoke("Start-ObTenantRestore @good | Wait-ObDag").Single();

        Assert.Equal("Restored", dag.Verdict.ToString());
        Assert.Single(cluster.Requests.All.Select(r => r.ConnectionId).Distinct());
    }

    private Task<SimulatedCluster> StartAsync(bool demandsClient = false) => SimulatedCluster.StartAsync(new SimulatorOptions
    {
        RootPassword = ConnectedSession.RootPassword,
        ServerCertificate = certificates.Server,
        RequireClientCertificate = demandsClient,
    });

    private SessionResult Connect(SimulatedCluster cluster, string arguments) =>
        session.Invoke("Connect-ObCluster -Server $args[0] -Password $password " + arguments, cluster.Agents[0].Uri.ToString());
}
