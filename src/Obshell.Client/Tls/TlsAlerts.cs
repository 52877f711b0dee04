using System.ComponentModel;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace Obshell.Client.Tls;

/// <summary>Finds a <see cref="TlsAlert"/> in an exception of the platform.</summary>
internal static class TlsAlerts
{
    public static TlsAlert In(Exception e)
    {
        for (Exception? at = e; at is not null; at = at.InnerException)
        {
            TlsAlert found = Of(at);
            if (found != TlsAlert.None)
            {
                return found;
            }
        }

        return TlsAlert.None;
    }

    /// <summary>Whether the alert is about the client certificate, or about a missing client certificate.</summary>
    public static bool IsAboutOurCertificate(TlsAlert alert) => alert
        is TlsAlert.BadCertificate or TlsAlert.UnsupportedCertificate or TlsAlert.CertificateRevoked or TlsAlert.CertificateExpired
        or TlsAlert.CertificateUnknown or TlsAlert.UnknownCA or TlsAlert.AccessDenied or TlsAlert.CertificateRequired;

    private static TlsAlert Of(Exception e) => e switch
    {
        Win32Exception windows => OfSchannel(windows.NativeErrorCode),
        CryptographicException openSsl => OfOpenSsl(openSsl.HResult),
        AuthenticationException worded => OfWords(worded.Message),
        _ => OfSecureTransport(e.HResult),
    };

    /// <summary>
    /// An OpenSSL error number contains the library (20 is SSL) and the reason. Reasons from 1000 are alerts of the other side.
    /// </summary>
    private static TlsAlert OfOpenSsl(int code)
    {
        if (code >> 23 != 20 && code >> 24 != 20)
        {
            return TlsAlert.None;
        }

        const int UnsupportedProtocol = 258;
        int reason = code & 0xFFF;
        return reason == UnsupportedProtocol ? TlsAlert.ProtocolVersion : Known(reason - 1000);
    }

    private static TlsAlert OfSchannel(int code) => unchecked((uint)code) switch
    {
        0x80090302 or 0x80090331 => TlsAlert.ProtocolVersion,
        0x80090325 => TlsAlert.UnknownCA,
        0x80090327 => TlsAlert.CertificateUnknown,
        0x80090328 => TlsAlert.CertificateExpired,
        _ => TlsAlert.None,
    };

    private static TlsAlert OfSecureTransport(int code) => code switch
    {
        -9836 => TlsAlert.ProtocolVersion,
        -9824 => TlsAlert.HandshakeFailure,
        -9825 => TlsAlert.BadCertificate,
        -9826 => TlsAlert.UnsupportedCertificate,
        -9827 => TlsAlert.CertificateRevoked,
        -9828 => TlsAlert.CertificateExpired,
        -9829 => TlsAlert.CertificateUnknown,
        -9831 => TlsAlert.UnknownCA,
        -9832 => TlsAlert.AccessDenied,
        _ => TlsAlert.None,
    };

    /// <summary>
    /// On Windows, .NET reads the alert itself. The message of .NET, which is not translated, contains the name of the alert in quotes.
    /// </summary>
    private static TlsAlert OfWords(string message)
    {
        foreach (TlsAlert alert in Enum.GetValues(typeof(TlsAlert)))
        {
            if (alert != TlsAlert.None && message.Contains($"'{alert}'"))
            {
                return alert;
            }
        }

        return TlsAlert.None;
    }

    private static TlsAlert Known(int number) => Enum.IsDefined(typeof(TlsAlert), number) ? (TlsAlert)number : TlsAlert.None;
}
