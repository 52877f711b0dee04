using Microsoft.Extensions.Hosting;

namespace Obshell.Simulator;

/// <summary>Does not handle signals and does not write to the console: many agents run in the process of another program.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
