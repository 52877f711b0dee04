using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Obshell.Simulator;

namespace ObshellPS.Quickstart;

/// <summary>
/// The first command in the README. It runs the script of the README, examples/restore-tenant.ps1, in a real PowerShell with the module
/// that was just built. Without <c>--server</c> the cluster is simulated.
/// </summary>
internal static class Program
{
    private const string Usage =
        """
        dotnet run --project examples/Quickstart [-- options]

          --story        run examples/whole-story.ps1 instead: find the point, test the plan, a restore that fails, one
                         that is longer than the agent's limit. Only on a simulated cluster
          --server URI   run against a real agent (host[:port] or URI); OBSHELL_PASSWORD has the password of root@sys
          --script FILE  run this script instead, on a simulated cluster with three tenants that are backed up
          --culture NAME language of the texts, such as zh-CN (default: this machine's)
          --quiet        without verbose lines
          --svg FILE     also write a picture of the terminal
          --help         this text

        Without --server a simulated cluster is started on a free loopback port and stopped at the end.
        """;

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments.Contains("--help"))
        {
            Console.WriteLine(Usage);
            return 0;
        }

        bool quiet = arguments.Contains("--quiet");
        bool story = arguments.Contains("--story");
        if (!TryRead([.. arguments.Where(a => a is not ("--quiet" or "--story"))], out Options given) || (story && given.Server is not null))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        // This program must not end at Ctrl+C. The shell also gets Ctrl+C, and stops. After that, this program stops the simulated cluster.
        Console.CancelKeyPress += (_, e) => e.Cancel = true;
        SimulatedCluster? cluster = null;
        string? server = given.Server;
        var screen = new Screen(keep: given.Picture is not null);
        try
        {
            if (server is null)
            {
                SimulatorOptions options = story ? SimulatedClusters.ForTheStory() : given.Script is null ? SimulatedClusters.ForOneRestore() : SimulatedClusters.ForAScript();
                Environment.SetEnvironmentVariable("OBSHELL_PASSWORD", options.RootPassword);
                cluster = await SimulatedCluster.StartAsync(options);
                server = cluster.Agents[0].Uri.ToString();
                screen.Note($"Simulated OceanBase cluster with three zones at {server} ({options.TimeScale} seconds there pass in one here)");
            }
            else if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OBSHELL_PASSWORD")))
            {
                screen.Note("OBSHELL_PASSWORD is not set: root@sys is taken to have no password.");
            }

            Environment.SetEnvironmentVariable("OBSHELL_SERVER", server);
            bool succeeded = await RunAsync(screen, quiet, story, given);
            screen.Note(succeeded ? "The script ended without an error." : "The script ended with an error.");
            if (cluster is not null)
            {
                foreach (string statement in cluster.Sql.Statements.Where(s => s.Contains("ALTER SYSTEM RESTORE", StringComparison.Ordinal)))
                {
                    screen.Note("What the agent ran: " + statement.Trim());
                }
            }

            if (given.Picture is not null)
            {
                await File.WriteAllTextAsync(given.Picture, TerminalPicture.Render(screen.Lines));
            }

            return succeeded ? 0 : 1;
        }
        finally
        {
            if (cluster is not null)
            {
                await cluster.DisposeAsync();
            }
        }
    }

    private static bool TryRead(string[] arguments, out Options options)
    {
        options = new Options(null, null, null, null);
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length)
            {
                return false;
            }

            switch (arguments[i])
            {
                case "--server":
                    options = options with { Server = arguments[i + 1] };
                    break;
                case "--svg":
                    options = options with { Picture = arguments[i + 1] };
                    break;
                case "--script":
                    options = options with { Script = Path.GetFullPath(arguments[i + 1]) };
                    break;
                case "--culture":
                    options = options with { Culture = arguments[i + 1] };
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    /// <summary>Runs the script. The shell writes directly to this terminal; for a picture, this program reads the output.</summary>
    private static async Task<bool> RunAsync(Screen screen, bool quiet, bool story, Options given)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            Metadata("RealShell"), "-NoProfile", "-NonInteractive", "-File", Metadata("Show"), "-Module", Metadata("StagedModule"), "-Script", given.Script ?? Metadata(story ? "Story" : "Script"),
            .. given.Culture is { } culture ? ["-Culture", culture] : Array.Empty<string>(),
            .. quiet ? ["-Quiet"] : Array.Empty<string>(), .. screen.Keeps ? ["-Picture"] : Array.Empty<string>(), .. story || given.Script is not null ? ["-HandlesErrors"] : Array.Empty<string>(),
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = screen.Keeps,
        };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        using Process shell = Process.Start(start)!;
        while (screen.Keeps && await shell.StandardOutput.ReadLineAsync() is { } line)
        {
            screen.Line(line);
        }

        await shell.WaitForExitAsync();
        return shell.ExitCode == 0;
    }

    private static string Metadata(string key) => typeof(Program).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;

    private sealed record Options(string? Server, string? Picture, string? Script, string? Culture);
}
