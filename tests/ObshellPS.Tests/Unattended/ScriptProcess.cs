using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Obshell.Simulator;
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
        string host = typeof(ScriptProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "ScriptHost").Value!;
        var start = new ProcessStartInfo("dotnet", ["exec", host, stubs, script, .. parameters]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };

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
