namespace Obshell.Client.Tls;

/// <summary>
/// The alert with which the other side ended a TLS handshake (RFC 8446, section 6). Each operating system reports it in a different way,
/// and .NET has no common form for it.
/// </summary>
internal enum TlsAlert
{
    /// <summary>No alert, or an alert that was not recognised.</summary>
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
