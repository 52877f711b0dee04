using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Obshell.Benchmarks.Processes;

/// <summary>What the child process does that imports a module: it says how long that took, and what was loaded then.</summary>
internal static class ImportRole
{
    /// <param name="manifest">The module.</param>
    public static void Run(string manifest)
    {
        using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        Invoke(runspace, "$null = Get-Command -Name Import-Module");
        string[] before = Loaded();
        long started = Stopwatch.GetTimestamp();
        Invoke(runspace, "Import-Module -Name $args[0] -ErrorAction Stop", manifest);
        Console.WriteLine(Stopwatch.GetElapsedTime(started).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        Console.WriteLine(string.Join(' ', Loaded().Except(before)));
    }

    private static void Invoke(Runspace runspace, string script, params object[] arguments)
    {
        using PowerShell shell = PowerShell.Create(runspace).AddScript(script);
        foreach (object argument in arguments)
        {
            shell.AddArgument(argument);
        }

        shell.Invoke();
        if (shell.HadErrors)
        {
            throw new InvalidOperationException(shell.Streams.Error[0].ToString());
        }
    }

    private static string[] Loaded() => [.. AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetName().Name!).Order(StringComparer.Ordinal)];
}
