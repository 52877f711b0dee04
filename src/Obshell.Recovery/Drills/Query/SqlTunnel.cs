using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Obshell.Client;
using Obshell.Client.Tls;

namespace Obshell.Recovery.Drills.Query;

/// <summary>
/// The connection between the SQL library and a tenant's server. The library connects to the tunnel on 127.0.0.1, and the tunnel connects
/// to the server. The library alone is not safe enough. It logs in before it checks the certificate. It downloads files from addresses in
/// the certificate. It sends the plain password if a server asks for it. It always allows several statements in one packet. So the tunnel
/// checks the certificate during the TLS handshake, with the same rules as for agents. It allows only one statement in a packet, and only
/// the login method <c>mysql_native_password</c>, which OceanBase uses.
/// </summary>
internal sealed class SqlTunnel : IDisposable
{
    private const byte Ok = 0x00;
    private const byte AuthSwitch = 0xFE;
    private const byte Error = 0xFF;
    private const string NativePassword = "mysql_native_password";
    private const int MaxShownName = 40;

    private readonly Socket server;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private volatile Socket? library;
    private volatile SqlRefusedException? refusal;

    private SqlTunnel(Socket server) => this.server = server;

    /// <summary>The port of the tunnel on 127.0.0.1, to which the library connects.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Why the tunnel ended the login; null when the tunnel did not end it.</summary>
    public SqlRefusedException? Refusal => refusal;

    /// <param name="host">The server's name or IP address. The certificate must contain it.</param>
    /// <param name="port">The server's SQL port.</param>
    /// <param name="tls">The required protection.</param>
    /// <param name="authorities">The trusted certificate authorities; null for the authorities of the system.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <exception cref="SqlRefusedException">The server does not offer the required protection.</exception>
    /// <exception cref="IOException">The server cannot be reached, or it does not use MySQL's protocol.</exception>
    /// <exception cref="SocketException">The server cannot be reached.</exception>
    public static async Task<SqlTunnel> OpenAsync(string host, int port, SqlTls tls, X509Certificate2Collection? authorities, CancellationToken cancellation)
    {
        var tunnel = new SqlTunnel(await ConnectAsync(host, port, cancellation).ConfigureAwait(false));
        using CancellationTokenRegistration stopped = cancellation.Register(tunnel.Dispose);
        try
        {
            await tunnel.BeginAsync(host, tls, authorities).ConfigureAwait(false);
            return tunnel;
        }
        catch
        {
            tunnel.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        server.Dispose();
        library?.Dispose();
        listener.Stop();
    }

    private static async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        SocketException? fault = null;
        foreach (IPAddress address in await Dns.GetHostAddressesAsync(host).ConfigureAwait(false))
        {
            cancellation.ThrowIfCancellationRequested();
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                using CancellationTokenRegistration stopped = cancellation.Register(socket.Dispose);
                await socket.ConnectAsync(new IPEndPoint(address, port)).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException e)
            {
                socket.Dispose();
                fault = e;
            }
        }

        throw fault ?? new SocketException((int)SocketError.HostNotFound);
    }

    private async Task BeginAsync(string host, SqlTls tls, X509Certificate2Collection? authorities)
    {
        Stream stream = new NetworkStream(server, ownsSocket: false);
        SqlPacket first = await SqlPacket.ReadAsync(stream).ConfigureAwait(false);
        bool isTls = false;

        // A server with too many connections sends an error instead of its greeting. The library reports the error.
        if (first.First != Error)
        {
            var greeting = SqlGreeting.Read(first);
            if (tls is not SqlTls.None && greeting.OffersTls)
            {
                await greeting.TlsRequest().WriteAsync(stream).ConfigureAwait(false);
                stream = await ProtectAsync(stream, host, new CertificateCheck(host, authorities, acceptAny: tls != SqlTls.Verified)).ConfigureAwait(false);
                isTls = true;
            }
            else if (tls is SqlTls.Required or SqlTls.Verified)
            {
                throw new SqlRefusedException(
                    "SqlTlsMissing",
                    DrillQueryTexts.TlsMissing);
            }

            first = greeting.WithoutTls();
        }

        listener.Start();
        _ = Task.Run(() => ServeAsync(stream, first, isTls));
    }

    private static async Task<Stream> ProtectAsync(Stream stream, string host, CertificateCheck certificates)
    {
        CertificateRefusedException? refused = null;
        var tls = new SslStream(
            stream, leaveInnerStreamOpen: false,
            (_, certificate, chain, errors) => (refused = certificates.Judge(certificate as X509Certificate2, chain, errors)) is null);
        try
        {
#if NETFRAMEWORK
            await tls.AuthenticateAsClientAsync(host, null, SslProtocols.Tls12, checkCertificateRevocation: false).ConfigureAwait(false);
#else
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = host,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                CertificateChainPolicy = certificates.CreatePolicy(),
            }).ConfigureAwait(false);
#endif
            return tls;
        }
        catch (AuthenticationException) when (refused is not null)
        {
            throw new SqlRefusedException(
                "SqlCertificateRefused",
                DrillQueryTexts.FormatCertificateRefused(refused.Message, host));
        }
    }

    private async Task ServeAsync(Stream stream, SqlPacket first, bool isTls)
    {
        try
        {
            // The listener stays open, so that no other process can open the same port while the library may still connect to it.
            library = await listener.AcceptSocketAsync().ConfigureAwait(false);
            library.NoDelay = true;
            Stream own = new NetworkStream(library, ownsSocket: false);
            await first.WriteAsync(own).ConfigureAwait(false);
            await LogInAsync(own, stream, isTls).ConfigureAwait(false);
            await Task.WhenAny(own.CopyToAsync(stream), stream.CopyToAsync(own)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side closed the connection. The library reports the error.
        }
        catch (SqlRefusedException e)
        {
            refusal = e;
        }
        finally
        {
            Dispose();
            stream.Dispose();
        }
    }

    /// <summary>
    /// Forwards the packets of the login until the server accepts or refuses it. With TLS the tunnel itself has already sent one packet to
    /// the server. So each packet number on the server's side is one higher than on the library's side.
    /// </summary>
    private static async Task LogInAsync(Stream own, Stream stream, bool isTls)
    {
        int shift = isTls ? 1 : 0;
        SqlPacket sent = SqlGreeting.OneStatementOnly(await SqlPacket.ReadAsync(own).ConfigureAwait(false), isTls);
        while (true)
        {
            await sent.Moved(shift).WriteAsync(stream).ConfigureAwait(false);
            SqlPacket answer = await SqlPacket.ReadAsync(stream).ConfigureAwait(false);
            if (answer.First == AuthSwitch && PluginOf(answer.Payload) is var plugin && plugin != NativePassword)
            {
                throw new SqlRefusedException(
                    "SqlLoginMethodRefused",
                    DrillQueryTexts.FormatLoginMethod(TextFault.Quote(plugin), NativePassword));
            }

            await answer.Moved(-shift).WriteAsync(own).ConfigureAwait(false);
            if (answer.First is Ok or Error)
            {
                return;
            }

            sent = await SqlPacket.ReadAsync(own).ConfigureAwait(false);
        }
    }

    private static string PluginOf(byte[] payload) => new(
        [.. Encoding.ASCII.GetString(payload, 1, payload.Length - 1).TakeWhile(c => c != '\0').Take(MaxShownName)]);
}
