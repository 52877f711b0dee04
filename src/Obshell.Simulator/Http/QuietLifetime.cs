using Microsoft.Extensions.Hosting;

namespace Obshell.Simulator;

/// <summary>Leaves signals and the console alone: many agents share a process with somebody else's program.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
