using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;

namespace ObshellPS.Commands;

/// <summary>
/// PASS: marks what is left of a failed DAG as done and does nothing (trap 14). For experts who have done it by hand.
/// </summary>
[Cmdlet(VerbsCommon.Skip, "DagDetail", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DagDetail))]
public sealed class SkipObDagCommand : DagOperatorCommand
{
    /// <summary>A cmdlet of <see cref="DagOperation.Pass"/>.</summary>
    public SkipObDagCommand()
        : base(DagOperation.Pass)
    {
    }
}
