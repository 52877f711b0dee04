using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Transport;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.ConnectObCluster;

/// <summary>Which files -CertificateAuthority accepts and which it refuses.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Transport")]
public sealed class ConnectObClusterAuthorityFileTests : IDisposable
{
    private readonly TransportStage stage = new();

    public void Dispose() => stage.Dispose();

    private TestCertificates Certificates => stage.Certificates;

    [Fact]
    public async Task All_authorities_in_a_file_are_trusted_even_with_text_between_them()
    {
        await using SimulatedCluster cluster = await StartAsync(Certificates.Server);
        stage.Trust(Certificates.IssueAuthority("CN=first"), Certificates.Authority, Certificates.IssueAuthority("CN=third"));

        Connect(cluster).Single();
    }

    [Fact]
    public async Task DER_and_Windows_line_ends_and_UTF_16_are_accepted()
    {
        await using SimulatedCluster cluster = await StartAsync(Certificates.Server);
        string pem = Certificates.Authority.ExportCertificatePem();

        File.WriteAllBytes(stage.AuthorityFile, Certificates.Authority.RawData);
        Connect(cluster).Single();
        stage.Trust(pem.ReplaceLineEndings("\r\n"));
        Connect(cluster).Single();
        File.WriteAllText(stage.AuthorityFile, pem, Encoding.Unicode);
        Connect(cluster).Single();
        File.WriteAllText(stage.AuthorityFile, pem, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Connect(cluster).Single();
    }

    [Fact]
    public async Task A_self_signed_certificate_is_trusted_when_the_file_contains_it()
    {
        X509Certificate2 alone = Certificates.IssueSelfSigned("CN=agent alone", "127.0.0.1");
        await using SimulatedCluster cluster = await StartAsync(alone);
        stage.Trust(alone);

        Connect(cluster).Single();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_intermediate_authority_can_come_from_the_agent_or_from_the_file(bool sent)
    {
        X509Certificate2 between = Certificates.IssueAuthority("CN=between", Certificates.Authority);
        await using SimulatedCluster cluster = await StartAsync(Certificates.Issue("CN=agent", "127.0.0.1", issuer: between), sent ? [between] : []);
        stage.Trust(sent ? [Certificates.Authority] : [Certificates.Authority, between]);

        Connect(cluster).Single();
    }

    [Fact]
    public async Task An_intermediate_authority_alone_is_not_trusted_as_a_root()
    {
        X509Certificate2 between = Certificates.IssueAuthority("CN=between", Certificates.Authority);
        await using SimulatedCluster cluster = await StartAsync(Certificates.Issue("CN=agent", "127.0.0.1", issuer: between), between);
        stage.Trust(between);

        Connect(cluster).Error("CertificateRejected");
    }

    [Theory]
    [InlineData("missing", "")]
    [InlineData("folder", "")]
    [InlineData("empty", "neither PEM")]
    [InlineData("garbage", "neither PEM")]
    [InlineData("html", "neither PEM")]
    [InlineData("private key", "neither PEM")]
    [InlineData("looks like DER", "")]
    [InlineData("second damaged", "Certificate 2 in the file is damaged")]
    [InlineData("second cut off", "Certificate 2 in the file has no end line")]
    [InlineData("no certificate inside", "Certificate 1 in the file is damaged")]
    [InlineData("huge", "too large for a list")]
    public async Task The_error_for_a_file_without_a_usable_certificate_shows_the_path_and_nothing_is_sent(string kind, string says)
    {
        await using SimulatedCluster cluster = await StartAsync(Certificates.Server);
        await using var tap = new WireTap(cluster.Agents[0].Uri.Port);
        MakeBad(kind);

        ErrorRecord error = stage.Connect(tap.Port).Error("InvalidCertificateAuthority");

        Assert.StartsWith("InvalidCertificateAuthority: -CertificateAuthority: '", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(error.ErrorDetails.RecommendedAction));
        Assert.Empty(tap.Sent);
    }

    [Fact]
    public async Task Nothing_is_downloaded_from_an_address_in_the_certificate()
    {
        await using var elsewhere = new WireTap(1);
        var issuerAt = new X509AuthorityInformationAccessExtension(null, [$"http://127.0.0.1:{elsewhere.Port}/between.crt"]);
        X509Certificate2 between = Certificates.IssueAuthority("CN=between", Certificates.Authority);
        var lure = new Refusal { Name = "lure", Says = [], Advises = "", Server = c => c.Issue("CN=agent", "127.0.0.1", issuer: between, extra: issuerAt) };

        // Kestrel cannot be used here: it downloads the issuer of its own certificate.
        await using var front = new TlsFront(() => new AlertingTlsServer(lure, Certificates), 1);

        stage.Connect(front.Port).Error("CertificateRejected");
        stage.Connect(front.Port, "").Error("CertificateRejected");
        Assert.Empty(elsewhere.Sent);
    }

    [Fact]
    public async Task Control_characters_in_a_certificate_name_do_not_reach_the_terminal()
    {
        await using SimulatedCluster cluster = await StartAsync(Certificates.IssueSelfSigned("CN=\"a\u001b[2J\u202e" + new string('x', 5000) + "\"", "127.0.0.1"));

        string message = Connect(cluster).Error("CertificateRejected").ErrorDetails.Message;

        Assert.DoesNotContain(message, c => char.IsControl(c) || c == '\u202e');
        Assert.True(message.Length < 1000, "It has " + message.Length);
    }

    private static Task<SimulatedCluster> StartAsync(X509Certificate2 server, params X509Certificate2[] along) => SimulatedCluster.StartAsync(new SimulatorOptions
    {
        RootPassword = ConnectedSession.RootPassword,
        ManualClock = true,
        ServerCertificate = server,
        ServerCertificateChain = [.. along],
    });

    private SessionResult Connect(SimulatedCluster cluster) => stage.Connect(cluster.Agents[0].Uri.Port);

    private void MakeBad(string kind)
    {
        string good = Certificates.Authority.ExportCertificatePem() + "\n";
        using ECDsa key = Certificates.Authority.GetECDsaPrivateKey()!;
        switch (kind)
        {
            case "missing":
                File.Delete(stage.AuthorityFile);
                break;
            case "folder":
                File.Delete(stage.AuthorityFile);
                Directory.CreateDirectory(stage.AuthorityFile);
                break;
            case "looks like DER":
                File.WriteAllBytes(stage.AuthorityFile, [0x30, 0x82, 1, 2, 3]);
                break;
            default:
                stage.Trust(kind switch
                {
                    "empty" => "",
                    "garbage" => new string([.. Enumerable.Range(1, 500).Select(i => (char)(i % 96))]),
                    "html" => "<html>not found</html>",
                    "private key" => key.ExportPkcs8PrivateKeyPem(),
                    "second damaged" => good + good.Replace("MII", "M!!", StringComparison.Ordinal).Replace("MIIB", "????", StringComparison.Ordinal),
                    "second cut off" => good + good[..^40],
                    "no certificate inside" => "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----",
                    "huge" => new string('x', 5 * 1024 * 1024),
                    _ => throw new ArgumentException(kind, nameof(kind)),
                });
                break;
        }
    }
}
