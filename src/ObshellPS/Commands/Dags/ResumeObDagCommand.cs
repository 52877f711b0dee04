using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;

namespace ObshellPS.Commands;

/// <summary>
/// RETRY: continues where a DAG has failed. Harmless for a restore, except in stage 2, where it begins by undoing (trap 11):
/// there it asks like the destructive ones.
/// </summary>
[Cmdlet(VerbsLifecycle.Resume, "ObDag", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DagDetail))]
public sealed class ResumeObDagCommand : DagOperatorCommand
{
    /// <summary>A cmdlet of <see cref="DagOperation.Retry"/>.</summary>
    public ResumeObDagCommand()
        : base(DagOperation.Retry)
    {
    }
}
