using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;

namespace ObshellPS.Commands;

/// <summary>
/// CANCEL: the agent stops working on a DAG. Of a restore only its watching ends (trap 13).
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "DagDetail", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DagDetail))]
public sealed class StopObDagCommand : DagOperatorCommand
{
    /// <summary>A cmdlet of <see cref="DagOperation.Cancel"/>.</summary>
    public StopObDagCommand()
        : base(DagOperation.Cancel)
    {
    }
}
