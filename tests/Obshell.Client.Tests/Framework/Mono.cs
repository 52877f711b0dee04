using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>Mono, which runs the build for .NET Framework where there is no Windows; and .NET Framework itself where there is.</summary>
internal static class Mono
{
    /// <summary>Null where the program can be run. On a CI machine with Linux its absence is a failure: see <see cref="RunAsync"/>.</summary>
    public static string? WhyNot => OperatingSystem.IsWindows() || Find() is not null || (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("CI") == "true")
        ? null
        : "mono is not installed (Debian: mono-runtime libmono-system-net-http4.0-cil libmono-system-componentmodel-dataannotations4.0-cil libmono-system-data4.0-cil).";

    public static string StagedModule => Metadata("StagedModule");

    /// <returns>What the program wrote.</returns>
    public static async Task<string> RunAsync(string password, params string[] arguments)
    {
        string program = Metadata("FrameworkProgram");
        var start = new ProcessStartInfo { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (OperatingSystem.IsWindows())
        {
            start.FileName = program;
        }
        else
        {
            start.FileName = Find() ?? throw new FileNotFoundException("mono is not installed, and CI must run the build for .NET Framework.");
            start.ArgumentList.Add("--debug");
            start.ArgumentList.Add(program);
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

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

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(f => f.Length > 0).Select(f => Path.Combine(f, "mono")).FirstOrDefault(File.Exists);

    private static string Metadata(string key) => typeof(Mono).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
