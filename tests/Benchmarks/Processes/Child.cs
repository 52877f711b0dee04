using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using ObshellPS.Shell;

namespace Obshell.Benchmarks.Processes;

/// <summary>Starts other processes: this program in another role, or another program.</summary>
internal static class Child
{
    public static string StagedModule { get; } = Metadata("StagedModule");

    public static string RepoRoot { get; } = Metadata("RepoRoot");

    /// <summary>Starts this program again with other arguments.</summary>
    public static Process StartSelf(params string[] arguments) => Start(new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, .. arguments]) { RedirectStandardOutput = true });

    /// <summary>Runs a script of the folder Scripts in the real shell and waits for its end.</summary>
    /// <param name="script">File name of the script.</param>
    /// <param name="agent">The agent for the connection, or null.</param>
    /// <param name="arguments">Arguments of the script.</param>
    /// <returns>The output of the script.</returns>
    public static string Script(string script, Uri? agent, params string[] arguments) =>
        Shell(agent, "-File", Path.Combine(RepoRoot, "tests", "Benchmarks", "Scripts", script), arguments);

    /// <summary>Runs the real shell and waits for its end.</summary>
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

    /// <summary>Waits for the end of a process.</summary>
    /// <returns>The output of the process.</returns>
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
