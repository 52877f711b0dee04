using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using ObshellPS.Shell;
using Xunit;
using Xunit.Sdk;

namespace ObshellPS.Pester;

/// <summary>Runs one file of Pester tests in its own shell. Each file runs once, before its first result is needed.</summary>
internal static class PesterFile
{
    /// <summary>After this time the shell is killed, so the run fails and does not hang.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static string Folder { get; } = Path.Combine(Metadata("RepoRoot"), "tests", "Pester");

    /// <summary>Runs a file and returns the result of each test in it.</summary>
    /// <param name="file">The file name without <c>.Tests.ps1</c>.</param>
    public static TheoryData<string, PesterResult> Run(string file)
    {
        string path = Path.GetTempFileName();
        try
        {
            using Process shell = Process.Start(RealShell.With(
                "-NonInteractive", "-File", Path.Combine(Folder, "Run.ps1"), "-Path", Path.Combine(Folder, file + ".Tests.ps1"), "-Pester", Metadata("Pester"), "-Result", path))!;
            var output = shell.StandardOutput.ReadToEndAsync();
            var error = shell.StandardError.ReadToEndAsync();
            if (!shell.WaitForExit(Limit))
            {
                shell.Kill(entireProcessTree: true);
                throw new XunitException($"{file}.Tests.ps1 did not end within {Limit}.");
            }

            string json = File.ReadAllText(path);
            List<PesterResult> results = json.Length == 0 ? [] : JsonSerializer.Deserialize<List<PesterResult>>(json)!;
            if (results.Count == 0)
            {
                throw new XunitException($"{file}.Tests.ps1 gave no result (exit code {shell.ExitCode}).\n{output.Result}\n{error.Result}");
            }

            var data = new TheoryData<string, PesterResult>();
            foreach (PesterResult result in results)
            {
                data.Add(result.Name, result);
            }

            return data;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Metadata(string key) => typeof(PesterFile).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
