using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace ObshellPS.Tests.Hosting;

/// <summary>
/// A PowerShell session with the staged module imported by its manifest, as a user has it. The engine alone: no Utility,
/// Management or Security module.
/// </summary>
public sealed class HostedSession : IDisposable
{
    private readonly Runspace runspace;

    public HostedSession()
    {
        runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        Invoke("Import-Module -Name $args[0] -ErrorAction Stop", ModuleManifest).ThrowIfFailed();
    }

    public static string ModuleManifest => Metadata("StagedModule");

    public static string RepoRoot => Metadata("RepoRoot");

    public Runspace Runspace => runspace;

    /// <summary>Runs a script and returns all its streams; a terminating error is among the errors.</summary>
    public SessionResult Invoke(string script, params object?[] arguments) => InvokeWithInput(script, null, arguments);

    /// <summary>As <see cref="Invoke"/>, with objects coming down the pipeline as $input.</summary>
    public SessionResult InvokeWithInput(string script, IEnumerable<object?>? input, params object?[] arguments)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(script);
        foreach (object? argument in arguments)
        {
            shell.AddArgument(argument);
        }

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

        return new SessionResult(shell, [.. output], thrown);
    }

    public void SetVariable(string name, object? value) => runspace.SessionStateProxy.SetVariable(name, value);

    public void Dispose() => runspace.Dispose();

    private static string Metadata(string key) => typeof(HostedSession).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
