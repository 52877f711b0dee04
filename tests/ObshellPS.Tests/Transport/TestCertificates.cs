using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ObshellPS.Tests.Transport;

/// <summary>A test authority with its certificates, created again for each test.</summary>
public sealed class TestCertificates : IDisposable
{
    public const string ServerUsage = "1.3.6.1.5.5.7.3.1";
    public const string ClientUsage = "1.3.6.1.5.5.7.3.2";

    private readonly List<X509Certificate2> issued = [];

    public TestCertificates(string host = "127.0.0.1")
    {
        Authority = IssueAuthority("CN=ObshellPS test authority");
        OldAuthority = IssueAuthority("CN=old authority", from: In(-40), to: In(-3));
        Server = Issue("CN=agent", host);
        Client = Issue("CN=administrator", null, usage: ClientUsage);
    }

    public X509Certificate2 Authority { get; }

    /// <summary>An expired authority. Certificates that it issued can still be valid.</summary>
    public X509Certificate2 OldAuthority { get; }

    public X509Certificate2 Server { get; }

    public X509Certificate2 Client { get; }

    public static DateTimeOffset In(double hours) => DateTimeOffset.UtcNow.AddHours(hours);

    public void Dispose() => issued.ForEach(c => c.Dispose());

    /// <summary>Issues a root authority if <paramref name="issuer"/> is null, otherwise an intermediate authority.</summary>
    public X509Certificate2 IssueAuthority(string name, X509Certificate2? issuer = null, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return Sign(request, key, issuer, from ?? In(-24), to ?? In(48));
    }

    /// <summary>Issues a certificate for a host (address or name), by <see cref="Authority"/> unless another issuer is given.</summary>
    public X509Certificate2 Issue(
        string name, string? host, DateTimeOffset? from = null, DateTimeOffset? to = null, string? usage = null, X509Certificate2? issuer = null, X509Extension? extra = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Sign(Request(name, key, host, usage, extra), key, issuer ?? Authority, from ?? In(-1), to ?? In(24));
    }

    public X509Certificate2 IssueSelfSigned(string name, string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Sign(Request(name, key, host, null, null), key, null, In(-1), In(24));
    }

    private static CertificateRequest Request(string name, ECDsa key, string? host, string? usage, X509Extension? extra)
    {
        var request = new CertificateRequest(new X500DistinguishedName(name), key, HashAlgorithmName.SHA256);
        if (host is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            if (IPAddress.TryParse(host, out IPAddress? address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }

            request.CertificateExtensions.Add(names.Build());
        }

        if (usage is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        }

        if (extra is not null)
        {
            request.CertificateExtensions.Add(extra);
        }

        return request;
    }

    private X509Certificate2 Sign(CertificateRequest request, ECDsa key, X509Certificate2? issuer, DateTimeOffset from, DateTimeOffset to)
    {
        using ECDsa? issuersKey = issuer?.GetECDsaPrivateKey();

        // Create(issuer, ...) cannot be used: it refuses dates outside the issuer's validity, which some tests need.
        using X509Certificate2 signed = request.Create(
            issuer?.SubjectName ?? request.SubjectName, X509SignatureGenerator.CreateForECDsa(issuersKey ?? key), from, to, RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 whole = signed.CopyWithPrivateKey(key);

        // Exported and loaded as PKCS#12, because a Windows server cannot use a certificate whose key is only in memory.
        X509Certificate2 usable = X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
        issued.Add(usable);
        return usable;
    }
}
