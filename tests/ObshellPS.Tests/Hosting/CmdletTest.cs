using System.Collections.Generic;
using System.Threading.Tasks;
using Obshell.Simulator;
using Xunit;

namespace ObshellPS.Tests.Hosting;

/// <summary>A test with its own cluster and its own connected session.</summary>
public abstract class CmdletTest : IAsyncLifetime
{
    protected ConnectedSession Room { get; private set; } = null!;

    protected SimulatedCluster Cluster => Room.Cluster;

    protected HostedSession Session => Room.Session;

    protected IReadOnlyList<RecordedRequest> Requests => Room.Requests;

    protected RecordingHost Host { get; } = RunspacePool.Host();

    /// <summary>Null means the default: a password, three zones, and a clock that only the test advances.</summary>
    protected virtual SimulatorOptions? Options => null;

    public virtual async Task InitializeAsync()
    {
        Room = new ConnectedSession(Options, Host);
        await Room.InitializeAsync();
    }

    public virtual Task DisposeAsync() => Room.DisposeAsync();

    protected SessionResult Run(string script, params object?[] arguments) => Room.Run(script, arguments);
}
