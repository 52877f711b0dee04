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
/// Another module loads its own version of a package that we use, before or after our module. Each case runs in its own process, because
/// loaded assemblies cannot be unloaded.
/// </summary>
[Trait("Promise", "10")]
[Trait("Category", "Slow")]
[Trait("Topic", "Importing")]
public sealed class ConflictTests
{
    private const string BouncyCastle = "Org.BouncyCastle.Crypto.Engines.RsaEngine";
    private const string Json = "System.Text.Json.JsonSerializer";
    private const string MySql = "MySqlConnector.MySqlConnection";
    private const string Logging = "Microsoft.Extensions.Logging.ILogger";
    private const string Done = "Restored 1000000000 1 2 3 Passed 1";
    private const string Password = "Root#123";

    public static TheoryData<string, Alien[]> Cases => new()
    {
        { "before", [Old(BouncyCastle), Old(MySql), Old(Json), OldOf(Json), NewOf(Json)] },
        { "before", [New(BouncyCastle), New(MySql), New(Logging), New(Json)] },
        { "imported", [Old(BouncyCastle)] },
        { "imported", [New(BouncyCastle), NewOf(Json)] },
        { "used", [Old(BouncyCastle), Old(Logging), Old(Json), OldOf(Json), NewOf(Json)] },
        { "used", [New(BouncyCastle), New(MySql), New(Json), NewOf(BouncyCastle)] },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Other_modules_and_ours_each_work_with_their_own_version_of_a_package(string order, Alien[] aliens)
    {
        IReadOnlyDictionary<string, string> said = await RunAsync(order, aliens);

        AssertOurs(said, order);
        for (int i = 0; i < aliens.Length; i++)
        {
            (Alien alien, string seen) = (aliens[i], said[$"alien {i + 1}"]);
            if (alien is { Type: Json, Context: "shared", Version: "99.0.0.0" })
            {
                // .NET refuses the other module, with or without our module. Ours must still work.
                Assert.Contains("Version=99.0.0.0", seen, StringComparison.Ordinal);
                Assert.Contains("Could not load", seen, StringComparison.Ordinal);
                continue;
            }

            // .NET gives a module that needs an older System.Text.Json the version of the engine, with or without our module.
            string expected = alien is { Type: Json, Context: "shared" }
                ? typeof(System.Text.Json.JsonSerializer).AssemblyQualifiedName!
                : $"{alien.Type}, {AssemblyOf(alien.Type)}, Version={alien.Version}";
            Assert.StartsWith(expected, seen, StringComparison.Ordinal);
            Assert.Equal(seen, said[$"alien {i + 1} again"]);
        }
    }

    private static Alien Old(string type) => new("shared", type, type == Json ? "4.0.0.0" : "1.0.0.0");

    private static Alien New(string type) => new("shared", type, "99.0.0.0");

    /// <summary>
    /// The other module is in its own load context. A module needs this if it has a newer version of an assembly of PowerShell.
    /// </summary>
    private static Alien OldOf(string type) => Old(type) with { Context = "own" };

    private static Alien NewOf(string type) => New(type) with { Context = "own" };

    private static void AssertOurs(IReadOnlyDictionary<string, string> said, string order)
    {
        Assert.Equal("True", said["import"]);

        // MySqlConnector is not loaded until a query is sent to a tenant.
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

    private static async Task<IReadOnlyDictionary<string, string>> RunAsync(string order, Alien[] aliens)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = Password, TimeScale = 200, SqlPort = 0 });
        string[] arguments = [HostedSession.ConflictsProgram, HostedSession.ModuleManifest, cluster.Agents[0].Uri.ToString(), order, .. aliens.SelectMany(a => new[] { a.Context, RealFileOf(a.Type), a.Version, a.Type })];
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };

        // The password is not on the command line, because every user of the machine can read that.
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

    private static string RealFileOf(string type) => type == Json
        ? typeof(System.Text.Json.JsonSerializer).Assembly.Location
        : Path.Combine(Path.GetDirectoryName(HostedSession.ModuleManifest)!, "bin", "net8.0", AssemblyOf(type) + ".dll");

    /// <summary>A dependency of another module: one of its types, its version, and its load context.</summary>
    public sealed record Alien(string Context, string Type, string Version);
}
