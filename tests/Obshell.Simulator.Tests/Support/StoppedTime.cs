using System;

namespace Obshell.Simulator.Tests;

/// <summary>A clock that shows a fixed time.</summary>
public sealed class StoppedTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
