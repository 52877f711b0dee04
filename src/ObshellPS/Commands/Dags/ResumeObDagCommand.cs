using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;

namespace ObshellPS.Commands;

/// <summary>
/// Sends RETRY, which continues a DAG at the failed node. For a restore this is harmless, except in stage 2, where RETRY first undoes the
/// stage (trap 11). So in stage 2 this cmdlet asks the user, like the destructive cmdlets.
/// </summary>
[Cmdlet(VerbsLifecycle.Resume, "ObDag", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DagDetail))]
public sealed class ResumeObDagCommand : DagOperatorCommand
{
    /// <summary>Creates the cmdlet, which sends <see cref="DagOperation.Retry"/>.</summary>
    public ResumeObDagCommand()
        : base(DagOperation.Retry)
    {
    }
}
