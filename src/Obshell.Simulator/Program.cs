using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;

namespace Obshell.Simulator;

/// <summary>The program that runs the simulator alone.</summary>
internal static class Program
{
    private const string Help = """
        A simulated obshell agent to practise with. The protocol is real; the cluster and its data are simulated.

        Obshell.Simulator [options]
          --urls <url>            Address of the first agent (default http://127.0.0.1:2886). The other agents use the next ports.
          --agents <n>            Number of agents of the cluster (default 1).
          --root-password <text>  Password of root@sys (default: none). You can also set OBSHELL_SIMULATOR_ROOT_PASSWORD in the environment.
          --agent-password <text> Agent password (default: none). You can also set OBSHELL_SIMULATOR_AGENT_PASSWORD in the environment.
          --key-bits <512|1024>   Size of the RSA keys (default 1024, or 512 before 4.4.2.0).
          --time-scale <factor>   Virtual seconds in one real second (default 1). With 100, one virtual hour takes 36 s.
          --now <moment>          Time of the cluster's clock at the start, such as 2026-11-22T12:00:00Z (default: this machine's time).
          --clock-offset <s>      Seconds by which the agents' clocks are ahead of the cluster's clock (default 0; negative: behind).
          --utc-offset <+hh:mm>   UTC offset of the agents' hosts (default +00:00).
          --identity <text>       SINGLE, MASTER, FOLLOWER, CLUSTER AGENT (default) ...
          --version <text>        Version of the agents (default 4.5.0.0-0).
          --fixture <name>        single, three-zones (default) or two-regions.
          --restore-seconds <s>   Duration of OceanBase's restore jobs in virtual seconds (default 4). The agent stops waiting after 3600.
          --restore-ends <how>    success (default), sql-refused (the task fails in stage 2), create-timeout (in stage 2, after 600 s), job-fails
                                  (OceanBase's job in stage 3, the task in stage 4), activation-refused (stage 4) or upgrade-fails (stage 5).
          --servers-per-zone <n>  Servers in each zone (default 1).
          --server-cpu <n>        Cores of each server (default 16). sys uses 2 cores.
          --server-memory-gb <n>  Memory of each server (default 64). sys uses 4 GB.
          --tenant <names>        Tenants without a backup that exist at the start: NAME or NAME,NAME.
          --backup <names>        Tenants with a backup in file:///backup/NAME and a unit in each zone: NAME or NAME,NAME.
          --backup-age <hours>    Age of the last data backup of these tenants (default 24).
          --backup-archive <how>  State of their log archive: running (default), behind, suspended, stopped or interrupted.
          --backup-seconds <s>    Duration of OceanBase's backups in virtual seconds (default 4). The agent stops waiting after 3600.
          --backup-ends <how>     success (default), sql-refused (stage 3), fails (the DAG succeeds), row-late (the DAG ends before the
                                  backup begins) or unreachable (the destination cannot be reached).
          --backup-store <file>   File that several simulators share: each can restore the backups of the others.
          --session-offset <+hh:mm> UTC offset of the database sessions (default: --utc-offset). The agents show their times with
                                  the offset of --utc-offset.
          --sql-port <n>          SQL port of each server for the tenants, at the server's address: 127.0.0.1, 127.0.0.2 ...
                                  (default: none; 0: any free port).
          --tenant-password <text> Password of root in every tenant except sys (default: none). You can also set
                                  OBSHELL_SIMULATOR_TENANT_PASSWORD in the environment.
          --ob-admin <yes|no>     Whether the agents have bin/ob_admin, which reads restore windows (default no).
          --allow-remote          Allow an address that other hosts can reach. Use passwords and data for practice only.
          --help                  This text.
        """;

    public static async Task<int> Main(string[] args)
    {
        SimulatorOptions options;
        try
        {
            if (args.Contains("--help") || args.Contains("-h"))
            {
                Console.WriteLine(Help);
                return 0;
            }
            options = Parse(args);
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message + " --help lists all options.");
            return 2;
        }
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await using var cluster = await SimulatedCluster.StartAsync(options, stop.Token);
            var password = options.RootPassword.Length > 0 ? "the root password that you gave" : "no password";
            Console.WriteLine($"obshell {options.Version} simulator, cluster '{options.ClusterName}', at {string.Join(", ", cluster.Agents.Select(a => a.Uri.GetLeftPart(UriPartial.Authority)))}: connect as root@sys with {password}. Ctrl+C stops it.");
            if (options.SqlPort is not null)
                Console.WriteLine($"SQL port of the tenants: {string.Join(", ", cluster.Zones.SelectMany(z => z.Servers).Select(s => $"{s.Ip}:{s.SqlPort}"))}.");
            // Each read of the tenants advances the cluster to the current time, and so updates the backup store.
            while (true)
            {
                await Task.Delay(options.BackupStore is null ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(1), stop.Token);
                _ = cluster.Tenants;
            }
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <exception cref="FormatException">An option is unknown or its value is not valid.</exception>
    internal static SimulatorOptions Parse(string[] args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var allowRemote = false;
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i];
            if (name == "--allow-remote")
            {
                allowRemote = true;
                continue;
            }
            if (!name.StartsWith("--", StringComparison.Ordinal) || !Help.Contains($"  {name} <", StringComparison.Ordinal))
                throw new FormatException($"Unknown option '{(name.StartsWith("--", StringComparison.Ordinal) ? name.Split('=')[0] : "(text)")}'.");
            if (i + 1 == args.Length)
                throw new FormatException($"Option '{name}' has no value.");
            values[name] = args[++i];
        }
        string Value(string name, string unset) => values.GetValueOrDefault(name, unset);
        var agents = Integer(Value("--agents", "1"), "--agents", 1, 1000);
        var version = Value("--version", "4.5.0.0-0");
        if (!Version.TryParse(version.Split('-')[0], out var number))
            throw new FormatException("--version must be like 4.5.0.0-0.");
        // An older agent answers with other errors and has smaller keys (PROTOCOL 8).
        var legacy = number < new Version(4, 3, 1) ? LegacyMode.Before431 : number < new Version(4, 4, 2) ? LegacyMode.Before442 : LegacyMode.None;
        var content = new TenantContent { RootPassword = Value("--tenant-password", Environment.GetEnvironmentVariable("OBSHELL_SIMULATOR_TENANT_PASSWORD") ?? "") };
        return new SimulatorOptions
        {
            AgentCount = agents,
            SqlPort = values.TryGetValue("--sql-port", out var sqlPort) ? Integer(sqlPort, "--sql-port", 0, 65535) : null,
            Urls = Urls(Value("--urls", "http://127.0.0.1:2886"), agents, allowRemote),
            RootPassword = Value("--root-password", Environment.GetEnvironmentVariable("OBSHELL_SIMULATOR_ROOT_PASSWORD") ?? ""),
            AgentPassword = Value("--agent-password", Environment.GetEnvironmentVariable("OBSHELL_SIMULATOR_AGENT_PASSWORD") ?? ""),
            KeyBits = Integer(Value("--key-bits", legacy == LegacyMode.None ? "1024" : "512"), "--key-bits", 512, 4096),
            TimeScale = Scale(Value("--time-scale", "1")),
            TimeProvider = values.TryGetValue("--now", out var now) ? ShiftedTime.StartingAt(Moment(now)) : SimulatorOptions.SystemTime,
            ClockOffset = TimeSpan.FromSeconds(Integer(Value("--clock-offset", "0"), "--clock-offset", int.MinValue, int.MaxValue)),
            HostUtcOffset = UtcOffset(Value("--utc-offset", "+00:00"), "--utc-offset"),
            SessionUtcOffset = values.TryGetValue("--session-offset", out var session) ? UtcOffset(session, "--session-offset") : null,
            BackupStore = values.GetValueOrDefault("--backup-store"),
            DefaultBackupBehaviour = BackupBehaviourOf(Value("--backup-ends", "success")) with
            {
                Duration = TimeSpan.FromSeconds(Integer(Value("--backup-seconds", "4"), "--backup-seconds", 0, 864_000)),
                ArchiveLag = TimeSpan.FromSeconds(Value("--backup-archive", "running") == "behind" ? 3600 : 3),
            },
            Identity = Value("--identity", "CLUSTER AGENT"),
            Version = version,
            Legacy = legacy,
            DefaultBehaviour = Behaviour(Value("--restore-ends", "success")) with
            {
                Duration = TimeSpan.FromSeconds(Integer(Value("--restore-seconds", "4"), "--restore-seconds", 0, 864_000)),
                Content = content,
            },
            Fixture = WithBackups(values, content, Sized(
                Fixture(Value("--fixture", "three-zones")),
                Integer(Value("--servers-per-zone", "1"), "--servers-per-zone", 1, 100),
                Integer(Value("--server-cpu", "16"), "--server-cpu", 2, 10_000),
                Integer(Value("--server-memory-gb", "64"), "--server-memory-gb", 4, 1_000_000))) with
            {
                ObAdminPresent = Value("--ob-admin", "no") switch
                {
                    "yes" => true,
                    "no" => false,
                    _ => throw new FormatException("--ob-admin must be yes or no."),
                },
            },
        };
    }

    private static ClusterFixture Fixture(string name) => name switch
    {
        "single" => ClusterFixture.Single(),
        "three-zones" => ClusterFixture.ThreeZones(),
        "two-regions" => ClusterFixture.TwoRegions(),
        _ => throw new FormatException("--fixture must be single, three-zones or two-regions."),
    };

    private static ClusterFixture Sized(ClusterFixture fixture, int servers, int cpu, int memoryGb) => fixture with
    {
        Zones =
        [
            .. fixture.Zones.Select((zone, z) => zone with
            {
                Servers =
                [
                    .. Enumerable.Range(0, servers).Select(s => new Server
                    {
                        Ip = string.Create(CultureInfo.InvariantCulture, $"127.0.{s}.{z + 1}"),
                        CpuTotal = cpu,
                        MemoryTotal = (long)memoryGb << 30,
                    }),
                ],
            }),
        ],
    };

    /// <summary>Adds the tenants of the options to the fixture. Tenants with a backup have a unit in each zone.</summary>
    private static ClusterFixture WithBackups(Dictionary<string, string> values, TenantContent content, ClusterFixture fixture)
    {
        string[] Names(string option) => values.GetValueOrDefault(option, "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var bare = Names("--tenant");
        var backedUp = Names("--backup");
        string[] all = [.. bare, .. backedUp];
        if (all.Contains("sys") || all.Distinct(StringComparer.Ordinal).Count() < all.Length)
            throw new FormatException("--tenant and --backup must each name a tenant once, and not sys.");
        var age = Integer(values.GetValueOrDefault("--backup-age", "24"), "--backup-age", 0, 100_000);
        var archive = values.GetValueOrDefault("--backup-archive", "running") switch
        {
            "running" or "behind" => "DOING",
            "suspended" => "SUSPEND",
            "stopped" => "STOP",
            "interrupted" => "INTERRUPTED",
            _ => throw new FormatException("--backup-archive must be running, behind, suspended, stopped or interrupted."),
        };
        Tenant TenantOf(string name) => new() { Name = name, Charset = "utf8mb4", Collation = "utf8mb4_general_ci", TimeZone = "+08:00", Content = content };
        return fixture with
        {
            Tenants =
            [
                .. bare.Select(TenantOf),
                .. backedUp.Select(name => TenantOf(name) with
                {
                    Locality = string.Join(", ", fixture.Zones.Select(z => $"FULL{{1}}@{z.Name}")),
                    Backup = TenantBackup.Below("file:///backup/" + name) with { Archive = archive, Sets = [new BackupSet { Age = TimeSpan.FromHours(age) }] },
                }),
            ],
            Pools = [.. backedUp.SelectMany(name => fixture.Zones.Select(z => new ResourcePool { Name = $"{name}_{z.Name}", Zone = z.Name, UnitConfig = "s1", Tenant = name }))],
        };
    }

    private static BackupBehaviour BackupBehaviourOf(string end) => end switch
    {
        "success" => new BackupBehaviour(),
        "sql-refused" => new BackupBehaviour { SqlError = "Error 9040 (HY000): backup can not start, because tenant status is not normal." },
        "fails" => new BackupBehaviour { FailResult = 4184, FailComment = "No space left on device" },
        "row-late" => new BackupBehaviour { RowDelay = TimeSpan.FromSeconds(6) },
        "unreachable" => new BackupBehaviour { DestinationUnreachable = true },
        _ => throw new FormatException("--backup-ends must be success, sql-refused, fails, row-late or unreachable."),
    };

    private static RestoreBehaviour Behaviour(string end) => end switch
    {
        "success" => new RestoreBehaviour(),
        "job-fails" => new RestoreBehaviour { JobFails = true },
        "sql-refused" => new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" },
        "create-timeout" => new RestoreBehaviour { MetaTenantNeverNormal = true },
        "activation-refused" => new RestoreBehaviour { ActivationError = "Error 4179 (HY000): activate standby is not allowed" },
        "upgrade-fails" => new RestoreBehaviour { UpgradeError = "Error 1146 (42S02): Table 'oceanbase.dba_ob_cluster_event_history' doesn't exist" },
        _ => throw new FormatException("--restore-ends must be success, sql-refused, create-timeout, job-fails, activation-refused or upgrade-fails."),
    };

    private static string[] Urls(string first, int agents, bool allowRemote)
    {
        if (!Uri.TryCreate(first, UriKind.Absolute, out var uri) || uri.Scheme != "http" || !IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address))
            throw new FormatException("--urls must be http:// with an IP address and a port.");
        if (!IPAddress.IsLoopback(address) && !allowRemote)
            throw new FormatException("--urls is not a loopback address. To allow it, add --allow-remote.");
        return [.. Enumerable.Range(0, agents).Select(i => $"http://{uri.Host}:{(uri.Port == 0 ? 0 : uri.Port + i)}")];
    }

    private static int Integer(string text, string name, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"{name} must be an integer from {least} to {most}.");

    private static double Scale(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) && scale > 0 && double.IsFinite(scale)
            ? scale
            : throw new FormatException("--time-scale must be a number greater than zero.");

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
        && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
            ? moment
            : throw new FormatException("--now must be like 2026-11-22T12:00:00Z.");

    private static TimeSpan UtcOffset(string text, string name) =>
        TimeSpan.TryParseExact(text.TrimStart('+', '-'), "hh\\:mm", CultureInfo.InvariantCulture, out var offset) && offset <= TimeSpan.FromHours(14)
            ? text.StartsWith('-') ? -offset : offset
            : throw new FormatException($"{name} must be like +08:00.");
}
