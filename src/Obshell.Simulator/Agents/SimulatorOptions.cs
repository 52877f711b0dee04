using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Obshell.Simulator;

/// <summary>What a <see cref="SimulatedCluster"/> starts with. Every option has a default: <c>new()</c> is a healthy cluster.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The default of <see cref="TimeProvider"/>: the system's time; test runs on another day replace it.</summary>
    internal static TimeProvider SystemTime { get; set; } = TimeProvider.System;

    /// <summary>How many agents listen; all belong to the same cluster, each has its own key and local DAGs.</summary>
    public int AgentCount { get; init; } = 1;

    /// <summary>
    /// One address an agent, such as <c>http://127.0.0.1:2886</c>; port 0 means any free port.
    /// Null means <c>127.0.0.1:0</c> for each. The scheme is https when <see cref="ServerCertificate"/> is given, whatever scheme is written here.
    /// </summary>
    public IReadOnlyList<string>? Urls { get; init; }

    /// <summary>Password of root@sys in the database; empty means none (a header with an empty <c>Auth</c> is still needed, PROTOCOL 2.6).</summary>
    public string RootPassword { get; init; } = "";

    /// <summary>Agent password of every agent; null or empty means none is set.</summary>
    public string? AgentPassword { get; init; }

    /// <summary>Size of each agent's RSA key in bits: 1024 (4.4.2 and later) or 512 (before).</summary>
    public int KeyBits { get; init; } = 1024;

    /// <summary>Virtual seconds that pass in one real second. With 100 a limit of one hour takes 36 s. Ignored with <see cref="ManualClock"/>.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>True: virtual time moves only when <see cref="SimulationClock.Advance"/> is called.</summary>
    public bool ManualClock { get; init; }

    /// <summary>Source of real time, for the check of <c>Ts</c>, <c>/api/v1/time</c>, the timestamps of envelopes and as base of a scaled virtual clock.</summary>
    public TimeProvider TimeProvider { get; init; } = SystemTime;

    /// <summary>How far every agent's wall clock is ahead of <see cref="TimeProvider"/> (negative: behind).</summary>
    public TimeSpan ClockOffset { get; init; }

    /// <summary>Offset from UTC that the agents' hosts attach to every time they print.</summary>
    public TimeSpan HostUtcOffset { get; init; }

    /// <summary>Offset of the database's sessions. The agents show the wall clock of a session as if it were their host's (trap B13). Null: the offset of the hosts.</summary>
    public TimeSpan? SessionUtcOffset { get; init; }

    /// <summary>A file that simulators share, so that one can restore what another has backed up; null for none.</summary>
    public string? BackupStore { get; init; }

    /// <summary>Version text of the agents, <c>VERSION-RELEASE</c>.</summary>
    public string Version { get; init; } = "4.5.0.0-0";

    /// <summary>Version text of OceanBase.</summary>
    public string ObVersion { get; init; } = "4.3.5.1";

    /// <summary>Identity of every agent, PROTOCOL 3; can be changed for each agent at run time.</summary>
    public string Identity { get; init; } = "CLUSTER AGENT";

    /// <summary>The form of errors, of the current or of an older agent.</summary>
    public LegacyMode Legacy { get; init; }

    /// <summary>Whether <c>/api/v1/info</c> has <c>supportedAuth</c>. False, or a 4.2.2 version, makes an agent that supports only v1; it refuses every protected route.</summary>
    public bool SupportedAuthV2 { get; init; } = true;

    /// <summary>Name of the cluster.</summary>
    public string ClusterName { get; init; } = "obcluster";

    /// <summary>Id of the cluster.</summary>
    public int ClusterId { get; init; } = 1;

    /// <summary>Zones, servers, unit configs, tenants and backups to start with.</summary>
    public ClusterFixture Fixture { get; init; } = ClusterFixture.ThreeZones();

    /// <summary>Certificate with private key. If it is given, the agents accept only HTTPS.</summary>
    public X509Certificate2? ServerCertificate { get; init; }

    /// <summary>True: a TLS client must present a certificate (any certificate passes).</summary>
    public bool RequireClientCertificate { get; init; }

    /// <summary>With <see cref="RequireClientCertificate"/>: only client certificates that this authority has signed pass. Null lets any pass.</summary>
    public X509Certificate2? ClientAuthority { get; init; }

    /// <summary>Certificates of the authorities in between, which the agents send along with <see cref="ServerCertificate"/>.</summary>
    public X509Certificate2Collection? ServerCertificateChain { get; init; }

    /// <summary>Versions of TLS that the agents offer; obshell offers 1.2 and later.</summary>
    public SslProtocols TlsVersions { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>
    /// The port at which each simulated server speaks SQL for its tenants, at the server's own loopback address. 0 takes any free
    /// port; <see cref="Server.SqlPort"/> then has its number. Null: there is no SQL port.
    /// </summary>
    public int? SqlPort { get; init; }

    /// <summary>Certificate with private key for SQL; null offers no TLS, which is OceanBase's default.</summary>
    public X509Certificate2? SqlCertificate { get; init; }

    /// <summary>The behaviour of restores whose tenant has none of its own (<see cref="SimulatedCluster.SetBehaviour"/>).</summary>
    public RestoreBehaviour DefaultBehaviour { get; init; } = new();

    /// <summary>The behaviour of backups and log archives whose tenant has none of its own (<see cref="TenantBackups.SetBehaviour"/>).</summary>
    public BackupBehaviour DefaultBackupBehaviour { get; init; } = new();
}
