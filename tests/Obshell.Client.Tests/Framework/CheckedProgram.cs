using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>Starts a console program of checks, and reads what it says.</summary>
internal static class CheckedProgram
{
    public static string StagedModule => Metadata("StagedModule");

    /// <param name="program">The file, and arguments before the others.</param>
    /// <returns>What the program wrote.</returns>
    public static async Task<string> RunAsync(IReadOnlyList<string> program, string password, params string[] arguments)
    {
        var start = new ProcessStartInfo(program[0], program.Skip(1).Concat(arguments)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };

        // Never on a command line, where every user of the machine can read it.
        start.Environment["OBSHELL_PASSWORD"] = password;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        }
        catch (TimeoutException)
        {
            process.Kill();
            Assert.Fail("The program did not end: " + await output);
        }

        Assert.Equal("", await errors);
        return await output;
    }

    public static string Metadata(string key) => typeof(CheckedProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
