using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;

namespace ObshellPS.Commands;

/// <summary>
/// Sends CANCEL: the agent stops its work on a DAG. The agent then no longer watches a restore, but the restore continues in OceanBase
/// (trap 13).
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "ObDag", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DagDetail))]
public sealed class StopObDagCommand : DagOperatorCommand
{
    /// <summary>Creates the cmdlet, which sends <see cref="DagOperation.Cancel"/>.</summary>
    public StopObDagCommand()
        : base(DagOperation.Cancel)
    {
    }
}
