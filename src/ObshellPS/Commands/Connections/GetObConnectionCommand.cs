using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Connections;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>The connections of this runspace, the current one first.</summary>
[Cmdlet(VerbsCommon.Get, "ObConnection")]
[OutputType(typeof(ObConnection))]
public sealed class GetObConnectionCommand : ObCmdlet
{
    /// <summary>Only the current connection, which cmdlets use without -Connection.</summary>
    [Parameter]
    public SwitchParameter Current { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RunspaceConnections known = RunspaceConnections.OfThisRunspace;
        if (!Current)
        {
            WriteObject(known.All, enumerateCollection: true);
        }
        else if (known.Current is { } current)
        {
            WriteObject(current);
        }
    }
}
