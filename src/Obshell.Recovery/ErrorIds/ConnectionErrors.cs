using Obshell.Client;

namespace Obshell.Recovery.ErrorIds;

/// <summary>Errors of the way to the agent, and of answers that are not those of an agent.</summary>
internal static class ConnectionErrors
{
    public const string Unreachable =
        "Check host, port (2886 unless configured otherwise), firewall, and that obshell runs there. Name further agents of the cluster with -Server.";

    private const string NoProxy = "Name the agents themselves with -Server instead of a proxy or load balancer.";

    public static readonly ErrorRow[] Rows =
    [
        new("AgentUnreachable", ErrorKind.ConnectionError, Unreachable),
        new("ConnectionLost", ErrorKind.ConnectionError, Unreachable),
        new("NoAgentAvailable", ErrorKind.ConnectionError, e => e.Fault.InnerException is ObshellException { IsRefusal: true } refused ? ErrorTable.AdviceFor(e with { Fault = refused }) : Unreachable),
        new("RequestTimeout", ErrorKind.OperationTimeout, "Check that the agent is not hung, try another agent with -Server, or allow more time with -TimeoutSec."),
        new("CertificateRejected", ErrorKind.SecurityError, e => e.Fault is ObshellConnectionException refused ? CertificateAdvice.For(refused.CertificateFaults) : null),
        new("TlsTooOld", ErrorKind.SecurityError, "Let the agent, or the proxy before it, offer TLS 1.2 or 1.3: both obshell (4.4.2 and later) and any current proxy can. Where it does, allow them on this machine: on Windows in the policy of SCHANNEL's protocols, elsewhere in that of OpenSSL."),
        new("TlsFailed", ErrorKind.SecurityError,
            "If the agent speaks plain HTTP, name it without https://. If it demands a client certificate, pass -ClientCertificate. Otherwise compare the versions and ciphers of TLS that both sides allow."),
        new("ClientCertificateRequired", ErrorKind.SecurityError, "Pass a certificate that the agent accepts, with its private key: -ClientCertificate."),
        new("ClientCertificateRefused", ErrorKind.SecurityError,
            "Pass with -ClientCertificate one that is valid today and comes from the authority that the agent trusts. The agent's side knows why it refused this one."),
        new("PublicKeyMismatch", ErrorKind.SecurityError, e => e.Fault is PublicKeyMismatchException mismatch ? OtherKey(mismatch) : null),
        new("ClockDifference", ErrorKind.SecurityError,
            "Compare the clocks of both machines (NTP). If they are right, somebody in between may be forging the agent's answers: use https://. If the agent's clock is wrong and you know it, connect with -AllowClockDifference."),
        new("BadPublicKey", ErrorKind.ProtocolError),
        new("NotAnObshellAgent", ErrorKind.ProtocolError,
            "Check host and port: what answers there is not obshell's API. An agent with TLS is named with https://. A proxy before it may want a client certificate: -ClientCertificate."),
        new("AgentTooOld", ErrorKind.NotImplemented, "Upgrade obshell on that host."),
        new("ClusterUnknown", ErrorKind.ResourceUnavailable,
            "Look with Get-ObAgent how the agents are: one whose OceanBase server is down cannot say which cluster it belongs to. Connect again when it is back, or name other agents of the cluster."),
        new("DifferentCluster", ErrorKind.InvalidArgument, "Make one connection for each cluster and pass it with -Connection."),
        new("RedirectRefused", ErrorKind.ProtocolError, NoProxy),
        new("GatewayError", ErrorKind.ResourceUnavailable, NoProxy),
        new("GetBodyUnsupported", ErrorKind.ProtocolError, "Run the command in PowerShell 7, or in Windows PowerShell on Windows."),
        new("ZonesUnknown", ErrorKind.ProtocolError, "Name further agents of the cluster with Connect-ObCluster -Server, or start the OceanBase server beside that agent."),
        new("EmptyAnswer", ErrorKind.ProtocolError),
        new("AnswerTooLarge", ErrorKind.ProtocolError),
        new("MalformedAnswer", ErrorKind.ProtocolError),
        new("UnexpectedAnswer", ErrorKind.ProtocolError),
    ];

    private static string OtherKey(PublicKeyMismatchException mismatch) =>
        $"Read the fingerprint on {mismatch.Agent} itself (docs/connecting.md, Pinning the agent's key). If it is {mismatch.Seen}, the agent has a new key (new home, or upgrade to obshell 4.4.2): "
        + "connect again with -PublicKeyFingerprint of that one. If it is not, somebody stands in between: do not connect, and do not leave the parameter out.";
}
