using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;

namespace ObshellPS.Commands;

/// <summary>
/// ROLLBACK: undoes a failed DAG. Of a restore that OceanBase has meanwhile finished it drops the tenant (trap 10).
/// </summary>
[Cmdlet(VerbsCommon.Undo, "DagDetail", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DagDetail))]
public sealed class UndoObDagCommand : DagOperatorCommand
{
    /// <summary>A cmdlet of <see cref="DagOperation.Rollback"/>.</summary>
    public UndoObDagCommand()
        : base(DagOperation.Rollback)
    {
    }
}
