using System;
using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Obshell.Client.Secrets;

namespace Obshell.Benchmarks.Processes;

/// <summary>What the child process does that starts restores with the cmdlet: it says how many milliseconds each took, and in which order they came out.</summary>
internal static class StartRole
{
    /// <param name="arguments">Address, how many, and how many at once (0: as many as the cmdlet thinks best).</param>
    public static void Run(string[] arguments)
    {
        int count = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        int atOnce = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddScript("param($module, $server, $password) Import-Module $module; $null = Connect-ObCluster $server -Password $password -WarningAction SilentlyContinue")
            .AddArgument(Child.StagedModule).AddArgument(arguments[0]).AddArgument(SecretText.Protect(SimulatorRole.RootPassword)).Invoke();
        string prefix = "t" + Guid.NewGuid().ToString("N")[..8];
        Hashtable[] rows = [.. Enumerable.Range(-4, count + 4).Select(i => Row(prefix, i))];
        string throttle = atOnce > 0 ? string.Create(CultureInfo.InvariantCulture, $" -ThrottleLimit {atOnce}") : "";
        _ = Start(shell, rows[..4], throttle);
        rows = rows[4..];
        long started = Stopwatch.GetTimestamp();
        string[] names = Start(shell, rows, throttle);
        double each = Stopwatch.GetElapsedTime(started).TotalMilliseconds / count;
        bool isInOrder = names.SequenceEqual(rows.Select(r => (string)r["restore_tenant_name"]!));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{each} {isInOrder}"));
    }

    private static string[] Start(PowerShell shell, Hashtable[] rows, string throttle)
    {
        shell.Commands.Clear();
        shell.AddScript($"$args[0] | Start-ObTenantRestore{throttle} | ForEach-Object {{ $_.TenantName }}").AddArgument(rows);
        string[] names = [.. shell.Invoke().Select(n => n.ToString())];
        return shell.HadErrors ? throw new InvalidOperationException(shell.Streams.Error[0].ToString()) : names;
    }

    /// <summary>As a row of a CSV file is: all text.</summary>
    private static Hashtable Row(string prefix, int number) => new()
    {
        ["restore_tenant_name"] = string.Create(CultureInfo.InvariantCulture, $"{prefix}_{number + 4}"),
        ["data_backup_uri"] = "file:///data/backup/data",
        ["zone_list"] = "zone1:s1:1;zone2:s1:1;zone3:s1:1",
    };
}
