namespace ObshellPS.Tests.Weather;

/// <summary>
/// What can go wrong between the module and an agent. First what happens to a connection, in the order of its points; then
/// what a proxy does to an answer; then what happens to the agents themselves.
/// </summary>
internal enum WeatherKind
{
    /// <summary>The address refuses connections for a while, and the open ones are reset; this request is lost.</summary>
    Refuse,

    /// <summary>This answer is the connection's last, and the address then refuses the next connections for a while.</summary>
    RefuseNextConnection,

    /// <summary>This answer is the connection's last, and the next connection is broken before a byte has passed.</summary>
    BreakNextConnection,

    /// <summary>Broken when the first line of the request has come.</summary>
    BreakInRequestHead,

    /// <summary>Broken when half of the request's body has come.</summary>
    BreakInRequestBody,

    /// <summary>Broken when the whole request has come; not executed.</summary>
    BreakBeforeExecution,

    /// <summary>Executed; broken before a byte of the answer.</summary>
    BreakAfterExecution,

    /// <summary>Executed; broken in the answer's header lines.</summary>
    BreakInAnswerHead,

    /// <summary>Executed; broken in the answer's body.</summary>
    BreakInAnswerBody,

    /// <summary>Executed and answered; broken right after it.</summary>
    BreakAfterAnswer,

    /// <summary>Not a byte comes back, and the connection stays open.</summary>
    Stall,

    /// <summary>Executed; an answer that is whole as HTTP, with JSON that is cut off.</summary>
    TruncatedJson,

    /// <summary>A proxy's page of 502.</summary>
    Page502,

    /// <summary>A proxy's page of 503, with or without Retry-After.</summary>
    Page503,

    /// <summary>A proxy's page of 504.</summary>
    Page504,

    /// <summary>A proxy's page of 429, with or without Retry-After.</summary>
    Page429,

    /// <summary>Executed; the answer comes one byte at a time, each in a packet of its own.</summary>
    OneByteAtATime,

    /// <summary>The agent restarts with its key; this request is lost.</summary>
    AgentRestart,

    /// <summary>The agent comes back from an empty home, with a new key; then it gets the request.</summary>
    NewHome,

    /// <summary>The agent is upgraded, and its key of 512 bits becomes one of 1024; then it gets the request.</summary>
    KeyUpgrade,

    /// <summary>All agents' clocks are 5 seconds further ahead.</summary>
    ClockAhead,

    /// <summary>All agents' clocks are 5 seconds further back.</summary>
    ClockBehind,

    /// <summary>This agent dies and does not come back.</summary>
    AgentDead,

    /// <summary>All agents are dead for a while.</summary>
    AllAgentsDead,
}
