using System;
using System.IO;
using System.Management.Automation;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Transport;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.ConnectObCluster;

/// <summary>-ClientCertificate, as users load it from files.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Transport")]
public sealed class ConnectObClusterClientCertificateTests : IDisposable
{
    private readonly TransportStage stage = new();

    public void Dispose() => stage.Dispose();

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task The_agent_accepts_a_certificate_whose_key_is_in_another_PEM_file(SslProtocols version)
    {
        await using SimulatedCluster cluster = await StartAsync(version);
        using ECDsa key = stage.Certificates.Client.GetECDsaPrivateKey()!;
        File.WriteAllText(stage.FileOf("client.pem"), stage.Certificates.Client.ExportCertificatePem());
        File.WriteAllText(stage.FileOf("client.key"), key.ExportPkcs8PrivateKeyPem());

        Connect(cluster, "([System.Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPemFile($args[1], $args[2]))", "client.pem", "client.key").Single();
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_certificate_from_a_PFX_file_with_a_password_is_accepted_by_the_agent(SslProtocols version)
    {
        await using SimulatedCluster cluster = await StartAsync(version);
        File.WriteAllBytes(stage.FileOf("client.pfx"), stage.Certificates.Client.Export(X509ContentType.Pkcs12, "pfx password"));

        Connect(cluster, "([System.Security.Cryptography.X509Certificates.X509Certificate2]::new($args[1], 'pfx password'))", "client.pfx").Single();
    }

    [Fact]
    public async Task A_server_that_sends_TLS_alerts_accepts_the_right_client_certificate()
    {
        await using SimulatedCluster plain = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ManualClock = true });
        var demanding = new Refusal { Name = "none", Says = [], Advises = "", DemandsClient = true };
        await using var front = new TlsFront(() => new AlertingTlsServer(demanding, stage.Certificates), plain.Agents[0].Uri.Port);

        stage.Connect(front.Port, "-CertificateAuthority $ca -ClientCertificate $client").Single();
    }

    [Fact]
    public async Task Without_an_alert_the_error_says_that_the_agent_asked_for_a_client_certificate()
    {
        await using SimulatedCluster cluster = await StartAsync(SslProtocols.Tls13);

        ErrorRecord error = stage.Connect(cluster.Agents[0].Uri.Port).Error("ClientCertificateRequired");

        Assert.Contains("asked for a client certificate", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("-ClientCertificate", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(cluster.Requests.All);
    }

    [Fact]
    public async Task Without_an_alert_the_error_says_that_the_client_certificate_may_have_been_refused()
    {
        await using SimulatedCluster cluster = await StartAsync(SslProtocols.Tls13);
        stage.Session.SetVariable("client", stage.Certificates.IssueSelfSigned("CN=stranger", "stranger"));

        SessionResult result = stage.Connect(cluster.Agents[0].Uri.Port, "-CertificateAuthority $ca -ClientCertificate $client");

        Assert.Contains("The agent may have refused the client certificate 'CN=stranger'", Assert.Single(result.AllErrors).ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_certificate_without_its_private_key_is_refused_before_anything_is_sent()
    {
        await using SimulatedCluster cluster = await StartAsync(SslProtocols.Tls13);
        await using var tap = new WireTap(cluster.Agents[0].Uri.Port);
        stage.Session.SetVariable("client", X509CertificateLoader.LoadCertificate(stage.Certificates.Client.RawData));

        ErrorRecord error = stage.Connect(tap.Port, "-CertificateAuthority $ca -ClientCertificate $client").Error("InvalidClientCertificate");

        Assert.Contains("no private key", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(tap.Sent);
    }

    private SessionResult Connect(SimulatedCluster cluster, string certificate, params string[] files) => stage.Session.Invoke(
        "Connect-ObCluster -Server $args[0] -Password $password -CertificateAuthority $ca -ClientCertificate " + certificate,
        [cluster.Agents[0].Uri.ToString(), .. Array.ConvertAll(files, stage.FileOf)]);

    private Task<SimulatedCluster> StartAsync(SslProtocols version) => SimulatedCluster.StartAsync(new SimulatorOptions
    {
        RootPassword = ConnectedSession.RootPassword,
        ManualClock = true,
        ServerCertificate = stage.Certificates.Server,
        RequireClientCertificate = true,
        ClientAuthority = stage.Certificates.Authority,
        TlsVersions = version,
    });
}
