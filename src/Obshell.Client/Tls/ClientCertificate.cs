using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Obshell.Client.Tls;

/// <summary>What this side shows to an agent that asks who it is, and whether one asked and got nothing.</summary>
internal sealed class ClientCertificate
{
    private volatile bool wasAsked;

    /// <exception cref="ObshellInputException">It cannot prove anything: no private key, or disposed.</exception>
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

    /// <summary>For messages.</summary>
    public string Description { get; } = "";

    /// <summary>An agent has asked, and no certificate was given.</summary>
    public bool IsMissing => wasAsked && Certificate is null;

    /// <summary>For the callback of a handshake. It is also called before the agent has said anything.</summary>
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
