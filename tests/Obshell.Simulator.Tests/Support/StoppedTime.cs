using System;

namespace Obshell.Simulator.Tests;

/// <summary>Real time that does not move.</summary>
public sealed class StoppedTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
