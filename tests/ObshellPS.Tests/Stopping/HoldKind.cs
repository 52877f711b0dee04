namespace ObshellPS.Tests.Stopping;

/// <summary>How an agent that has taken a request keeps its client waiting.</summary>
public enum HoldKind
{
    /// <summary>Not a byte comes back, and nothing is carried out.</summary>
    NoAnswer,

    /// <summary>Carried out, but not a byte comes back.</summary>
    CarriedOut,

    /// <summary>Status and header lines, then nothing.</summary>
    HeadOnly,

    /// <summary>Half of the announced body, then nothing.</summary>
    HalfBody,

    /// <summary>A byte now and then, without end.</summary>
    Drip,
}
