using System;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Obshell.Client.Tls;
using ObshellPS.Tests.Transport;
using Xunit;

namespace Obshell.Client.Tests.Tls;

/// <summary>
/// The module checks the certificate chain itself. So a platform that accepts invalid certificates, such as Wine, makes no difference.
/// </summary>
[Trait("Topic", "Connecting")]
public sealed class CertificateCheckTests : IDisposable
{
    private readonly TestCertificates certificates = new();

    public void Dispose() => certificates.Dispose();

    [Theory]
    [InlineData("sound", CertificateFaults.None)]
    [InlineData("signed by itself", CertificateFaults.SelfSigned)]
    [InlineData("of a root that is not sent", CertificateFaults.IncompleteChain)]
    [InlineData("expired", CertificateFaults.Expired)]
    [InlineData("not valid yet", CertificateFaults.NotYetValid)]
    [InlineData("of an expired authority", CertificateFaults.Expired)]
    [InlineData("for clients", CertificateFaults.WrongPurpose)]
    public void A_fault_in_the_chain_is_found_although_the_platform_reports_no_fault(string kind, CertificateFaults fault)
    {
        X509Certificate2 certificate = kind switch
        {
            "signed by itself" => certificates.IssueSelfSigned("CN=alone", "127.0.0.1"),
            "of a root that is not sent" => certificates.Issue("CN=lost", "127.0.0.1", issuer: certificates.IssueAuthority("CN=unknown")),
            "expired" => certificates.Issue("CN=late", "127.0.0.1", TestCertificates.In(-9), TestCertificates.In(-2)),
            "not valid yet" => certificates.Issue("CN=early", "127.0.0.1", TestCertificates.In(2), TestCertificates.In(9)),
            "of an expired authority" => certificates.Issue("CN=orphan", "127.0.0.1", issuer: certificates.OldAuthority),
            "for clients" => certificates.Client,
            _ => certificates.Server,
        };
        var check = new CertificateCheck("127.0.0.1", [certificates.Authority, certificates.OldAuthority], acceptAny: false);
        using X509Chain chain = ChainOf(check, certificate);

        Assert.Equal(fault, check.Judge(certificate, chain, SslPolicyErrors.None)?.Faults ?? CertificateFaults.None);
    }

    [Fact]
    public void A_certificate_is_refused_if_its_chain_is_missing_or_if_the_platform_refuses_it()
    {
        var check = new CertificateCheck("127.0.0.1", [certificates.Authority], acceptAny: false);
        using X509Chain sound = ChainOf(check, certificates.Server);
        using var empty = new X509Chain();

        Assert.Equal(CertificateFaults.Other, check.Judge(certificates.Server, null, SslPolicyErrors.None)!.Faults);
        Assert.Equal(CertificateFaults.Other, check.Judge(certificates.Server, empty, SslPolicyErrors.None)!.Faults);
        Assert.Equal(CertificateFaults.Other, check.Judge(certificates.Server, sound, SslPolicyErrors.RemoteCertificateChainErrors)!.Faults);
    }

    private static X509Chain ChainOf(CertificateCheck check, X509Certificate2 certificate)
    {
        var chain = new X509Chain { ChainPolicy = check.CreatePolicy() };
        chain.Build(certificate);
        return chain;
    }
}
