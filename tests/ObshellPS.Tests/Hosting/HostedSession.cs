using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Threading;
using Obshell.Simulator;

namespace ObshellPS.Tests.Hosting;

/// <summary>A PowerShell session that has imported the built module by its manifest, as a user does.</summary>
public sealed class HostedSession : IDisposable
{
    private readonly Runspace runspace;
    private readonly RecordingHost? host;
    private readonly bool isRented;

    /// <summary>A session that an earlier test may have used. Only the module is imported.</summary>
    public HostedSession()
        : this(RunspacePool.Rent(null), null, isRented: true)
    {
    }

    /// <summary>A new session with its own host.</summary>
    public HostedSession(PSHost host)
        : this(RunspacePool.Open(host, ModuleManifest), null, isRented: false)
    {
    }

    /// <summary>A new session with another copy of the module.</summary>
    public HostedSession(string manifest)
        : this(RunspacePool.Open(null, manifest), null, isRented: false)
    {
    }

    private HostedSession(Runspace runspace, RecordingHost? host, bool isRented)
    {
        this.runspace = runspace;
        this.host = host;
        this.isRented = isRented;
    }

    /// <summary>A script that runs longer is stopped.</summary>
    public TimeSpan LongestScript { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The path of the manifest: that of the built module, or the path in OBSHELLPS_MODULE, for example of an unpacked package.
    /// </summary>
    public static string ModuleManifest { get; } =
        TestVariables.Module ?? Metadata("StagedModule");

    /// <summary>The program that hosts PowerShell in its own process together with another module.</summary>
    public static string ConflictsProgram => Metadata("ConflictsProgram");

    /// <summary>A recovery plan of one tenant, <c>planned</c>. Its backup has the URI that exists in every cluster fixture.</summary>
    public static string PlanOfOnePlace => System.IO.Path.Combine(RepoRoot, "tests", "fixtures", "plans", "one-place.json");

    public static string RepoRoot => Metadata("RepoRoot");

    public Runspace Runspace => runspace;

    /// <summary>The same as the constructor without arguments, with a host from <see cref="RunspacePool.Host"/>.</summary>
    public static HostedSession Of(RecordingHost? host) => new(RunspacePool.Rent(host), host, isRented: true);

    /// <summary>Runs a script and returns all its streams. A terminating error is one of the errors.</summary>
    public SessionResult Invoke(string script, params object?[] arguments) => InvokeWithInput(script, null, arguments);

    /// <summary>The same as <see cref="Invoke"/>, with objects from the pipeline in $input.</summary>
    public SessionResult InvokeWithInput(string script, IEnumerable<object?>? input, params object?[] arguments)
    {
        using PowerShell shell = Prepare(script, arguments);

        // A script that never ends fails its test. It must not block the test run.
        bool isOver = false;
        using var limit = new Timer(
            _ =>
            {
                isOver = true;
                shell.BeginStop(null, null);
            },
            null, LongestScript, Timeout.InfiniteTimeSpan);
        var output = new PSDataCollection<PSObject>();
        Exception? thrown = null;
        try
        {
            shell.Invoke(input, output, null);
        }
        catch (RuntimeException e)
        {
            thrown = e;
        }

        return isOver
            ? throw new TimeoutException($"This did not end within {LongestScript}: {script}\n{string.Join('\n', shell.Streams.Verbose.TakeLast(5))}")
            : new SessionResult(shell, [.. output], thrown);
    }

    /// <summary>Starts a script and does not wait for it, for tests that stop it or check something while it runs.</summary>
    public RunningScript Begin(string script, params object?[] arguments) => new(Prepare(script, arguments));

    /// <summary>Connects to all agents of a simulated cluster, which becomes the session's current connection.</summary>
    public PSObject Connect(SimulatedCluster cluster, string password) => Invoke(
        "Connect-ObCluster -Server $args[0] -Password $args[1] -WarningAction SilentlyContinue",
        cluster.Agents.Select(a => a.Uri.ToString()).ToArray(), Secret.Of(password)).ThrowIfFailed().Output.Single();

    /// <summary>The object that <c>ConvertFrom-Json</c> returns for a text.</summary>
    public PSObject FromJson(string json) => Invoke("ConvertFrom-Json $args[0]", json).ThrowIfFailed().Output.Single();

    /// <summary>A row as <c>Import-Csv</c> returns it: all values are strings, empty cells are empty strings.</summary>
    public PSObject FromCsv(string header, string line) => Invoke("ConvertFrom-Csv $args", header, line).ThrowIfFailed().Output.Single();

    public void SetVariable(string name, object? value) => runspace.SessionStateProxy.SetVariable(name, value);

    public void Dispose()
    {
        if (isRented)
        {
            RunspacePool.Return(runspace, host);
        }
        else
        {
            runspace.Dispose();
        }
    }

    private PowerShell Prepare(string script, object?[] arguments)
    {
        var shell = PowerShell.Create(runspace);
        shell.AddScript(script);
        foreach (object? argument in arguments)
        {
            shell.AddArgument(argument);
        }

        return shell;
    }

    private static string Metadata(string key) => typeof(HostedSession).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
