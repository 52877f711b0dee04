using System;

namespace Obshell.Simulator.Tests;

/// <summary>Real time that stands still.</summary>
public sealed class StoppedTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
