using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Obshell.Simulator;

namespace ObshellPS.Tests.Transport;

/// <summary>An agent that cannot be trusted, and the error that the user must get.</summary>
internal sealed class Refusal
{
    /// <summary>All cases by name.</summary>
    public static IReadOnlyDictionary<string, Refusal> All { get; } = Make().ToDictionary(r => r.Name, StringComparer.Ordinal);

    public required string Name { get; init; }

    /// <summary>Id of the error.</summary>
    public string ErrorId { get; init; } = "CertificateRejected";

    /// <summary>Value of <c>CertificateFaults</c>.</summary>
    public string Faults { get; init; } = "None";

    /// <summary>Texts that the message must contain.</summary>
    public required string[] Says { get; init; }

    /// <summary>Text that the recommended action must contain.</summary>
    public required string Advises { get; init; }

    /// <summary>The agent's certificate.</summary>
    public Func<TestCertificates, X509Certificate2> Server { get; init; } = c => c.Server;

    /// <summary>Further certificates that the agent sends.</summary>
    public Func<TestCertificates, X509Certificate2[]> Along { get; init; } = _ => [];

    /// <summary>Certificates in the file of -CertificateAuthority. If null, the parameter is not given.</summary>
    public Func<TestCertificates, X509Certificate2[]>? Trusted { get; init; } = c => [c.Authority];

    /// <summary>Value of -ClientCertificate. If null, the parameter is not given.</summary>
    public Func<TestCertificates, X509Certificate2>? Client { get; init; }

    /// <summary>True if the agent requires a client certificate of the authority.</summary>
    public bool DemandsClient { get; init; }

    /// <summary>True if the case needs <see cref="AlertingTlsServer"/> because Kestrel behaves differently.</summary>
    public bool Alerting { get; init; }

    /// <summary>TLS versions that the agent offers.</summary>
    public SslProtocols Versions { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    public SimulatorOptions Options(TestCertificates certificates, string password) => new()
    {
        RootPassword = password,
        ManualClock = true,
        ServerCertificate = Alerting ? null : Server(certificates),
        ServerCertificateChain = [.. Along(certificates)],
        RequireClientCertificate = DemandsClient,
        ClientAuthority = certificates.Authority,
        TlsVersions = Versions,
    };

    private static IEnumerable<Refusal> Make()
    {
        yield return new()
        {
            Name = "other host",
            Faults = "OtherHost",
            Server = c => c.Issue("CN=agent", "agent.example.org"),
            Says = ["issued for", "agent.example.org", "not for 127.0.0.1"],
            Advises = "-Server",
        };
        yield return new()
        {
            Name = "expired",
            Faults = "Expired",
            Server = c => c.Issue("CN=agent", "127.0.0.1", TestCertificates.In(-20), TestCertificates.In(-2)),
            Says = ["The certificate expired on " + TestCertificates.In(-2).ToString("yyyy-MM-dd")],
            Advises = "Renew the certificate",
        };
        yield return new()
        {
            Name = "not yet valid",
            Faults = "NotYetValid",
            Server = c => c.Issue("CN=agent", "127.0.0.1", TestCertificates.In(2), TestCertificates.In(20)),
            Says = ["The certificate is not valid before"],
            Advises = "clock",
        };
        yield return new()
        {
            Name = "expired authority",
            Faults = "Expired",
            Server = c => c.Issue("CN=agent", "127.0.0.1", issuer: c.OldAuthority),
            Along = c => [c.OldAuthority],
            Trusted = c => [c.OldAuthority],
            Says = ["The certificate of the authority CN=old authority expired on"],
            Advises = "Renew the certificate",
        };
        yield return new()
        {
            Name = "signed by itself",
            Faults = "SelfSigned",
            Server = c => c.IssueSelfSigned("CN=agent alone", "127.0.0.1"),
            Trusted = null,
            Says = ["self-signed", "CN=agent alone", "this machine does not trust"],
            Advises = "-CertificateAuthority",
        };
        yield return new()
        {
            Name = "signed by itself, another authority named",
            Faults = "SelfSigned",
            Server = c => c.IssueSelfSigned("CN=agent alone", "127.0.0.1"),
            Says = ["self-signed", "not in the file of -CertificateAuthority"],
            Advises = "-CertificateAuthority",
        };
        yield return new()
        {
            Name = "unknown authority",
            Alerting = true,
            Faults = "UntrustedAuthority",
            Along = c => [c.Authority],
            Trusted = null,
            Says = ["CN=ObshellPS test authority", "this machine does not trust"],
            Advises = "-CertificateAuthority",
        };
        yield return new()
        {
            Name = "another authority named",
            Alerting = true,
            Faults = "UntrustedAuthority",
            Along = c => [c.Authority],
            Trusted = c => [c.IssueAuthority("CN=another")],
            Says = ["CN=ObshellPS test authority", "not in the file of -CertificateAuthority"],
            Advises = "-CertificateAuthority",
        };
        yield return new()
        {
            Name = "another authority of the same name",
            Faults = "Other",
            Trusted = c => [c.IssueAuthority("CN=ObshellPS test authority")],
            Says = ["not valid"],
            Advises = "Have a new certificate issued",
        };
        yield return new()
        {
            Name = "authority not sent and not named",
            Faults = "IncompleteChain",
            Trusted = null,
            Says = ["The certificate is signed by CN=ObshellPS test authority", "was not sent"],
            Advises = "-CertificateAuthority",
        };
        yield return new()
        {
            Name = "authority in between not sent",
            Faults = "IncompleteChain",
            Server = c => c.Issue("CN=agent", "127.0.0.1", issuer: c.IssueAuthority("CN=between", c.Authority)),
            Says = ["The certificate is signed by CN=between", "was not sent"],
            Advises = "all intermediate authorities",
        };
        yield return new()
        {
            Name = "made for clients",
            Alerting = true,
            Faults = "WrongPurpose",
            Server = c => c.Issue("CN=agent", "127.0.0.1", usage: TestCertificates.ClientUsage),
            Says = ["not for servers", "serverAuth"],
            Advises = "serverAuth",
        };
        yield return new()
        {
            Name = "other host and expired",
            Faults = "OtherHost, Expired",
            Server = c => c.Issue("CN=agent", "agent.example.org", TestCertificates.In(-20), TestCertificates.In(-2)),
            Says = ["issued for", "The certificate expired on"],
            Advises = "Renew the certificate",
        };
        foreach (SslProtocols version in new[] { SslProtocols.Tls12, SslProtocols.Tls13 })
        {
            yield return new()
            {
                Name = "client certificate missing, " + version,
                Alerting = true,
                ErrorId = "ClientCertificateRequired",
                DemandsClient = true,
                Versions = version,
                Says = ["requires a client certificate"],
                Advises = "-ClientCertificate",
            };
            yield return new()
            {
                Name = "client certificate of another authority, " + version,
                Alerting = true,
                ErrorId = "ClientCertificateRefused",
                DemandsClient = true,
                Versions = version,
                Client = c => c.IssueSelfSigned("CN=stranger", "stranger"),
                Says = ["refused the client certificate 'CN=stranger'"],
                Advises = "-ClientCertificate",
            };
            yield return new()
            {
                Name = "client certificate expired, " + version,
                Alerting = true,
                ErrorId = "ClientCertificateRefused",
                DemandsClient = true,
                Versions = version,
                Client = c => c.Issue("CN=late", null, TestCertificates.In(-20), TestCertificates.In(-2), TestCertificates.ClientUsage),
                Says = ["refused the client certificate 'CN=late', valid until"],
                Advises = "valid today",
            };
        }

#pragma warning disable SYSLIB0039, CS0618, CA5397 // Old versions of TLS are the very subject.
        foreach (SslProtocols version in new[] { SslProtocols.Tls, SslProtocols.Tls11, SslProtocols.Tls | SslProtocols.Tls11 })
#pragma warning restore SYSLIB0039, CS0618, CA5397
        {
            yield return new()
            {
                Name = "offers only " + version,
                Alerting = true,
                ErrorId = "TlsTooOld",
                Versions = version,
                Says = ["neither TLS 1.2 nor TLS 1.3"],
                Advises = "TLS 1.2",
            };
        }
    }
}
