using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;

namespace ObshellPS.Commands;

/// <summary>
/// CANCEL: the agent stops working on a DAG. For a restore, only the agent's watching ends (trap 13).
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "ObDag", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DagDetail))]
public sealed class StopObDagCommand : DagOperatorCommand
{
    /// <summary>Creates the cmdlet of <see cref="DagOperation.Cancel"/>.</summary>
    public StopObDagCommand()
        : base(DagOperation.Cancel)
    {
    }
}
