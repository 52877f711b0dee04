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

/// <summary>A script file in its own PowerShell process, started as a scheduler does.</summary>
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

    /// <param name="cluster">The cluster. Its password is set in the environment.</param>
    /// <param name="script">The script.</param>
    /// <param name="stubs">A script with functions that replace commands of other tools, or an empty text.</param>
    /// <param name="environment">Further environment variables.</param>
    /// <param name="parameters">The script's parameters: name, value, ...</param>
    public static ScriptProcess Start(SimulatedCluster cluster, string script, string stubs, IReadOnlyDictionary<string, string> environment, params string[] parameters)
    {
        ProcessStartInfo start = stubs.Length == 0
            ? RealShell.With(["-NonInteractive", "-File", script, .. parameters.Chunk(2).SelectMany(p => new[] { "-" + p[0], p[1] })])
            : RealShell.With("-NonInteractive", "-Command", $". '{stubs}'; & '{script}' {string.Join(' ', parameters.Chunk(2).Select(p => $"-{p[0]} '{p[1]}'"))}; exit $LASTEXITCODE");

        // The script imports the module by its name, as an installed module.
        start.Environment["PSModulePath"] = Path.GetDirectoryName(Path.GetDirectoryName(HostedSession.ModuleManifest));
        start.Environment["OBSHELL_PASSWORD"] = cluster.RootPassword;
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ScriptProcess(Process.Start(start)!);
    }

    /// <summary>Kills the process without any cleanup, as a scheduler after its timeout or a power failure would.</summary>
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
