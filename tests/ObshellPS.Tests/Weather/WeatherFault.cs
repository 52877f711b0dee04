using System;
using System.Globalization;

namespace ObshellPS.Tests.Weather;

/// <summary>One fault of a run: its kind, and the requests that it affects.</summary>
internal sealed record WeatherFault(WeatherKind Kind)
{
    /// <summary>
    /// The fault occurs at the first request whose line starts with this text, or, if null, at request number <see cref="At"/>.
    /// </summary>
    public string? Line { get; init; }

    /// <summary>The number of requests that the run sent to any agent before the fault.</summary>
    public int At { get; init; }

    /// <summary>The number of consecutive requests with this fault.</summary>
    public int Times { get; init; } = 1;

    /// <summary>True if the connection is closed normally instead of reset. Some HTTP libraries then resend the request.</summary>
    public bool Gently { get; init; }

    /// <summary>For error pages of a proxy: true if the agent still executed the request.</summary>
    public bool Executed { get; init; }

    /// <summary>Seconds of the Retry-After header, or null for no header.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>How long the fault lasts, for kinds that last for a time.</summary>
    public TimeSpan While { get; init; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind} at {(Line is null ? "request " + At : Line.Trim())}{(Times > 1 ? " and " + (Times - 1) + " more" : "")}{(Gently ? ", gently" : "")}{(Executed ? ", executed" : "")}"
        + $"{(RetryAfter is { } s ? $", Retry-After {s}" : "")}{(While > TimeSpan.Zero ? $", for {While.TotalSeconds:0.#} s" : "")}");
}
