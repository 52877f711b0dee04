using System;
using System.Management.Automation;

namespace ObshellPS.Tests.Hosting;

/// <summary>
/// Writes its input to the output, and calls Stopped at Ctrl+C. As the last command of a pipeline, it is stopped after all others.
/// </summary>
[Cmdlet(VerbsCommon.Watch, "TestStop")]
public sealed class WatchTestStopCommand : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Mandatory = true)]
    public Action Stopped { get; set; } = static () => { };

    protected override void ProcessRecord() => WriteObject(InputObject);

    protected override void StopProcessing() => Stopped();
}
