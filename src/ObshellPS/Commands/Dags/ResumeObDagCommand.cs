using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;

namespace ObshellPS.Commands;

/// <summary>
/// RETRY: continues a DAG at the node that failed. For a restore it is harmless, except in stage 2, where it begins with an undo
/// (trap 11): there it asks as the destructive cmdlets do.
/// </summary>
[Cmdlet(VerbsLifecycle.Resume, "ObDag", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DagDetail))]
public sealed class ResumeObDagCommand : DagOperatorCommand
{
    /// <summary>Creates the cmdlet of <see cref="DagOperation.Retry"/>.</summary>
    public ResumeObDagCommand()
        : base(DagOperation.Retry)
    {
    }
}
