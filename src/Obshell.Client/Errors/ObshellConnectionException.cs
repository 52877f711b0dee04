using Obshell.Client.Secrets;

namespace Obshell.Client;

/// <summary>No complete answer came: the agent was not reached, the connection broke, or the time ran out.</summary>
public sealed class ObshellConnectionException : ObshellException
{
    internal ObshellConnectionException(string errorId, string message, string agent, bool mayHaveRun, Exception? inner = null, bool transient = true)
        : base(errorId, message, inner)
    {
        Agent = agent;
        MayHaveRun = mayHaveRun;
        IsTransient = transient;
    }

    /// <summary>True when the request may have reached the agent: it may have been executed although no answer came.</summary>
    public bool MayHaveRun { get; }

    /// <summary>The trace id that the request carried.</summary>
    public string TraceId { get; internal set; } = "";

    /// <summary>What is wrong with the agent's certificate, where <see cref="ObshellException.ErrorId"/> is <c>CertificateRejected</c>.</summary>
    public CertificateFaults CertificateFaults { get; internal set; }

    /// <summary>
    /// Whether the agent did not answer for as long as the caller would wait. The fault may pass, and a wait continues. But a single read
    /// is not repeated immediately, because the caller would then wait several times its limit.
    /// </summary>
    internal bool IsHang { get; init; }

    /// <inheritdoc/>
    public override bool IsTransient { get; }

    /// <summary>
    /// Makes the error <c>RequestTimeout</c>: the agent did not answer in time, or its answer took too long to read. No other method
    /// makes it.
    /// </summary>
    internal static ObshellConnectionException TimedOut(string message, string agent, string traceId, Exception inner) =>
        new("RequestTimeout", message, agent, mayHaveRun: true, inner) { TraceId = traceId, IsHang = true };

    /// <summary>A copy with a cleaned message and without the platform's exception, whose text may quote data from the other side.</summary>
    internal ObshellConnectionException Cleaned(Redactor redactor) => new(ErrorId, redactor.Clean(Message), Agent, MayHaveRun, inner: null, IsTransient)
    {
        TraceId = TraceId,
        OutcomeUnknown = OutcomeUnknown,
        RetryAfter = RetryAfter,
    };
}
