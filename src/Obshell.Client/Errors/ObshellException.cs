using Obshell.Client.Display;
using Obshell.Client.Errors;

namespace Obshell.Client;

/// <summary>Base of everything that this library throws of its own.</summary>
public abstract class ObshellException : Exception
{
    /// <summary>A fault of this library's own.</summary>
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

    /// <summary>Stable identifier: the agent's errCode (<c>OB.Tenant.Existed</c>) or a PascalCase id of ours (<c>AgentUnreachable</c>).</summary>
    public string ErrorId { get; }

    /// <summary>The agent that was asked, as <c>host:port</c>; empty when none was.</summary>
    public string Agent { get; protected internal set; } = "";

    /// <summary>
    /// True when the same read, asked again or of another agent, may well succeed. Says nothing about changes: those are
    /// never repeated on such a ground.
    /// </summary>
    public virtual bool IsTransient => false;

    /// <summary>
    /// True when this side refused to talk, or the TLS handshake failed permanently. It is never tried again and never in plain
    /// text; another agent of the cluster has a certificate and a key of its own.
    /// </summary>
    public bool IsRefusal => ErrorId
        is "CertificateRejected" or "PublicKeyMismatch" or "ClockDifference" or "TlsFailed" or "TlsTooOld" or "ClientCertificateRequired" or "ClientCertificateRefused";

    /// <summary>
    /// True when a change went out and it is not known whether it was carried out. Set where the request is sent, since only
    /// there is it known that the failure was the change's own and not that of a read around it.
    /// </summary>
    internal bool OutcomeUnknown { get; set; }

    /// <summary>The change that was sent before this went wrong; null when none has left this machine. Code that continues after a change sets it.</summary>
    public SentChange? SentChange { get; set; }

    /// <summary>How long the far side asked to wait (<c>Retry-After</c>), if it did.</summary>
    public TimeSpan? RetryAfter { get; internal set; }
}
