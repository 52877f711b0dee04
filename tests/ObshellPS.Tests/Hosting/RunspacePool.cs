using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace ObshellPS.Tests.Hosting;

/// <summary>
/// Runspaces with the staged module imported. Opening one and importing takes longer than most tests, so it serves the next
/// test too, unless the one before it left more behind than variables.
/// </summary>
internal static class RunspacePool
{
    /// <summary>Modules, functions, aliases and drives: what <see cref="Runspace.ResetRunspaceState"/> leaves.</summary>
    private const string Left = """
        (Get-Module | ForEach-Object { $_.Name + $_.Path } | Where-Object { $_ -notlike 'Microsoft.PowerShell.*' }) -join '|'
        @(Get-ChildItem function:).Count
        @(Get-ChildItem alias:).Count
        @(Get-PSDrive).Count
        """;

    private static readonly ConcurrentBag<Runspace> Free = [];

    /// <summary>A runspace keeps its host.</summary>
    private static readonly ConcurrentBag<(RecordingHost Host, Runspace Runspace)> FreeWithHost = [];

    private static readonly ConditionalWeakTable<RecordingHost, Runspace> Waiting = [];

    /// <summary>Of one that served no test yet.</summary>
    private static readonly Lazy<string> Fresh = new(() => WhatIsLeft(Open(null, HostedSession.ModuleManifest)));

    /// <summary>A clean host, with a runspace if an earlier test has left one.</summary>
    public static RecordingHost Host()
    {
        if (!FreeWithHost.TryTake(out (RecordingHost Host, Runspace Runspace) free))
        {
            return new RecordingHost();
        }

        Waiting.Add(free.Host, free.Runspace);
        return free.Host;
    }

    /// <param name="host">Its own, or null for none.</param>
    public static Runspace Rent(RecordingHost? host) => host is null
        ? Free.TryTake(out Runspace? free) ? free : Open(null, HostedSession.ModuleManifest)
        : Waiting.Remove(host, out Runspace? its) ? its : Open(host, HostedSession.ModuleManifest);

    public static Runspace Open(PSHost? host, string manifest)
    {
        var state = InitialSessionState.CreateDefault2();
        Runspace runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddScript("Import-Module -Name $args[0] -ErrorAction Stop").AddArgument(manifest).Invoke();
        return runspace;
    }

    public static void Return(Runspace runspace, RecordingHost? host)
    {
        if (!IsAsNew(runspace))
        {
            runspace.Dispose();
        }
        else if (host is null)
        {
            Free.Add(runspace);
        }
        else
        {
            host.Reset();
            FreeWithHost.Add((host, runspace));
        }
    }

    private static bool IsAsNew(Runspace runspace)
    {
        if (runspace.RunspaceStateInfo.State != RunspaceState.Opened || runspace.RunspaceAvailability != RunspaceAvailability.Available)
        {
            return false;
        }

        using var shell = PowerShell.Create(runspace);
        shell.AddScript("Set-StrictMode -Off; Get-ObConnection | Disconnect-ObCluster").Invoke();
        runspace.ResetRunspaceState();
        return WhatIsLeft(runspace) == Fresh.Value;
    }

    private static string WhatIsLeft(Runspace runspace)
    {
        using var shell = PowerShell.Create(runspace);
        return string.Join('\n', shell.AddScript(Left).Invoke());
    }
}
