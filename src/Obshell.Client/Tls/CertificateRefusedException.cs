using System.Security.Authentication;

namespace Obshell.Client.Tls;

/// <summary>
/// Passes the reason for a refused certificate from the TLS handshake to the caller. A field would not work: parallel handshakes would
/// overwrite it, and a later error with another cause would show the old reason.
/// </summary>
public sealed class CertificateRefusedException : AuthenticationException
{
    internal CertificateRefusedException(CertificateFaults faults, string reason)
        : base(reason) => Faults = faults;

    /// <summary>What is wrong with the certificate.</summary>
    public CertificateFaults Faults { get; }
}
