using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Shell;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Unattended;

/// <summary>A script file that runs in a PowerShell of its own process, as a scheduler starts it.</summary>
internal sealed class ScriptProcess : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;

    private ScriptProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    /// <param name="cluster">The cluster whose password is in the environment.</param>
    /// <param name="script">The script.</param>
    /// <param name="stubs">A script with functions that stand for an outer tool's commands; empty for none.</param>
    /// <param name="environment">Further variables.</param>
    /// <param name="parameters">The script's parameters: name, value, ...</param>
    public static ScriptProcess Start(SimulatedCluster cluster, string script, string stubs, IReadOnlyDictionary<string, string> environment, params string[] parameters)
    {
        ProcessStartInfo start = stubs.Length == 0
            ? RealShell.With(["-NonInteractive", "-File", script, .. parameters.Chunk(2).SelectMany(p => new[] { "-" + p[0], p[1] })])
            : RealShell.With("-NonInteractive", "-Command", $". '{stubs}'; & '{script}' {string.Join(' ', parameters.Chunk(2).Select(p => $"-{p[0]} '{p[1]}'"))}; exit $LASTEXITCODE");

        // As it is installed: found by its name.
        start.Environment["PSModulePath"] = Path.GetDirectoryName(Path.GetDirectoryName(HostedSession.ModuleManifest));
        start.Environment["OBSHELL_PASSWORD"] = cluster.RootPassword;
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ScriptProcess(Process.Start(start)!);
    }

    /// <summary>As a scheduler that has lost patience, or a power cut: nothing in the process gets to run any more.</summary>
    public void Kill() => process.Kill(entireProcessTree: true);

    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Longest);
        return (process.ExitCode, await output, await error);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }
}
