using Obshell.Client.Display;
using Obshell.Client.Errors;

namespace Obshell.Client;

/// <summary>The base of all exceptions that this library itself throws.</summary>
public abstract class ObshellException : Exception
{
    /// <summary>Makes an exception of this library.</summary>
    /// <param name="errorId">See <see cref="ErrorId"/>.</param>
    /// <param name="message">What is wrong, and why it matters.</param>
    /// <param name="inner">What caused it.</param>
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

    /// <summary>The agent that was asked, as <c>host:port</c>; empty when no agent was asked.</summary>
    public string Agent { get; protected internal set; } = "";

    /// <summary>
    /// True when the same read may succeed later or with another agent. It has no meaning for changes: a change is never repeated for
    /// this reason.
    /// </summary>
    public virtual bool IsTransient => false;

    /// <summary>
    /// True when this side refused the connection, or the TLS handshake failed permanently. Such a connection is never tried again, and
    /// never in plain text. Another agent of the cluster has its own certificate and key.
    /// </summary>
    public bool IsRefusal => ErrorId
        is "CertificateRejected" or "PublicKeyMismatch" or "ClockDifference" or "TlsFailed" or "TlsTooOld" or "ClientCertificateRequired" or "ClientCertificateRefused";

    /// <summary>
    /// True when a change was sent and it is not known whether it was carried out. It is set where the request is sent. Only there it is
    /// known whether the failure belongs to the change or to a read before or after it.
    /// </summary>
    internal bool OutcomeUnknown { get; set; }

    /// <summary>
    /// The change that was sent before this failure; null when none has left this machine. Code that continues after a change sets it.
    /// </summary>
    public SentChange? SentChange { get; set; }

    /// <summary>How long the other side asked to wait (<c>Retry-After</c>); null when it did not ask.</summary>
    public TimeSpan? RetryAfter { get; internal set; }
}
