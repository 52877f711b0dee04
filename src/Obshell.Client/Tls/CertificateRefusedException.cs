using System.Security.Authentication;

namespace Obshell.Client.Tls;

/// <summary>
/// Carries the verdict about a certificate out of the TLS handshake that it ended. A field would do for one handshake at a
/// time; parallel ones would read each other's verdict, and a later fault of another kind an old one.
/// </summary>
public sealed class CertificateRefusedException : AuthenticationException
{
    internal CertificateRefusedException(CertificateFaults faults, string reason)
        : base(reason) => Faults = faults;

    /// <summary>What is wrong with the certificate.</summary>
    public CertificateFaults Faults { get; }
}
