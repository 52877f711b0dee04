using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>The stand-alone simulator program, run as its own process.</summary>
[Trait("Category", TestCalendar.Category)]
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
    public async Task The_help_text_contains_every_option()
    {
        var (code, output) = await EndAsync(Run("--help"));
        Assert.Equal(0, code);
        foreach (var option in new[] { "--urls", "--root-password", "--agent-password", "--key-bits", "--time-scale", "--agents", "--clock-offset", "--now", "--utc-offset", "--identity", "--version", "--fixture", "--allow-remote", "--servers-per-zone", "--server-cpu", "--server-memory-gb", "--tenant", "--sql-port", "--tenant-password", "--backup", "--backup-age", "--backup-archive", "--backup-seconds", "--backup-ends", "--backup-store", "--session-offset", "row-late", "create-timeout", "activation-refused", "upgrade-fails" })
            Assert.Contains(option, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("loopback", "--urls", "http://0.0.0.0:0")]
    [InlineData("loopback", "--urls", "http://[::]:0")]
    [InlineData("--nonsense", "--nonsense", "1")]
    [InlineData("--time-scale", "--time-scale", "0")]
    [InlineData("--fixture", "--fixture", "huge")]
    [InlineData("--restore-ends", "--restore-ends", "badly")]
    [InlineData("--servers-per-zone", "--servers-per-zone", "0")]
    [InlineData("--server-cpu", "--server-cpu", "1")]
    [InlineData("--server-memory-gb", "--server-memory-gb", "x")]
    [InlineData("--sql-port", "--sql-port", "65536")]
    [InlineData("--tenant", "--tenant", "a,sys")]
    [InlineData("--tenant", "--tenant", "a,a")]
    [InlineData("--backup", "--backup", "a", "--tenant", "a")]
    [InlineData("--backup-archive", "--backup-archive", "sleeping")]
    [InlineData("--backup-ends", "--backup-ends", "badly")]
    [InlineData("--backup-age", "--backup-age", "-1")]
    [InlineData("--backup-seconds", "--backup-seconds", "x")]
    [InlineData("--session-offset", "--session-offset", "8")]
    [InlineData("--now", "--now", "2026-11-22")]
    [InlineData("--now", "--now", "2026-11-22T12:00:00")]
    public async Task A_bad_option_is_refused_with_an_error_that_explains_it(string word, params string[] arguments)
    {
        var (code, output) = await EndAsync(Run(arguments));
        Assert.Equal(2, code);
        Assert.Contains(word, output, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_set_the_size_and_the_content_of_the_cluster()
    {
        var fixture = Program.Parse(["--servers-per-zone", "2", "--server-cpu", "4", "--server-memory-gb", "8", "--tenant", "orders, prod-1", "--fixture", "two-regions"]).Fixture;
        Assert.Equal(["east", "east", "west"], fixture.Zones.Select(z => z.Region));
        Assert.Equal(6, fixture.Zones.SelectMany(z => z.Servers).Select(s => s.Ip).Distinct().Count());
        Assert.All(fixture.Zones.SelectMany(z => z.Servers), s => Assert.Equal((4, 8L << 30), (s.CpuTotal, s.MemoryTotal)));
        Assert.Equal(["orders", "prod-1"], fixture.Tenants.Select(t => t.Name));
    }

    [Fact]
    public void A_tenant_of_the_backup_option_has_a_unit_in_each_zone_and_a_backup()
    {
        var options = Program.Parse(["--tenant", "bare", "--backup", "shop", "--backup-age", "50", "--backup-archive", "stopped", "--backup-ends", "fails", "--backup-seconds", "9", "--session-offset", "+08:00", "--backup-store", "f.json"]);
        Assert.Equal([("shop_zone1", "zone1"), ("shop_zone2", "zone2"), ("shop_zone3", "zone3")], options.Fixture.Pools.Select(p => (p.Name, p.Zone)));
        Assert.Equal(["bare", "shop"], options.Fixture.Tenants.Select(t => t.Name));
        var backup = options.Fixture.Tenants[1].Backup!;
        Assert.Equal(("file:///backup/shop/data", "STOP", TimeSpan.FromHours(50)), (backup.DataUri, backup.Archive, backup.Sets.Single().Age));
        Assert.Equal((4184, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(3)), (options.DefaultBackupBehaviour.FailResult, options.DefaultBackupBehaviour.Duration, options.DefaultBackupBehaviour.ArchiveLag));
        Assert.Equal((TimeSpan.FromHours(8), "f.json"), (options.SessionUtcOffset, options.BackupStore));
    }

    [Theory]
    [InlineData("2031-02-03T04:05:06Z")]
    [InlineData("2031-02-03T09:35:06+05:30")]
    public async Task The_clock_starts_at_the_given_time_and_the_times_of_the_data_are_relative_to_it(string now)
    {
        await using var cluster = await SimulatedCluster.StartAsync(Program.Parse(["--urls", "http://127.0.0.1:0", "--now", now]));
        var given = new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero);
        Assert.InRange(cluster.Clock.StartedAt, given, given.AddHours(1));

        var window = Assert.Single(cluster.Backups[0].Windows!);
        Assert.InRange(cluster.Clock.StartedAt - window.End, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(61));
        Assert.Equal(TimeSpan.FromDays(20), window.End - window.Start);
    }

    [Fact]
    public async Task The_option_for_SQL_opens_the_ports_and_sets_one_password_for_all_tenants()
    {
        var asked = Program.Parse(["--urls", "http://127.0.0.1:0", "--sql-port", "0", "--tenant", "orders", "--tenant-password", "Very#Secret"]);
        Assert.Null(Program.Parse(["--urls", "http://127.0.0.1:0"]).SqlPort);
        Assert.Equal("Very#Secret", asked.DefaultBehaviour.Content.RootPassword);
        await using var cluster = await SimulatedCluster.StartAsync(asked);
        using var client = await SqlClient.LogInAsync(cluster.Zones[0].Servers[0], "root@orders", "Very#Secret");
        Assert.Equal("7", await client.QueryAsync("SELECT 7"));
    }

    /// <summary>The ends of a restore in docs/when-a-restore-goes-wrong.md that an option can cause.</summary>
    [Theory]
    [InlineData("success", "SUCCEED", 5)]
    [InlineData("sql-refused", "FAILED", 2)]
    [InlineData("create-timeout", "FAILED", 2)]
    [InlineData("job-fails", "FAILED", 4)]
    [InlineData("activation-refused", "FAILED", 4)]
    [InlineData("upgrade-fails", "FAILED", 5)]
    public async Task The_option_for_the_end_of_a_restore_works(string end, string state, int stage)
    {
        var asked = Program.Parse(["--restore-ends", end, "--urls", "http://127.0.0.1:0"]);
        await using var cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { ManualClock = true, DefaultBehaviour = asked.DefaultBehaviour });
        using var client = new TestClient(cluster);
        await client.RestoreAsync("t1");
        client.Advance(700);
        Assert.Equal((state, stage), (cluster.Dags[0].State, cluster.Dags[0].Stage));
    }

    [Fact]
    public async Task The_program_prints_one_line_without_the_password_and_stops_on_a_signal()
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
            // On Windows this test cannot send Ctrl+C to a child process.
            process.Kill();
            return;
        }
        // The test does not send SIGINT. A shell starts its background jobs with SIGINT ignored, and the child processes of these jobs
        // ignore it too.
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
