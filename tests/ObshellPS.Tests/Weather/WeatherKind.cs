namespace ObshellPS.Tests.Weather;

/// <summary>
/// Kinds of faults between the module and an agent: first faults of a connection, in the order of a request, then changed answers of a
/// proxy, then faults of the agents.
/// </summary>
internal enum WeatherKind
{
    /// <summary>The address refuses connections for a time, and open connections are reset. This request is lost.</summary>
    Refuse,

    /// <summary>The connection is closed after this answer, and the address then refuses connections for a time.</summary>
    RefuseNextConnection,

    /// <summary>The connection is closed after this answer, and the next connection is broken before any byte is forwarded.</summary>
    BreakNextConnection,

    /// <summary>The connection breaks when the first line of the request has arrived.</summary>
    BreakInRequestHead,

    /// <summary>The connection breaks before the body of the request is read.</summary>
    BreakInRequestBody,

    /// <summary>The connection breaks when the whole request has arrived. The request is not executed.</summary>
    BreakBeforeExecution,

    /// <summary>The request is executed. The connection breaks before the first byte of the answer.</summary>
    BreakAfterExecution,

    /// <summary>The request is executed. The connection breaks in the header lines of the answer.</summary>
    BreakInAnswerHead,

    /// <summary>The request is executed. The connection breaks in the body of the answer.</summary>
    BreakInAnswerBody,

    /// <summary>The request is executed and answered. The connection breaks directly after the answer.</summary>
    BreakAfterAnswer,

    /// <summary>No byte is sent back, and the connection stays open.</summary>
    Stall,

    /// <summary>The request is executed. The answer is valid HTTP, but its JSON is cut off.</summary>
    TruncatedJson,

    /// <summary>Error page 502 of a proxy.</summary>
    Page502,

    /// <summary>Error page 503 of a proxy, with or without Retry-After.</summary>
    Page503,

    /// <summary>Error page 504 of a proxy.</summary>
    Page504,

    /// <summary>Error page 429 of a proxy, with or without Retry-After.</summary>
    Page429,

    /// <summary>The request is executed. Each byte of the answer is sent in its own packet.</summary>
    OneByteAtATime,

    /// <summary>The agent restarts with the same key. This request is lost.</summary>
    AgentRestart,

    /// <summary>The agent restarts with an empty home directory and a new key, and then gets the request.</summary>
    NewHome,

    /// <summary>The agent is upgraded, its key of 512 bits is replaced by a key of 1024 bits, and then it gets the request.</summary>
    KeyUpgrade,

    /// <summary>The clocks of all agents are moved 5 seconds forward.</summary>
    ClockAhead,

    /// <summary>The clocks of all agents are moved 5 seconds back.</summary>
    ClockBehind,

    /// <summary>This agent stops permanently.</summary>
    AgentDead,

    /// <summary>All agents are down for a time.</summary>
    AllAgentsDead,
}
