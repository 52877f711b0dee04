using System;
using System.Management.Automation;
using System.Reflection;

namespace ObshellPS.Tests.Hosting;

/// <summary>
/// What Select-Object -First 1 does, which the hosted engine lacks: takes one object and has the engine end the commands before
/// it. The exception that asks for that is the engine's own and not public.
/// </summary>
[Cmdlet(VerbsCommon.Select, "TestFirst")]
public sealed class SelectTestFirstCommand : PSCmdlet
{
    private static readonly ConstructorInfo StopUpstream = typeof(PSObject).Assembly
        .GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!
        .GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)[0];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Told when the object has come.</summary>
    [Parameter]
    public Action? Seen { get; set; }

    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        Seen?.Invoke();
        throw (Exception)StopUpstream.Invoke([this]);
    }
}
