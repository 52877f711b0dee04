using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Secrets;

namespace Obshell.Benchmarks.Processes;

/// <summary>What the child process does that waits with the cmdlet for all DAGs there are: it says which share of one core that took.</summary>
internal static class WaitRole
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(60);

    /// <param name="address">The agent's.</param>
    public static void Run(string address)
    {
        using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddScript("""
            param($module, $server, $password)
            Import-Module $module
            $null = Connect-ObCluster $server -Password $password -WarningAction SilentlyContinue
            Get-ObDag -Unfinished | Wait-ObDag
            """).AddArgument(Child.StagedModule).AddArgument(address).AddArgument(SecretText.Protect(SimulatorRole.RootPassword));
        Task<PSDataCollection<PSObject>> wait = shell.InvokeAsync();
        Thread.Sleep(Before);
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        long from = Stopwatch.GetTimestamp();
        Thread.Sleep(Measured);
        double share = (Process.GetCurrentProcess().TotalProcessorTime - before) / Stopwatch.GetElapsedTime(from);
        if (wait.IsCompleted)
        {
            throw new InvalidOperationException("The wait ended by itself: " + shell.Streams.Error.FirstOrDefault());
        }

        shell.Stop();
        Console.WriteLine(share.ToString(CultureInfo.InvariantCulture));
    }
}
