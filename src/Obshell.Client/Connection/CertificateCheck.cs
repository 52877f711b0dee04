using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Obshell.Client.Connection;

/// <summary>Judges an agent's certificate, per handler and in C#: a global callback would change other modules' connections.</summary>
internal sealed class CertificateCheck
{
    private readonly bool acceptAny;
    private readonly X509Certificate2Collection? authorities;

    public CertificateCheck(ConnectOptions options)
    {
        acceptAny = options.SkipCertificateCheck;
        if (options.CertificateAuthority is { } file)
        {
            authorities = Load(file);
        }
    }

    /// <summary>Why the last certificate was refused, for the error message; null when none was.</summary>
    public string? LastRefusal { get; private set; }

    public bool IsAcceptable(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        LastRefusal = null;
        if (acceptAny)
        {
            return true;
        }

        if (certificate is null || (errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
        {
            LastRefusal = "the agent showed no certificate";
            return false;
        }

        if (authorities is not null && (errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0
            && ChainsToOurs(certificate, chain))
        {
            errors &= ~SslPolicyErrors.RemoteCertificateChainErrors;
        }
        else if (authorities is not null && (errors & SslPolicyErrors.RemoteCertificateChainErrors) == 0
            && !ChainsToOurs(certificate, chain))
        {
            // A named authority replaces the system's: what only the system trusts is not what the user asked for.
            errors |= SslPolicyErrors.RemoteCertificateChainErrors;
        }

        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        LastRefusal = Describe(certificate, chain, errors);
        return false;
    }

    private bool ChainsToOurs(X509Certificate2 certificate, X509Chain? presented)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
#if NETFRAMEWORK
        // No custom trust there: let any root pass, then look whether the root is one of ours.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.ExtraStore.AddRange(authorities!);
#else
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities!);
#endif
        if (presented is not null)
        {
            foreach (X509ChainElement element in presented.ChainElements)
            {
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            }
        }

        if (!chain.Build(certificate))
        {
            return false;
        }

        string root = chain.ChainElements[chain.ChainElements.Count - 1].Certificate.Thumbprint;
        foreach (X509Certificate2 authority in authorities!)
        {
            if (authority.Thumbprint == root)
            {
                return true;
            }
        }

        return false;
    }

    private static string Describe(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var reasons = new List<string>();
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            reasons.Add($"it is made out to another host ({certificate.GetNameInfo(X509NameType.DnsName, false)})");
        }

        DateTime now = DateTime.Now;
        if (now > certificate.NotAfter)
        {
            reasons.Add($"it expired on {certificate.NotAfter:yyyy-MM-dd}");
        }
        else if (now < certificate.NotBefore)
        {
            reasons.Add($"it is valid only from {certificate.NotBefore:yyyy-MM-dd}");
        }
        else if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            var status = new StringBuilder("it is not signed by a trusted authority");
            if (chain is { ChainStatus.Length: > 0 })
            {
                status.Append(" (").Append(chain.ChainStatus[0].Status).Append(')');
            }

            reasons.Add(status.ToString());
        }

        return string.Join(" and ", reasons);
    }

    private static X509Certificate2Collection Load(string file)
    {
        try
        {
            var found = new X509Certificate2Collection();
            byte[] bytes = File.ReadAllBytes(file);
            string text = Encoding.ASCII.GetString(bytes);
            const string Begin = "-----BEGIN CERTIFICATE-----";
            const string End = "-----END CERTIFICATE-----";
            int at = text.IndexOf(Begin, StringComparison.Ordinal);
            if (at < 0)
            {
                found.Add(FromDer(bytes));
            }

            while (at >= 0)
            {
                int end = text.IndexOf(End, at, StringComparison.Ordinal);
                if (end < 0)
                {
                    throw new FormatException("A certificate in it has no end line.");
                }

                found.Add(FromDer(Convert.FromBase64String(text.Substring(at + Begin.Length, end - at - Begin.Length))));
                at = text.IndexOf(Begin, end, StringComparison.Ordinal);
            }

            return found;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or FormatException or ArgumentException)
        {
            throw new ObshellInputException(new InputFault(
                "InvalidCertificateAuthority", "CertificateAuthority", $"'{file}' gave no certificate: {e.Message}"));
        }
    }

    private static X509Certificate2 FromDer(byte[] der) =>
#if NET9_0_OR_GREATER
        X509CertificateLoader.LoadCertificate(der);
#else
        new(der);
#endif
}
