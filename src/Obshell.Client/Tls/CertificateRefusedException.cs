using System.Security.Authentication;

namespace Obshell.Client.Tls;

/// <summary>
/// Carries the reason of a refused certificate out of the TLS handshake. A field works for one handshake at a time only: parallel
/// handshakes would read each other's reason, and a later fault of another kind would read an old one.
/// </summary>
public sealed class CertificateRefusedException : AuthenticationException
{
    internal CertificateRefusedException(CertificateFaults faults, string reason)
        : base(reason) => Faults = faults;

    /// <summary>What is wrong with the certificate.</summary>
    public CertificateFaults Faults { get; }
}
