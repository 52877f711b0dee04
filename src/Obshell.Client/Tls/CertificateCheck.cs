using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Obshell.Client.Display;

namespace Obshell.Client.Tls;

/// <summary>
/// Checks an agent's certificate. Each HTTP handler has its own check. A global callback would also check the connections of other modules.
/// Revocation lists are not used: a private authority seldom has such a list, and a list server that does not answer would stop a restore.
/// </summary>
public sealed class CertificateCheck
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string AlternativeNames = "2.5.29.17";
    private const int MaxName = 160;

    private readonly string host;
    private readonly bool acceptAny;
    private readonly X509Certificate2Collection? authorities;

    /// <param name="host">The host that the certificate must be issued for.</param>
    /// <param name="authorities">The authorities that replace the system's; null to use the system's.</param>
    /// <param name="acceptAny">Whether every certificate is accepted without a check.</param>
    public CertificateCheck(string host, X509Certificate2Collection? authorities, bool acceptAny)
    {
        this.host = host;
        this.authorities = authorities;
        this.acceptAny = acceptAny;
    }

#if !NETFRAMEWORK
    /// <summary>
    /// The policy with which the platform builds the chain. The user's authorities replace the system's. Nothing is downloaded from
    /// addresses in the certificate, because anyone can make a certificate with any address.
    /// </summary>
    public X509ChainPolicy CreatePolicy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (authorities is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(authorities);
        }

        return policy;
    }
#endif

    /// <summary>The callback of a TLS handshake.</summary>
    /// <returns>Null when the certificate is accepted.</returns>
    public CertificateRefusedException? Judge(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (acceptAny)
        {
            return null;
        }

        if (certificate is null || (errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
        {
            return new CertificateRefusedException(CertificateFaults.Missing, TlsTexts.NotShown);
        }

        var verdict = new Verdict();
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            verdict.Add(CertificateFaults.OtherHost, TlsTexts.FormatOtherHost(NamesOf(certificate), host));
        }

        // The chain is also checked when the platform reports no error in it: Wine reports no error for an unknown root, but the status in
        // the chain shows this error.
        bool isReported = (errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0;
#if NETFRAMEWORK
        using X509Chain? ours = authorities is null ? null : BuildOurs(certificate, chain);
        JudgeChain(verdict, ours ?? chain, isReported && ours is null);
#else
        JudgeChain(verdict, chain, isReported);
#endif
        return verdict.Faults == CertificateFaults.None ? null : new CertificateRefusedException(verdict.Faults, verdict.Text);
    }

#if NETFRAMEWORK
    /// <summary>
    /// .NET Framework has no custom trust. So the chain is built with any root, and then the root is compared with the user's authorities.
    /// </summary>
    private X509Chain BuildOurs(X509Certificate2 certificate, X509Chain? presented)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.ExtraStore.AddRange(authorities!);
        if (presented is not null)
        {
            foreach (X509ChainElement element in presented.ChainElements)
            {
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            }
        }

        chain.Build(certificate);
        return chain;
    }

    private bool IsOurs(X509Certificate2 root) => authorities is not null && authorities.Cast<X509Certificate2>().Any(a => a.RawData.SequenceEqual(root.RawData));
#endif

    private void JudgeChain(Verdict verdict, X509Chain? chain, bool isReported)
    {
        if (chain is null || chain.ChainElements.Count == 0)
        {
            verdict.Add(CertificateFaults.Other, TlsTexts.ChainNotBuilt);
            return;
        }

        X509ChainElement[] elements = [.. chain.ChainElements.Cast<X509ChainElement>()];
        X509Certificate2 last = elements[elements.Length - 1].Certificate;
        X509ChainStatusFlags all = X509ChainStatusFlags.NoError;
        foreach (X509ChainElement element in elements)
        {
            X509ChainStatusFlags flags = Flags(element.ChainElementStatus);
            all |= flags;
            if ((flags & X509ChainStatusFlags.NotTimeValid) != 0)
            {
                JudgeTime(verdict, element.Certificate, isAgents: ReferenceEquals(element, elements[0]));
            }
        }

        all |= Flags(chain.ChainStatus);
#if NETFRAMEWORK
        if (authorities is not null)
        {
            all = IsOurs(last) ? all & ~X509ChainStatusFlags.UntrustedRoot
                : all | (IsSelfSigned(last) ? X509ChainStatusFlags.UntrustedRoot : X509ChainStatusFlags.PartialChain);
        }
#endif
        if ((all & X509ChainStatusFlags.PartialChain) != 0)
        {
            string issuer = Plain(last.Issuer);
            verdict.Add(
                CertificateFaults.IncompleteChain,
                authorities is null ? TlsTexts.FormatIncompleteChainNotTrusted(issuer) : TlsTexts.FormatIncompleteChainNotInFile(issuer));
        }
        else if ((all & X509ChainStatusFlags.UntrustedRoot) != 0)
        {
            string subject = Plain(last.Subject);
            if (elements.Length == 1)
            {
                verdict.Add(CertificateFaults.SelfSigned, authorities is null ? TlsTexts.FormatSelfSignedNotTrusted(subject) : TlsTexts.FormatSelfSignedNotInFile(subject));
            }
            else
            {
                verdict.Add(CertificateFaults.UntrustedAuthority, authorities is null ? TlsTexts.FormatAuthorityNotTrusted(subject) : TlsTexts.FormatAuthorityNotInFile(subject));
            }
        }

        if ((all & X509ChainStatusFlags.NotValidForUsage) != 0)
        {
            verdict.Add(CertificateFaults.WrongPurpose, TlsTexts.WrongPurpose);
        }

        const X509ChainStatusFlags Explained = X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot
            | X509ChainStatusFlags.NotValidForUsage | X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;
        if (all == X509ChainStatusFlags.NoError && isReported)
        {
            verdict.Add(CertificateFaults.Other, TlsTexts.ChainRefused);
        }
        else if ((all & ~Explained) != X509ChainStatusFlags.NoError)
        {
            verdict.Add(CertificateFaults.Other, TlsTexts.FormatChainNotValid((all & ~Explained).ToString()));
        }
    }

    private static void JudgeTime(Verdict verdict, X509Certificate2 certificate, bool isAgents)
    {
        // The platform's clock is used, as in the check of the chain.
        if (DateTime.Now > certificate.NotAfter)
        {
            string end = Amounts.Of(certificate.NotAfter);
            verdict.Add(CertificateFaults.Expired, isAgents ? TlsTexts.FormatExpired(end) : TlsTexts.FormatAuthorityExpired(Plain(certificate.Subject), end));
        }
        else
        {
            string start = Amounts.Of(certificate.NotBefore);
            verdict.Add(CertificateFaults.NotYetValid, isAgents ? TlsTexts.FormatNotYetValid(start) : TlsTexts.FormatAuthorityNotYetValid(Plain(certificate.Subject), start));
        }
    }

    private static X509ChainStatusFlags Flags(X509ChainStatus[] status) => status.Aggregate(X509ChainStatusFlags.NoError, (sum, s) => sum | s.Status);

#if NETFRAMEWORK
    private static bool IsSelfSigned(X509Certificate2 certificate) => certificate.SubjectName.RawData.SequenceEqual(certificate.IssuerName.RawData);
#endif

    private static string NamesOf(X509Certificate2 certificate)
    {
        foreach (X509Extension extension in certificate.Extensions)
        {
            if (extension.Oid?.Value == AlternativeNames)
            {
                return Plain(extension.Format(false));
            }
        }

        return Plain(certificate.Subject);
    }

    /// <summary>
    /// A certificate may contain any text. So control characters, which a terminal would execute, are removed, and a long text is cut.
    /// </summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(Math.Min(text.Length, MaxName + 3));
        foreach (char c in text)
        {
            if (plain.Length == MaxName)
            {
                return plain.Append("...").ToString();
            }

            plain.Append(char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format ? ' ' : c);
        }

        return plain.ToString();
    }

    private sealed class Verdict
    {
        private readonly List<string> reasons = [];

        public CertificateFaults Faults { get; private set; }

        public string Text => Listing.Sentences(reasons);

        public void Add(CertificateFaults fault, string reason)
        {
            Faults |= fault;
            reasons.Add(reason);
        }
    }
}
