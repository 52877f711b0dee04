using System;

namespace ObshellPS.Tests.Hosting;

/// <summary>A session that is connected to nothing, for all tests of a class.</summary>
public sealed class SharedSession : IDisposable
{
    public HostedSession Session { get; } = new();

    public void Dispose() => Session.Dispose();
}
