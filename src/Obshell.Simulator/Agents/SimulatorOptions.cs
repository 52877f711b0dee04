using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Obshell.Simulator;

/// <summary>The options of a <see cref="SimulatedCluster"/>. Every option has a default: <c>new()</c> is a healthy cluster.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The default of <see cref="TimeProvider"/>: the system's time. Test runs on another date replace it.</summary>
    internal static TimeProvider SystemTime { get; set; } = TimeProvider.System;

    /// <summary>The number of agents. All agents belong to the same cluster; each agent has its own key and local DAGs.</summary>
    public int AgentCount { get; init; } = 1;

    /// <summary>
    /// One address for each agent, such as <c>http://127.0.0.1:2886</c>. Port 0 is any free port. Null means <c>127.0.0.1:0</c> for each
    /// agent. With <see cref="ServerCertificate"/> the scheme is always https, even if http is written here.
    /// </summary>
    public IReadOnlyList<string>? Urls { get; init; }

    /// <summary>
    /// The password of root@sys in the database; empty means that no password is set. A request then still needs a header with an empty
    /// <c>Auth</c> (PROTOCOL 2.6).
    /// </summary>
    public string RootPassword { get; init; } = "";

    /// <summary>The agent password of every agent; null or empty means that no password is set.</summary>
    public string? AgentPassword { get; init; }

    /// <summary>The size of each agent's RSA key in bits: 1024 (4.4.2 and later) or 512 (before).</summary>
    public int KeyBits { get; init; } = 1024;

    /// <summary>
    /// The number of virtual seconds in one real second. With 100, one virtual hour takes 36 s. Ignored with <see cref="ManualClock"/>.
    /// </summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>If true, virtual time passes only during calls of <see cref="SimulationClock.Advance"/>.</summary>
    public bool ManualClock { get; init; }

    /// <summary>
    /// The source of real time. The agents use it to check <c>Ts</c>, to answer <c>/api/v1/time</c>, and for the timestamps of answers. A
    /// scaled virtual clock is based on it.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = SystemTime;

    /// <summary>The difference of every agent's clock from <see cref="TimeProvider"/> (negative: the clock is slow).</summary>
    public TimeSpan ClockOffset { get; init; }

    /// <summary>The UTC offset of the agents' hosts. Every time in an answer has this offset.</summary>
    public TimeSpan HostUtcOffset { get; init; }

    /// <summary>
    /// The UTC offset of the database sessions. The agents show the local time of the session, but with the offset of their host (trap
    /// B13). Null means the offset of the hosts.
    /// </summary>
    public TimeSpan? SessionUtcOffset { get; init; }

    /// <summary>
    /// A file that several simulators share, so that a simulator can restore the backups of the other simulators; null for no file.
    /// </summary>
    public string? BackupStore { get; init; }

    /// <summary>The version text of the agents, <c>VERSION-RELEASE</c>.</summary>
    public string Version { get; init; } = "4.5.0.0-0";

    /// <summary>The version text of OceanBase.</summary>
    public string ObVersion { get; init; } = "4.3.5.1";

    /// <summary>The identity of every agent (PROTOCOL 3). It can be changed for each agent at run time.</summary>
    public string Identity { get; init; } = "CLUSTER AGENT";

    /// <summary>The form of the errors: as in the current version, or as in an older version.</summary>
    public LegacyMode Legacy { get; init; }

    /// <summary>
    /// True if <c>/api/v1/info</c> has <c>supportedAuth</c>. If false, or if the version is 4.2.2, the agents support only authentication
    /// v1. They then refuse every protected route.
    /// </summary>
    public bool SupportedAuthV2 { get; init; } = true;

    /// <summary>Name of the cluster.</summary>
    public string ClusterName { get; init; } = "obcluster";

    /// <summary>Id of the cluster.</summary>
    public int ClusterId { get; init; } = 1;

    /// <summary>The zones, servers, unit configs, tenants and backups at the start.</summary>
    public ClusterFixture Fixture { get; init; } = ClusterFixture.ThreeZones();

    /// <summary>A certificate with its private key. With a certificate, the agents accept only HTTPS.</summary>
    public X509Certificate2? ServerCertificate { get; init; }

    /// <summary>If true, a TLS client must send a certificate. Any certificate is accepted.</summary>
    public bool RequireClientCertificate { get; init; }

    /// <summary>
    /// With <see cref="RequireClientCertificate"/>, only client certificates that this authority has signed are accepted. Null accepts
    /// any certificate.
    /// </summary>
    public X509Certificate2? ClientAuthority { get; init; }

    /// <summary>The intermediate certificates, which the agents send together with <see cref="ServerCertificate"/>.</summary>
    public X509Certificate2Collection? ServerCertificateChain { get; init; }

    /// <summary>The TLS versions that the agents support. The real obshell supports 1.2 and later.</summary>
    public SslProtocols TlsVersions { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>
    /// The SQL port for tenants, at the loopback address of each simulated server. 0 means any free port; <see cref="Server.SqlPort"/> then
    /// contains the real port. Null means that no SQL port is open.
    /// </summary>
    public int? SqlPort { get; init; }

    /// <summary>
    /// A certificate with its private key for SQL. Without a certificate the SQL ports do not support TLS; this is the default of
    /// OceanBase.
    /// </summary>
    public X509Certificate2? SqlCertificate { get; init; }

    /// <summary>
    /// The behaviour of restores of tenants for which <see cref="SimulatedCluster.SetBehaviour"/> has set no other behaviour.
    /// </summary>
    public RestoreBehaviour DefaultBehaviour { get; init; } = new();

    /// <summary>
    /// The behaviour of backups and log archives of tenants for which <see cref="TenantBackups.SetBehaviour"/> has set no other behaviour.
    /// </summary>
    public BackupBehaviour DefaultBackupBehaviour { get; init; } = new();
}
