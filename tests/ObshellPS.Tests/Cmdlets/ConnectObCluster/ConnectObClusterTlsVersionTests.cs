using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Transport;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.ConnectObCluster;

/// <summary>The module offers TLS 1.2 and 1.3 and no older version. A failed handshake is an error with advice.</summary>
[Trait("Topic", "Transport")]
public sealed class ConnectObClusterTlsVersionTests : IDisposable
{
    private readonly TransportStage stage = new();

    public void Dispose() => stage.Dispose();

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task An_agent_with_only_TLS_1_2_or_only_TLS_1_3_is_accepted(SslProtocols version)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ServerCertificate = stage.Certificates.Server, TlsVersions = version });

        stage.Connect(cluster.Agents[0].Uri.Port).Single();
    }

    [Fact]
    public async Task The_client_offers_no_older_TLS_version()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ServerCertificate = stage.Certificates.Server });
        await using var tap = new WireTap(cluster.Agents[0].Uri.Port);

        stage.Connect(tap.Port).Single();

        Assert.Equal([0x0303, 0x0304], OfferedVersions(tap.Sent[0]).Where(v => (v & 0x0F0F) != 0x0A0A).Order());
    }

    /// <param name="answer">What the server answers to the first message, in hexadecimal.</param>
    /// <param name="id">Id of the error.</param>
    [Theory]
    [InlineData("15030100020246", "TlsTooOld")]
    [InlineData("160302002A020000260302" + "1111111111111111111111111111111111111111111111111111111111111111" + "00002F00", "TlsTooOld")]
    [InlineData("15030100020228", "TlsFailed")]
    [InlineData("485454502F312E30203430302042616420526571756573740D0A0D0A", "TlsFailed")]
    public async Task The_error_for_a_failed_handshake_depends_on_the_answer_of_the_server(string answer, string id)
    {
        await using var server = new LoopbackServer((client, _) => ServeAsync(client, Convert.FromHexString(answer)));

        SessionResult result = stage.Connect(server.Port);

        ErrorRecord error = result.Error(id);
        Assert.False(((dynamic)error.Exception).MayHaveRun);
        Assert.False(string.IsNullOrEmpty(error.ErrorDetails.RecommendedAction));
    }

    private static async Task ServeAsync(TcpClient client, byte[] answer)
    {
        byte[] hello = new byte[16 * 1024];
        _ = await client.GetStream().ReadAsync(hello);
        await client.GetStream().WriteAsync(answer);
        client.Client.Shutdown(SocketShutdown.Send);
        while (await client.GetStream().ReadAsync(hello) > 0)
        {
            // Wait until the client has closed the connection.
        }
    }

    /// <summary>
    /// The versions in the extension supported_versions of a ClientHello (RFC 8446, 4.2.1). Without this extension, the version in the
    /// message itself.
    /// </summary>
    private static List<int> OfferedVersions(byte[] sent)
    {
        int at = 5 + 4;
        int legacy = Read(sent, at, 2);
        at += 2 + 32;
        at += 1 + sent[at];
        at += 2 + Read(sent, at, 2);
        at += 1 + sent[at];
        int end = at + 2 + Read(sent, at, 2);
        at += 2;
        while (at < end)
        {
            int type = Read(sent, at, 2), length = Read(sent, at + 2, 2);
            if (type == 43)
            {
                return [.. Enumerable.Range(0, sent[at + 4] / 2).Select(i => Read(sent, at + 5 + (i * 2), 2))];
            }

            at += 4 + length;
        }

        return [legacy];
    }

    private static int Read(byte[] bytes, int at, int count) => bytes.Skip(at).Take(count).Aggregate(0, (sum, b) => (sum << 8) | b);
}
