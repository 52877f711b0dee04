using Obshell.Client.Display;
using Obshell.Client.Errors;

namespace Obshell.Client;

/// <summary>The base class of all exceptions that this library itself throws.</summary>
public abstract class ObshellException : Exception
{
    /// <summary>Makes an exception of this library.</summary>
    /// <param name="errorId">See <see cref="ErrorId"/>.</param>
    /// <param name="message">What is wrong, and why it matters.</param>
    /// <param name="inner">The cause of the exception.</param>
    protected ObshellException(string errorId, string message, Exception? inner = null)
        : base(VisibleText.Of(message), inner) => ErrorId = errorId;

    private protected ObshellException(ObshellException other)
        : this(other.ErrorId, other.Message)
    {
        Agent = other.Agent;
        OutcomeUnknown = other.OutcomeUnknown;
        SentChange = other.SentChange;
        RetryAfter = other.RetryAfter;
    }

    /// <summary>
    /// Stable identifier: the agent's errCode (<c>OB.Tenant.Existed</c>) or this library's own id in Pascal case
    /// (<c>AgentUnreachable</c>).
    /// </summary>
    public string ErrorId { get; }

    /// <summary>The agent that received the request, <c>host:port</c>; empty when no agent received it.</summary>
    public string Agent { get; protected internal set; } = "";

    /// <summary>
    /// True when the same read may succeed later or with another agent. Ignore this property for a change: a change is never repeated for
    /// this reason.
    /// </summary>
    public virtual bool IsTransient => false;

    /// <summary>
    /// True when the client refused the connection, or when the TLS handshake failed permanently. The client does not try this connection
    /// again, and does not use plain HTTP instead. The client can try another agent of the cluster, because each agent has its own
    /// certificate and key.
    /// </summary>
    public bool IsRefusal => ErrorId
        is "CertificateRejected" or "PublicKeyMismatch" or "ClockDifference" or "TlsFailed" or "TlsTooOld" or "ClientCertificateRequired" or "ClientCertificateRefused";

    /// <summary>
    /// True when a change was sent and it is not known whether it was made. The code that sends the request sets this property. Only
    /// this code knows whether the error belongs to the change, or to a read before or after it.
    /// </summary>
    internal bool OutcomeUnknown { get; set; }

    /// <summary>
    /// The change that was sent before this error; null when no change was sent. Code that does more work after a change sets this
    /// property.
    /// </summary>
    public SentChange? SentChange { get; set; }

    /// <summary>How long the other side asked to wait (<c>Retry-After</c>); null when it did not ask.</summary>
    public TimeSpan? RetryAfter { get; internal set; }
}
