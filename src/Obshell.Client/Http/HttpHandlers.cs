using System.Net.Http;
using System.Security.Authentication;
#if !NETFRAMEWORK
using System.Security.Cryptography.X509Certificates;
#endif
using Obshell.Client.Tls;

namespace Obshell.Client.Http;

/// <summary>The platform's HTTP handlers, as all requests to agents want them: no redirect, no cookie, no proxy unless named.</summary>
internal static class HttpHandlers
{
    private const int MaxConnections = 64;

#if NETFRAMEWORK
    /// <param name="options">Whom to reach, and how.</param>
    /// <param name="certificates">Judges what agents show.</param>
    /// <param name="own">What we show them.</param>
    /// <param name="judged">Gets the refusal of a certificate, or null: an exception would not come through from there.</param>
    public static HttpClientHandler Create(ConnectOptions options, CertificateCheck certificates, ClientCertificate own, Action<CertificateRefusedException?> judged)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = options.Proxy is not null,
            Proxy = options.Proxy,
            // .NET Framework's default of 2 connections a host would queue parallel restores behind each other.
            MaxConnectionsPerServer = MaxConnections,
            // Per handler, so there is nothing to add to ServicePointManager.SecurityProtocol and nothing to replace in it:
            // that one belongs to everybody in the process, and Windows PowerShell's default of it has no TLS 1.2.
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

    /// <summary>For the one request that HttpWebRequest refuses: a GET with a body. The same promises as the other handler gives.</summary>
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

    /// <param name="options">Whom to reach, and how.</param>
    /// <param name="certificates">Judges what agents show.</param>
    /// <param name="own">What we show them.</param>
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
            // An agent sends a dozen header lines; a flood of them is an attack.
            MaxResponseHeadersLength = 64,
            // What is not read of an answer is not wanted: by default it is waited for 2 s to save the connection.
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
