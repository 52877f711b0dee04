using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;

namespace ObshellPS.Commands;

/// <summary>
/// RETRY: goes on where a DAG has failed. Harmless for a restore, but for stage 2, where it begins by undoing (trap 11): there
/// it asks like the destructive ones.
/// </summary>
[Cmdlet(VerbsLifecycle.Resume, "DagDetail", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DagDetail))]
public sealed class ResumeObDagCommand : DagOperatorCommand
{
    /// <summary>A cmdlet of <see cref="DagOperation.Retry"/>.</summary>
    public ResumeObDagCommand()
        : base(DagOperation.Retry)
    {
    }
}
