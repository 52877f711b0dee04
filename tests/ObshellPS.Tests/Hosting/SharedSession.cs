using System;

namespace ObshellPS.Tests.Hosting;

/// <summary>A session without a connection, for all tests of a class.</summary>
public sealed class SharedSession : IDisposable
{
    public HostedSession Session { get; } = new();

    public void Dispose() => Session.Dispose();
}
