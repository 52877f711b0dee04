using Obshell.Client.Secrets;

namespace Obshell.Client;

/// <summary>
/// The client received no complete answer: the agent cannot be reached, the connection was lost, or the time limit was reached.
/// </summary>
public sealed class ObshellConnectionException : ObshellException
{
    internal ObshellConnectionException(string errorId, string message, string agent, bool mayHaveRun, Exception? inner = null, bool transient = true)
        : base(errorId, message, inner)
    {
        Agent = agent;
        MayHaveRun = mayHaveRun;
        IsTransient = transient;
    }

    /// <summary>True when the request may have reached the agent. The agent may have executed it, although no answer came.</summary>
    public bool MayHaveRun { get; }

    /// <summary>The trace id of the request.</summary>
    public string TraceId { get; internal set; } = "";

    /// <summary>
    /// What is wrong with the agent's certificate, when <see cref="ObshellException.ErrorId"/> is <c>CertificateRejected</c>.
    /// </summary>
    public CertificateFaults CertificateFaults { get; internal set; }

    /// <summary>
    /// Whether the agent did not answer within the time limit. The error may be temporary, so a wait continues. But a single read is not
    /// repeated, because the caller would then wait for the time limit several times.
    /// </summary>
    internal bool IsHang { get; init; }

    /// <inheritdoc/>
    public override bool IsTransient { get; }

    /// <summary>
    /// Makes the error <c>RequestTimeout</c>: the agent did not answer in time, or reading its answer took too long. Only this method makes
    /// that error.
    /// </summary>
    internal static ObshellConnectionException TimedOut(string message, string agent, string traceId, Exception inner) =>
        new("RequestTimeout", message, agent, mayHaveRun: true, inner) { TraceId = traceId, IsHang = true };

    /// <summary>
    /// A copy with secrets removed from the message. It does not contain the platform's exception, because the text of that exception may
    /// quote data from the other side.
    /// </summary>
    internal ObshellConnectionException Cleaned(Redactor redactor) => new(ErrorId, redactor.Clean(Message), Agent, MayHaveRun, inner: null, IsTransient)
    {
        TraceId = TraceId,
        OutcomeUnknown = OutcomeUnknown,
        RetryAfter = RetryAfter,
    };
}
