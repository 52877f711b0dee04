#if NETFRAMEWORK
using System.ComponentModel;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace Obshell.Client.Http;

/// <summary>
/// The handler for a GET with a body, the only request that HttpWebRequest refuses. All other requests use HttpClientHandler. Mono also has
/// HttpClientHandler, so tests with Mono run the same code as Windows.
/// </summary>
internal static class WinHttpRoute
{
    private const int NameNotResolved = 12007;
    private const int CannotConnect = 12029;
    private const int ClientCertificateNeeded = 12044;
    private const int SecureChannelError = 12157;
    private const int SecureFailure = 12175;
    private const int ClientCertificateHasNoKey = 12185;
    private const int ClientCertificateKeyIsLocked = 12186;

    /// <summary>Whether WinHTTP exists: false for Mono on Linux and macOS.</summary>
    public static bool IsAvailable => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>
    /// Makes a handler whose settings give the same protection as the other handler. <see cref="HttpHandlers"/> adds the certificates.
    /// </summary>
    public static WinHttpHandler Create(ConnectOptions options) => new()
    {
        AutomaticRedirection = false,
        CookieUsePolicy = CookieUsePolicy.IgnoreCookies,
        WindowsProxyUsePolicy = options.Proxy is null ? WindowsProxyUsePolicy.DoNotUseProxy : WindowsProxyUsePolicy.UseCustomProxy,
        Proxy = options.Proxy,
        SslProtocols = SslProtocols.Tls12,
        ClientCertificateOption = ClientCertificateOption.Manual,
        // WinHTTP's own time limits are 30 s. They are switched off, because the client cancels the request at its own limit, which may be
        // longer.
        SendTimeout = Timeout.InfiniteTimeSpan,
        ReceiveHeadersTimeout = Timeout.InfiniteTimeSpan,
        ReceiveDataTimeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>WinHTTP's error for a TLS handshake that failed, or for a certificate that the client's callback refused.</summary>
    public static bool IsTlsFault(Exception e) => e is Win32Exception
    {
        NativeErrorCode: SecureFailure or SecureChannelError or ClientCertificateNeeded or ClientCertificateHasNoKey or ClientCertificateKeyIsLocked
    };

    public static bool NeverSent(Exception e) => e is Win32Exception { NativeErrorCode: NameNotResolved or CannotConnect };
}
#endif
