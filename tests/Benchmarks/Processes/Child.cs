using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using ObshellPS.Shell;

namespace Obshell.Benchmarks.Processes;

/// <summary>Other processes: this program in another role, or another program.</summary>
internal static class Child
{
    public static string StagedModule { get; } = Metadata("StagedModule");

    public static string RepoRoot { get; } = Metadata("RepoRoot");

    /// <summary>This program again.</summary>
    public static Process StartSelf(params string[] arguments) => Start(new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, .. arguments]) { RedirectStandardOutput = true });

    /// <summary>A script of the folder Scripts in the real shell, to its end.</summary>
    /// <param name="script">Its name.</param>
    /// <param name="agent">What it connects to; null for nothing.</param>
    /// <param name="arguments">Of the script.</param>
    /// <returns>What it wrote.</returns>
    public static string Script(string script, Uri? agent, params string[] arguments) =>
        Shell(agent, "-File", Path.Combine(RepoRoot, "tests", "Benchmarks", "Scripts", script), arguments);

    /// <summary>The real shell, to its end.</summary>
    public static string Shell(Uri? agent, string option, string what, params string[] arguments)
    {
        ProcessStartInfo start = RealShell.With(["-NonInteractive", option, what, .. arguments]);
        start.RedirectStandardError = false;
        if (agent is not null)
        {
            start.Environment["OBSHELL_SERVER"] = agent.ToString();
            start.Environment["OBSHELL_PASSWORD"] = SimulatorRole.RootPassword;
        }

        return Run(Start(start));
    }

    private static Process Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>What it wrote.</returns>
    public static string Run(Process process)
    {
        using (process)
        {
            process.StandardInput.Close();
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? text.Trim() : throw new InvalidOperationException($"A child process ended with {process.ExitCode}: {text}");
        }
    }

    private static string Metadata(string key) => typeof(Child).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
