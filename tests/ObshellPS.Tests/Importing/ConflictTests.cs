using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Importing;

/// <summary>
/// Another module brings its own version of what we stand on, before or after us. Each case has a process of its own, since what
/// is loaded stays loaded.
/// </summary>
[Trait("Promise", "10")]
public sealed class ConflictTests
{
    private const string BouncyCastle = "Org.BouncyCastle.Crypto.Engines.RsaEngine";
    private const string Json = "System.Text.Json.JsonSerializer";
    private const string MySql = "MySqlConnector.MySqlConnection";
    private const string Logging = "Microsoft.Extensions.Logging.ILogger";
    private const string Done = "Restored 1000000000 1 2 3 Passed 1";
    private const string Password = "Root#123";

    [Theory]
    [InlineData("before", "shared", BouncyCastle, "1.0.0.0")]
    [InlineData("before", "shared", BouncyCastle, "99.0.0.0")]
    [InlineData("imported", "shared", BouncyCastle, "1.0.0.0")]
    [InlineData("imported", "shared", BouncyCastle, "99.0.0.0")]
    [InlineData("used", "shared", BouncyCastle, "1.0.0.0")]
    [InlineData("used", "shared", BouncyCastle, "99.0.0.0")]
    [InlineData("used", "own", BouncyCastle, "99.0.0.0")]
    [InlineData("before", "shared", MySql, "1.0.0.0")]
    [InlineData("before", "shared", MySql, "99.0.0.0")]
    [InlineData("used", "shared", MySql, "99.0.0.0")]
    [InlineData("before", "shared", Logging, "99.0.0.0")]
    [InlineData("used", "shared", Logging, "1.0.0.0")]
    [InlineData("before", "own", Json, "4.0.0.0")]
    [InlineData("before", "own", Json, "99.0.0.0")]
    [InlineData("imported", "own", Json, "99.0.0.0")]
    [InlineData("used", "own", Json, "4.0.0.0")]
    [InlineData("used", "own", Json, "99.0.0.0")]
    public async Task Both_modules_work_and_each_has_its_own_version(string order, string context, string type, string version)
    {
        IReadOnlyDictionary<string, string> said = await RunAsync(order, context, type, version);

        AssertOurs(said, order);
        Assert.StartsWith($"{type}, {AssemblyOf(type)}, Version={version}", said["alien"], StringComparison.Ordinal);
        Assert.Equal(said["alien"], said["alien again"]);
    }

    /// <summary>Then .NET gives the other module the engine's own version, with or without us.</summary>
    [Theory]
    [InlineData("before")]
    [InlineData("used")]
    public async Task An_older_Json_in_the_shared_context_is_the_engines(string order)
    {
        IReadOnlyDictionary<string, string> said = await RunAsync(order, "shared", Json, "4.0.0.0");

        AssertOurs(said, order);
        Assert.Equal(typeof(System.Text.Json.JsonSerializer).AssemblyQualifiedName, said["alien"]);
        Assert.Equal(said["alien"], said["alien again"]);
    }

    /// <summary>Then .NET refuses the other module, with or without us; it must not take us with it.</summary>
    [Theory]
    [InlineData("before")]
    [InlineData("used")]
    public async Task A_newer_Json_in_the_shared_context_does_no_harm_to_ours(string order)
    {
        IReadOnlyDictionary<string, string> said = await RunAsync(order, "shared", Json, "99.0.0.0");

        AssertOurs(said, order);
        Assert.Contains("Version=99.0.0.0", said["alien"], StringComparison.Ordinal);
        Assert.Contains("Could not load", said["alien"], StringComparison.Ordinal);
    }

    private static void AssertOurs(IReadOnlyDictionary<string, string> said, string order)
    {
        Assert.Equal("True", said["import"]);

        // Who never puts a query to a tenant never loads what puts it.
        Assert.Contains("Obshell.Client", said["loaded"], StringComparison.Ordinal);
        Assert.DoesNotContain("MySqlConnector", said["loaded"], StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.Extensions", said["loaded"], StringComparison.Ordinal);
        Assert.Equal(Done, said["ours again"]);
        if (order == "used")
        {
            Assert.Equal(Done, said["ours"]);
        }
    }

    private static string AssemblyOf(string type) => type switch
    {
        Json => "System.Text.Json",
        MySql => "MySqlConnector",
        Logging => "Microsoft.Extensions.Logging.Abstractions",
        _ => "BouncyCastle.Cryptography",
    };

    private static async Task<IReadOnlyDictionary<string, string>> RunAsync(string order, string context, string type, string version)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = Password, TimeScale = 200, SqlPort = 0 });
        string real = type == Json
            ? typeof(System.Text.Json.JsonSerializer).Assembly.Location
            : Path.Combine(Path.GetDirectoryName(HostedSession.ModuleManifest)!, "bin", "net8.0", AssemblyOf(type) + ".dll");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { HostedSession.ConflictsProgram, HostedSession.ModuleManifest, cluster.Agents[0].Uri.ToString(), order, context, real, version, type })
        {
            start.ArgumentList.Add(argument);
        }

        // Never on a command line, where every user of the machine can read it.
        start.Environment["OBSHELL_PASSWORD"] = Password;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        }
        catch (TimeoutException)
        {
            process.Kill();
            Assert.Fail("The program did not end: " + await output);
        }

        Assert.Equal("", await errors);
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }
}
