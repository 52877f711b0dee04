namespace ObshellPS.Tests.Stopping;

/// <summary>How an agent that has received a request makes its client wait.</summary>
public enum HoldKind
{
    /// <summary>The request is not carried out, and no byte is sent back.</summary>
    NoAnswer,

    /// <summary>The request is carried out, but no byte is sent back.</summary>
    CarriedOut,

    /// <summary>Only status and header lines are sent.</summary>
    HeadOnly,

    /// <summary>Half of the announced body is sent, then nothing.</summary>
    HalfBody,

    /// <summary>A single byte is sent from time to time, without end.</summary>
    Drip,
}
