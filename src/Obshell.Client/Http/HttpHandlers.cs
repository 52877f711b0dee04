using System.Net.Http;
using System.Security.Authentication;
#if !NETFRAMEWORK
using System.Security.Cryptography.X509Certificates;
#endif
using Obshell.Client.Tls;

namespace Obshell.Client.Http;

/// <summary>
/// The platform's HTTP handlers with the settings for all requests to agents: no redirect, no cookie, and a proxy only if the user names
/// one.
/// </summary>
internal static class HttpHandlers
{
    private const int MaxConnections = 64;

#if NETFRAMEWORK
    /// <param name="options">The options of the connection.</param>
    /// <param name="certificates">Checks the agents' certificates.</param>
    /// <param name="own">The client certificate of the user.</param>
    /// <param name="judged">
    /// Receives the reason why a certificate was refused, or null. The callback of the handler cannot throw an exception to the caller.
    /// </param>
    public static HttpClientHandler Create(ConnectOptions options, CertificateCheck certificates, ClientCertificate own, Action<CertificateRefusedException?> judged)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = options.Proxy is not null,
            Proxy = options.Proxy,
            // .NET Framework allows 2 connections for each host by default. With 2, parallel restores would wait for each other.
            MaxConnectionsPerServer = MaxConnections,
            // TLS is set for this handler only. In Windows PowerShell, the default of ServicePointManager.SecurityProtocol does not include
            // TLS 1.2. But this property is for the whole process, so it stays unchanged.
            SslProtocols = SslProtocols.Tls12,
            ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) =>
            {
                CertificateRefusedException? refusal = certificates.Judge(certificate, chain, errors);
                judged(refusal);
                return refusal is null;
            },
        };
        if (own.Certificate is { } certificate)
        {
            handler.ClientCertificates.Add(certificate);
        }

        return handler;
    }

    /// <summary>
    /// The handler for a GET with a body, the only request that HttpWebRequest refuses. Its settings give the same protection as the other
    /// handler.
    /// </summary>
    public static WinHttpHandler CreateWinHttp(ConnectOptions options, CertificateCheck certificates, ClientCertificate own, Action<CertificateRefusedException?> judged)
    {
        WinHttpHandler handler = WinHttpRoute.Create(options);
        handler.MaxConnectionsPerServer = MaxConnections;
        handler.ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            CertificateRefusedException? refusal = certificates.Judge(certificate, chain, errors);
            judged(refusal);
            return refusal is null;
        };
        if (own.Certificate is { } certificate)
        {
            handler.ClientCertificates.Add(certificate);
        }

        return handler;
    }
#else
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    /// <param name="options">The options of the connection.</param>
    /// <param name="certificates">Checks the agents' certificates.</param>
    /// <param name="own">The client certificate of the user.</param>
    public static SocketsHttpHandler Create(ConnectOptions options, CertificateCheck certificates, ClientCertificate own)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = options.Proxy is not null,
            Proxy = options.Proxy,
            ConnectTimeout = options.Timeout < ConnectLimit ? options.Timeout : ConnectLimit,
            MaxConnectionsPerServer = MaxConnections,
            // An agent sends about twelve header lines. This limit, in KB, protects against an attack with very many header lines.
            MaxResponseHeadersLength = 64,
            // By default, .NET waits up to 2 s for the unread rest of an answer, so that it can use the connection again. The client does
            // not need this.
            ResponseDrainTimeout = TimeSpan.Zero,
        };
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        handler.SslOptions.CertificateChainPolicy = certificates.CreatePolicy();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            certificates.Judge(certificate as X509Certificate2, chain, errors) is { } refusal ? throw refusal : true;
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, remote, _) => own.Select(remote)!;
        if (own.Certificate is { } certificate)
        {
            handler.SslOptions.ClientCertificates = [certificate];
        }

        return handler;
    }
#endif
}
