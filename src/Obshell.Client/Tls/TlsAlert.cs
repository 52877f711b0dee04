namespace Obshell.Client.Tls;

/// <summary>
/// What the other side said when it broke off a TLS handshake (RFC 8446, section 6). Each system wraps it in its own way, and
/// .NET gives no common one.
/// </summary>
internal enum TlsAlert
{
    /// <summary>None, or none that was recognised.</summary>
    None = 0,
    HandshakeFailure = 40,
    BadCertificate = 42,
    UnsupportedCertificate = 43,
    CertificateRevoked = 44,
    CertificateExpired = 45,
    CertificateUnknown = 46,
    UnknownCA = 48,
    AccessDenied = 49,
    ProtocolVersion = 70,
    CertificateRequired = 116,
}
