using Microsoft.Extensions.Hosting;

namespace Obshell.Simulator;

/// <summary>
/// A host lifetime that handles no signals and writes nothing to the console, because many agents can run in the process of
/// another program.
/// </summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
