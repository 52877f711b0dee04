using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>Starts a console program with checks, and reads its output.</summary>
internal static class CheckedProgram
{
    public static string StagedModule => Metadata("StagedModule");

    /// <param name="program">The program file, and its first arguments.</param>
    /// <returns>The output of the program.</returns>
    public static async Task<string> RunAsync(IReadOnlyList<string> program, string password, params string[] arguments)
    {
        var start = new ProcessStartInfo(program[0], program.Skip(1).Concat(arguments)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };

        // The password is not on the command line, because every user of the machine can read the command line.
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
