using Obshell.Client;

namespace Obshell.Recovery.ErrorIds;

/// <summary>Errors of the connection to the agent, and of answers that do not come from an agent.</summary>
internal static class ConnectionErrors
{
    public static readonly ErrorRow[] Rows =
    [
        new("AgentUnreachable", ErrorKind.ConnectionError, () => Unreachable),
        new("ConnectionLost", ErrorKind.ConnectionError, () => Unreachable),
        new("NoAgentAvailable", ErrorKind.ConnectionError, e => e.Fault.InnerException is ObshellException { IsRefusal: true } refused ? ErrorTable.AdviceFor(e with { Fault = refused }) : Unreachable),
        new("RequestTimeout", ErrorKind.OperationTimeout, () => ConnectionAdviceTexts.Timeout),
        new("CertificateRejected", ErrorKind.SecurityError, e => e.Fault is ObshellConnectionException refused ? CertificateAdvice.For(refused.CertificateFaults) : null),
        new("TlsTooOld", ErrorKind.SecurityError, () => ConnectionAdviceTexts.TlsTooOld),
        new("TlsFailed", ErrorKind.SecurityError, () => ConnectionAdviceTexts.TlsFailed),
        new("ClientCertificateRequired", ErrorKind.SecurityError, () => ConnectionAdviceTexts.ClientCertificateRequired),
        new("ClientCertificateRefused", ErrorKind.SecurityError, () => ConnectionAdviceTexts.ClientCertificateRefused),
        new("PublicKeyMismatch", ErrorKind.SecurityError, e => e.Fault is PublicKeyMismatchException mismatch ? ConnectionAdviceTexts.FormatOtherKey(mismatch.Agent, mismatch.Seen) : null),
        new("ClockDifference", ErrorKind.SecurityError, () => ConnectionAdviceTexts.ClockDifference),
        new("BadPublicKey", ErrorKind.ProtocolError),
        new("NotAnObshellAgent", ErrorKind.ProtocolError, () => ConnectionAdviceTexts.NotAnAgent),
        new("AgentTooOld", ErrorKind.NotImplemented, () => ConnectionAdviceTexts.AgentTooOld),
        new("ClusterUnknown", ErrorKind.ResourceUnavailable, () => ConnectionAdviceTexts.ClusterUnknown),
        new("DifferentCluster", ErrorKind.InvalidArgument, () => ConnectionAdviceTexts.DifferentCluster),
        new("RedirectRefused", ErrorKind.ProtocolError, () => ConnectionAdviceTexts.NoProxy),
        new("GatewayError", ErrorKind.ResourceUnavailable, () => ConnectionAdviceTexts.NoProxy),
        new("GetBodyUnsupported", ErrorKind.ProtocolError, () => ConnectionAdviceTexts.GetBodyUnsupported),
        new("ZonesUnknown", ErrorKind.ProtocolError, () => ConnectionAdviceTexts.ZonesUnknown),
        new("EmptyAnswer", ErrorKind.ProtocolError),
        new("AnswerTooLarge", ErrorKind.ProtocolError),
        new("MalformedAnswer", ErrorKind.ProtocolError),
        new("UnexpectedAnswer", ErrorKind.ProtocolError),
    ];

    public static string Unreachable => ConnectionAdviceTexts.Unreachable;
}
