using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>The stand-alone program, as its own process.</summary>
public sealed class ProgramTests
{
    private static Process Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Obshell.Simulator.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static async Task<(int Code, string Output)> EndAsync(Process process)
    {
        using (process)
        {
            var output = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output);
        }
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        var (code, output) = await EndAsync(Run("--help"));
        Assert.Equal(0, code);
        foreach (var option in new[] { "--urls", "--root-password", "--agent-password", "--key-bits", "--time-scale", "--agents", "--clock-offset", "--utc-offset", "--identity", "--version", "--fixture", "--allow-remote" })
            Assert.Contains(option, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("loopback", "--urls", "http://0.0.0.0:0")]
    [InlineData("loopback", "--urls", "http://[::]:0")]
    [InlineData("--nonsense", "--nonsense", "1")]
    [InlineData("--time-scale", "--time-scale", "0")]
    [InlineData("--fixture", "--fixture", "huge")]
    public async Task Bad_options_are_refused_with_a_word_about_them(string word, params string[] arguments)
    {
        var (code, output) = await EndAsync(Run(arguments));
        Assert.Equal(2, code);
        Assert.Contains(word, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_serves_says_so_in_one_line_without_the_password_and_stops_on_a_signal()
    {
        using var process = Run("--urls", "http://127.0.0.1:0", "--agents", "2", "--root-password", "Very#Secret", "--fixture", "single", "--version", "4.3.2.0-7");
        var line = (await process.StandardOutput.ReadLineAsync())!;
        Assert.DoesNotContain("Very#Secret", line, StringComparison.Ordinal);
        var at = line.IndexOf("http://", StringComparison.Ordinal);
        using var http = new HttpClient();
        var info = await http.GetStringAsync(new Uri(line[at..line.IndexOf(',', at)] + "/api/v1/info"));
        Assert.Contains("4.3.2.0-7", info, StringComparison.Ordinal);
        if (OperatingSystem.IsWindows())
        {
            // No way to send Ctrl+C to a child here.
            process.Kill();
            return;
        }
        // Not INT: a shell starts background jobs with that one ignored, and children inherit it.
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            process.Kill();
            Assert.Fail("The program did not stop on a signal.");
        }
        Assert.Equal((0, "", ""), (process.ExitCode, await process.StandardOutput.ReadToEndAsync(), await process.StandardError.ReadToEndAsync()));
    }
}
