namespace Obshell.Simulator;

/// <summary>What goes wrong. "Runs" means that the handler runs before the fault, unless <see cref="Fault.HandlerRuns"/> says otherwise.</summary>
public enum FaultKind
{
    /// <summary>The TCP connection is aborted; the handler does not run.</summary>
    DropBeforeHandler,

    /// <summary>Runs; then the TCP connection is aborted: the answer is lost.</summary>
    DropAfterHandler,

    /// <summary>Runs; full Content-Length, half of the body, then the connection is closed.</summary>
    TruncateAnswer,

    /// <summary>A proxy's 502 page in HTML.</summary>
    BadGateway502Html,

    /// <summary>503 text/plain, with Retry-After when <see cref="Fault.RetryAfter"/> is given.</summary>
    Unavailable503,

    /// <summary>A proxy's 504 page in HTML.</summary>
    GatewayTimeout504,

    /// <summary>429 text/plain, with Retry-After when <see cref="Fault.RetryAfter"/> is given.</summary>
    TooManyRequests429,

    /// <summary>Runs; the answer comes after <see cref="Fault.Delay"/>.</summary>
    SlowAnswer,

    /// <summary>No byte is sent until the client or the agent gives up.</summary>
    StallForEver,

    /// <summary>Runs; 200 application/json without a body (PROTOCOL 1.3, NaN).</summary>
    EmptyBody200,

    /// <summary>200 application/json whose body is not JSON.</summary>
    NotJson,

    /// <summary>200 with an HTML page, such as the web UI.</summary>
    HtmlPage,

    /// <summary>Runs; <c>data</c> becomes null.</summary>
    NullData,

    /// <summary>Runs; <c>data.contents</c> becomes null.</summary>
    NullContents,

    /// <summary>307 to another host.</summary>
    Redirect,

    /// <summary>Runs; the body comes one byte at a time, each in its own packet.</summary>
    OneByteAtATime,

    /// <summary>The panic answer of PROTOCOL 1.6; the handler does not run.</summary>
    Panic,

    /// <summary><see cref="Fault.Custom"/> decides.</summary>
    Custom,
}
