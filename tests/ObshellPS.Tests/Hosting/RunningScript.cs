using System;
using System.Management.Automation;
using System.Threading.Tasks;

namespace ObshellPS.Tests.Hosting;

/// <summary>A script under way on another thread.</summary>
public sealed class RunningScript : IDisposable
{
    private readonly PowerShell shell;
    private readonly PSDataCollection<PSObject> output = [];
    private readonly Task work;

    internal RunningScript(PowerShell shell)
    {
        this.shell = shell;
        var input = new PSDataCollection<PSObject>();
        input.Complete();
        work = shell.InvokeAsync(input, output);
    }

    /// <summary>The engine's streams, for events on them.</summary>
    public PSDataStreams Streams => shell.Streams;

    /// <summary>Ctrl+C: returns when the pipeline has ended.</summary>
    public void Stop() => shell.Stop();

    /// <summary>Waits for the end, whatever it is.</summary>
    public async Task<SessionResult> EndAsync()
    {
        Exception? thrown = null;
        try
        {
            await work;
        }
        catch (RuntimeException e)
        {
            thrown = e;
        }

        return new SessionResult(shell, [.. output], thrown);
    }

    public void Dispose() => shell.Dispose();
}
