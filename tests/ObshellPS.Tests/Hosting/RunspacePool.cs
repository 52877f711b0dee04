using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace ObshellPS.Tests.Hosting;

/// <summary>
/// Runspaces that have imported the built module. Opening a runspace and importing the module takes longer than most tests. So a later test
/// reuses the runspace, unless a test changed more than variables in it.
/// </summary>
internal static class RunspacePool
{
    /// <summary>The state that <see cref="Runspace.ResetRunspaceState"/> does not reset: modules, functions, aliases and drives.</summary>
    private const string Left = """
        (Get-Module | ForEach-Object { $_.Name + $_.Path } | Where-Object { $_ -notlike 'Microsoft.PowerShell.*' }) -join '|'
        @(Get-ChildItem function:).Count
        @(Get-ChildItem alias:).Count
        @(Get-PSDrive).Count
        """;

    private static readonly ConcurrentBag<Runspace> Free = [];

    /// <summary>The free runspaces that have a host. The host of a runspace cannot change.</summary>
    private static readonly ConcurrentBag<(RecordingHost Host, Runspace Runspace)> FreeWithHost = [];

    private static readonly ConditionalWeakTable<RecordingHost, Runspace> Waiting = [];

    /// <summary>The state of a runspace that no test has used.</summary>
    private static readonly Lazy<string> Fresh = new(() => WhatIsLeft(Open(null, HostedSession.ModuleManifest)));

    /// <summary>A host in its initial state. If an earlier test returned a runspace with a host, this host is used again.</summary>
    public static RecordingHost Host()
    {
        if (!FreeWithHost.TryTake(out (RecordingHost Host, Runspace Runspace) free))
        {
            return new RecordingHost();
        }

        Waiting.Add(free.Host, free.Runspace);
        return free.Host;
    }

    /// <param name="host">The host of the runspace, or null.</param>
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
