using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;

namespace ObshellPS.Commands;

/// <summary>
/// Sends ROLLBACK, which undoes a failed DAG. If OceanBase has finished the restore in the meantime, the rollback drops the restored tenant
/// (trap 10).
/// </summary>
[Cmdlet(VerbsCommon.Undo, "ObDag", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DagDetail))]
public sealed class UndoObDagCommand : DagOperatorCommand
{
    /// <summary>Creates the cmdlet, which sends <see cref="DagOperation.Rollback"/>.</summary>
    public UndoObDagCommand()
        : base(DagOperation.Rollback)
    {
    }
}
