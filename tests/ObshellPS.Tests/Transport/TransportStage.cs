using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Transport;

/// <summary>A session with certificates in variables: <c>$password</c>, <c>$ca</c> (a file), <c>$client</c>.</summary>
internal sealed class TransportStage : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("obshellps-tls-").FullName;

    public TransportStage()
    {
        Session.SetVariable("password", Secret.Of(ConnectedSession.RootPassword));
        Trust(Certificates.Authority);
        Session.SetVariable("client", Certificates.Client);
    }

    public TestCertificates Certificates { get; } = new();

    public HostedSession Session { get; } = new();

    public string AuthorityFile => FileOf("ca.pem");

    public string FileOf(string name) => Path.Combine(folder, name);

    /// <summary>Writes these certificates to the file <c>$ca</c>.</summary>
    public void Trust(params IEnumerable<X509Certificate2> authorities) =>
        Trust(string.Concat(authorities.Select(a => $"# {a.Subject}\n{a.ExportCertificatePem()}\n")));

    /// <summary>Writes this text to the file <c>$ca</c>.</summary>
    public void Trust(string text)
    {
        File.WriteAllText(AuthorityFile, text);
        Session.SetVariable("ca", AuthorityFile);
    }

    public SessionResult Connect(int port, string arguments = "-CertificateAuthority $ca") =>
        Session.Invoke("Connect-ObCluster -Server $args[0] -Password $password " + arguments, $"https://127.0.0.1:{port}");

    public void Dispose()
    {
        Session.Dispose();
        Certificates.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
