using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;

namespace Obshell.Benchmarks.Processes;

/// <summary>Other processes: this program in another role, or another program.</summary>
internal static class Child
{
    public static string StagedModule { get; } = Metadata("StagedModule");

    public static string RepoRoot { get; } = Metadata("RepoRoot");

    /// <summary>This program again.</summary>
    public static Process StartSelf(params string[] arguments) => Start("dotnet", [typeof(Child).Assembly.Location, .. arguments], []);

    public static Process Start(string program, IEnumerable<string> arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (string argument in arguments.Where(a => a.Length > 0))
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

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
