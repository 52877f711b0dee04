using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Obshell.Client.Http;
using Obshell.Client.Time;

namespace Obshell.Client;

/// <summary>The options of a connection to the agents of a cluster.</summary>
public sealed class ConnectOptions
{
    /// <summary>Agents of one cluster, each <c>host[:port]</c> or URI; default port 2886.</summary>
    public IReadOnlyList<string> Server { get; set; } = [];

    /// <summary>Password of root@sys; null or empty for no password.</summary>
    public SecureString? Password { get; set; }

    /// <summary>The agent's own password, if one is set.</summary>
    public SecureString? AgentPassword { get; set; }

    /// <summary>PEM or DER file with the certificate authorities that are trusted instead of the system's.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>Certificate with private key, for agents that require a client certificate.</summary>
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>Accept any certificate. Then an attacker on the network can read and change all data (man in the middle).</summary>
    public bool SkipCertificateCheck { get; set; }

    /// <summary>
    /// Allow logins over plain HTTP to other machines. An attacker who records one request and can reach the agent's port can then do
    /// everything on the cluster.
    /// </summary>
    public bool AllowUnencryptedAuthentication { get; set; }

    /// <summary>
    /// Without TLS, accept an agent's clock that differs from this machine's by more than ten minutes. If an attacker forges the agent's
    /// time, recorded requests can be replayed for as long as this difference.
    /// </summary>
    public bool AllowClockDifference { get; set; }

    /// <summary>
    /// Fingerprints of the keys that are allowed for the agents: the SHA-256 of the public key in PKCS#1 DER, as <c>SHA256:</c> and base64,
    /// or in hexadecimal. Null accepts any key; an empty list is an error.
    /// </summary>
    public IReadOnlyList<string>? PublicKeyFingerprint { get; set; }

    /// <summary>Time limit for one request. Default 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The proxy; null for none. A proxy may remove bodies and rewrite addresses (traps 15, 27).</summary>
    public IWebProxy? Proxy { get; set; }

    /// <summary>The language in which the agents write their errors: Chinese for a Chinese culture, otherwise English.</summary>
    public CultureInfo Language { get; set; } = CultureInfo.CurrentUICulture;

    /// <summary>For tests: answers requests from memory, without a network.</summary>
    internal HttpMessageHandler? Handler { get; set; }

    /// <summary>The clock for waits, retries and times; tests set their own clock.</summary>
    internal TimeProvider TimeProvider { get; set; } = WallClock.Current;

    /// <summary>
    /// Whether TLS proves that the answers come from this agent. If false, someone on the network could have changed the answers.
    /// </summary>
    internal bool Vouches(ServerAddress address) => address.IsTls && !SkipCertificateCheck;
}
