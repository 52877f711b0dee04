namespace Obshell.Simulator;

/// <summary>
/// The effect of a fault. "Executed" means: the agent executes the request before the fault. <see cref="Fault.HandlerRuns"/> can change
/// this.
/// </summary>
public enum FaultKind
{
    /// <summary>The TCP connection is aborted. The request is not executed.</summary>
    DropBeforeHandler,

    /// <summary>Executed. Then the TCP connection is aborted, so the answer is lost.</summary>
    DropAfterHandler,

    /// <summary>Executed. The answer has the full Content-Length, but only half of the body. Then the connection is closed.</summary>
    TruncateAnswer,

    /// <summary>An HTML page with status 502, as from a proxy.</summary>
    BadGateway502Html,

    /// <summary>503 text/plain. It has Retry-After if <see cref="Fault.RetryAfter"/> is given.</summary>
    Unavailable503,

    /// <summary>An HTML page with status 504, as from a proxy.</summary>
    GatewayTimeout504,

    /// <summary>429 text/plain. It has Retry-After if <see cref="Fault.RetryAfter"/> is given.</summary>
    TooManyRequests429,

    /// <summary>Executed. The answer is sent after <see cref="Fault.Delay"/>.</summary>
    SlowAnswer,

    /// <summary>No byte is sent until the client disconnects or the agent stops.</summary>
    StallForEver,

    /// <summary>Executed. The answer is 200 application/json without a body (PROTOCOL 1.3, NaN).</summary>
    EmptyBody200,

    /// <summary>200 application/json with a body that is not JSON.</summary>
    NotJson,

    /// <summary>200 with an HTML page, like the web UI.</summary>
    HtmlPage,

    /// <summary>Executed. The answer has null as <c>data</c>.</summary>
    NullData,

    /// <summary>Executed. The answer has null as <c>data.contents</c>.</summary>
    NullContents,

    /// <summary>A 307 redirect to another host.</summary>
    Redirect,

    /// <summary>Executed. Each byte of the body is sent in a separate packet.</summary>
    OneByteAtATime,

    /// <summary>The panic answer of PROTOCOL 1.6. The request is not executed.</summary>
    Panic,

    /// <summary>The effect of the function <see cref="Fault.Custom"/>.</summary>
    Custom,
}
