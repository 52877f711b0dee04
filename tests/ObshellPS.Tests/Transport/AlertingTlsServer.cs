using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using CertificateRequest = Org.BouncyCastle.Tls.CertificateRequest;
using HashAlgorithm = Org.BouncyCastle.Tls.HashAlgorithm;

namespace ObshellPS.Tests.Transport;

/// <summary>
/// A TLS server that behaves like Go's, which agents use: it sends an alert with the reason of a failure. Kestrel closes the connection
/// instead, refuses certificates that are not for servers, and does not send root certificates.
/// </summary>
internal sealed class AlertingTlsServer : DefaultTlsServer
{
    private static readonly SignatureAndHashAlgorithm Ecdsa = SignatureAndHashAlgorithm.GetInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

    private readonly Refusal behaviour;
    private readonly TestCertificates certificates;
    private readonly X509Certificate2[] chain;

    public AlertingTlsServer(Refusal behaviour, TestCertificates certificates)
        : base(new BcTlsCrypto(new SecureRandom()))
    {
        this.behaviour = behaviour;
        this.certificates = certificates;
        chain = [behaviour.Server(certificates), .. behaviour.Along(certificates)];
    }

    public override TlsCredentials GetCredentials() => TlsUtilities.IsTlsV13(m_context) ? GetECDsaSignerCredentials() : base.GetCredentials();

    public override CertificateRequest? GetCertificateRequest()
    {
        if (!behaviour.DemandsClient)
        {
            return null;
        }

        IList<SignatureAndHashAlgorithm> algorithms = TlsUtilities.GetDefaultSupportedSignatureAlgorithms(m_context);
        return TlsUtilities.IsTlsV13(m_context)
            ? new CertificateRequest(TlsUtilities.EmptyBytes, algorithms, null, null)
            : new CertificateRequest([ClientCertificateType.ecdsa_sign], algorithms, null);
    }

    public override void NotifyClientCertificate(Certificate clientCertificate)
    {
        if (clientCertificate is null || clientCertificate.IsEmpty)
        {
            throw new TlsFatalAlert(TlsUtilities.IsTlsV13(m_context) ? AlertDescription.certificate_required : AlertDescription.bad_certificate);
        }

        using X509Certificate2 shown = X509CertificateLoader.LoadCertificate(clientCertificate.GetCertificateAt(0).GetEncoded());
        if (shown.NotAfter < DateTime.Now)
        {
            throw new TlsFatalAlert(AlertDescription.certificate_expired);
        }

        if (!shown.IssuerName.RawData.SequenceEqual(certificates.Authority.SubjectName.RawData))
        {
            throw new TlsFatalAlert(AlertDescription.unknown_ca);
        }
    }

    protected override ProtocolVersion[] GetSupportedVersions()
    {
#pragma warning disable SYSLIB0039, CS0618, CA5397 // Old versions of TLS are the very subject.
        (SslProtocols Net, ProtocolVersion Bouncy)[] known =
        [
            (SslProtocols.Tls13, ProtocolVersion.TLSv13), (SslProtocols.Tls12, ProtocolVersion.TLSv12),
            (SslProtocols.Tls11, ProtocolVersion.TLSv11), (SslProtocols.Tls, ProtocolVersion.TLSv10),
        ];
#pragma warning restore SYSLIB0039, CS0618, CA5397
        return [.. known.Where(k => (behaviour.Versions & k.Net) != 0).Select(k => k.Bouncy)];
    }

    /// <summary>Cipher suites that work with the keys of <see cref="TestCertificates"/>.</summary>
    protected override int[] GetSupportedCipherSuites() =>
        [CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA];

    protected override TlsCredentialedSigner GetECDsaSignerCredentials()
    {
        using ECDsa key = chain[0].GetECDsaPrivateKey()!;
        TlsCertificate[] shown = [.. chain.Select(c => Crypto.CreateCertificate(c.RawData))];
        Certificate message = TlsUtilities.IsTlsV13(m_context)
            ? new Certificate(TlsUtilities.EmptyBytes, [.. shown.Select(c => new CertificateEntry(c, null))])
            : new Certificate(shown);
        return new BcDefaultTlsCredentialedSigner(
            new TlsCryptoParameters(m_context), (BcTlsCrypto)Crypto, PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey()), message, Ecdsa);
    }
}
