using System;
using System.Globalization;

namespace ObshellPS.Tests.Weather;

/// <summary>One fault of a run: what happens, and to which requests.</summary>
internal sealed record WeatherFault(WeatherKind Kind)
{
    /// <summary>The first request whose line begins so; null for the one of number <see cref="At"/>.</summary>
    public string? Line { get; init; }

    /// <summary>How many requests of the run have come before, whatever agent they were for.</summary>
    public int At { get; init; }

    /// <summary>How many requests in a row are hit.</summary>
    public int Times { get; init; } = 1;

    /// <summary>A broken connection is closed in good order instead of reset. HTTP stacks may take that for leave to resend.</summary>
    public bool Gently { get; init; }

    /// <summary>For the pages: the agent still executed the request.</summary>
    public bool Executed { get; init; }

    /// <summary>Seconds of a Retry-After; null for none.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>For what lasts a while.</summary>
    public TimeSpan While { get; init; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind} at {(Line is null ? "request " + At : Line.Trim())}{(Times > 1 ? " and " + (Times - 1) + " more" : "")}{(Gently ? ", gently" : "")}{(Executed ? ", executed" : "")}"
        + $"{(RetryAfter is { } s ? $", Retry-After {s}" : "")}{(While > TimeSpan.Zero ? $", for {While.TotalSeconds:0.#} s" : "")}");
}
