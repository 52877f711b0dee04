using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Obshell.Client.Tls;

/// <summary>
/// The client certificate for agents that request a client certificate. This class also stores whether an agent requested one.
/// </summary>
internal sealed class ClientCertificate
{
    private volatile bool wasAsked;

    /// <exception cref="ObshellInputException">The certificate has no private key, or is disposed.</exception>
    public ClientCertificate(X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return;
        }

        try
        {
            if (!certificate.HasPrivateKey)
            {
                throw Fault(TlsTexts.FormatClientCertificateHasNoKey(certificate.Subject));
            }

            Description = TlsTexts.FormatClientCertificateDescription(certificate.Subject, certificate.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
        catch (CryptographicException e)
        {
            throw Fault(TlsTexts.FormatClientCertificateUnusable(e.Message));
        }

        Certificate = certificate;
    }

    public X509Certificate2? Certificate { get; }

    /// <summary>The description of the certificate in messages.</summary>
    public string Description { get; } = "";

    /// <summary>Whether an agent requested a client certificate, but the user gave none.</summary>
    public bool IsMissing => wasAsked && Certificate is null;

    /// <summary>
    /// The callback of a TLS handshake. The platform calls it even before the agent has sent anything. In that case
    /// <paramref name="remote"/> is null.
    /// </summary>
    public X509Certificate2? Select(X509Certificate? remote)
    {
        if (remote is not null)
        {
            wasAsked = true;
        }

        return Certificate;
    }

    private static ObshellInputException Fault(string message) => new(new InputFault("InvalidClientCertificate", "ClientCertificate", message));
}
