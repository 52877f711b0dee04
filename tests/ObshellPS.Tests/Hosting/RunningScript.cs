using System;
using System.Management.Automation;
using System.Threading.Tasks;

namespace ObshellPS.Tests.Hosting;

/// <summary>A script that runs on another thread.</summary>
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

    /// <summary>The streams of the engine, for tests that need their events.</summary>
    public PSDataStreams Streams => shell.Streams;

    /// <summary>Stops the script like Ctrl+C, and returns when the pipeline has ended.</summary>
    public void Stop() => shell.Stop();

    /// <summary>Waits for the end of the script, also if it fails or is stopped.</summary>
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
