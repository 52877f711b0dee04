using Obshell.Client.Secrets;

namespace Obshell.Client;

/// <summary>No whole answer came: the agent was not reached, the connection broke, or time ran out.</summary>
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
    /// It was silent for as long as the caller would wait. That may pass, and a wait continues; but to repeat
    /// a single read immediately would let the caller's limit count several times over.
    /// </summary>
    internal bool IsHang { get; init; }

    /// <inheritdoc/>
    public override bool IsTransient { get; }

    /// <summary>It was silent for too long, or its answer took too long to read: the one place of <c>RequestTimeout</c>.</summary>
    internal static ObshellConnectionException TimedOut(string message, string agent, string traceId, Exception inner) =>
        new("RequestTimeout", message, agent, mayHaveRun: true, inner) { TraceId = traceId, IsHang = true };

    /// <summary>The same, where the platform's own words for it quote what the far side sent.</summary>
    internal ObshellConnectionException Cleaned(Redactor redactor) => new(ErrorId, redactor.Clean(Message), Agent, MayHaveRun, inner: null, IsTransient)
    {
        TraceId = TraceId,
        OutcomeUnknown = OutcomeUnknown,
        RetryAfter = RetryAfter,
    };
}
