#if NETFRAMEWORK
using System.ComponentModel;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace Obshell.Client.Http;

/// <summary>
/// The handler for the only request that HttpWebRequest refuses: a GET with a body. All other requests use HttpClientHandler. Mono has it
/// too, so the tests there run the code that runs on Windows.
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

    /// <summary>False on Mono under Linux and macOS.</summary>
    public static bool IsAvailable => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Gives the same guarantees as the other handler; <see cref="HttpHandlers"/> adds the certificates.</summary>
    public static WinHttpHandler Create(ConnectOptions options) => new()
    {
        AutomaticRedirection = false,
        CookieUsePolicy = CookieUsePolicy.IgnoreCookies,
        WindowsProxyUsePolicy = options.Proxy is null ? WindowsProxyUsePolicy.DoNotUseProxy : WindowsProxyUsePolicy.UseCustomProxy,
        Proxy = options.Proxy,
        SslProtocols = SslProtocols.Tls12,
        ClientCertificateOption = ClientCertificateOption.Manual,
        // WinHTTP's own limits are 30 s. Our limits end the request through its token, and may be longer.
        SendTimeout = Timeout.InfiniteTimeSpan,
        ReceiveHeadersTimeout = Timeout.InfiniteTimeSpan,
        ReceiveDataTimeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>WinHTTP's error for a TLS handshake that failed, or for a certificate that our callback refused.</summary>
    public static bool IsTlsFault(Exception e) => e is Win32Exception
    {
        NativeErrorCode: SecureFailure or SecureChannelError or ClientCertificateNeeded or ClientCertificateHasNoKey or ClientCertificateKeyIsLocked
    };

    public static bool NeverSent(Exception e) => e is Win32Exception { NativeErrorCode: NameNotResolved or CannotConnect };
}
#endif
