using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;

namespace ObshellPS.Commands;

/// <summary>
/// Sends PASS, which marks the remaining nodes of a failed DAG as done without running them (trap 14). It is for experts who have done the
/// work manually.
/// </summary>
[Cmdlet(VerbsCommon.Skip, "ObDag", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DagDetail))]
public sealed class SkipObDagCommand : DagOperatorCommand
{
    /// <summary>Creates the cmdlet, which sends <see cref="DagOperation.Pass"/>.</summary>
    public SkipObDagCommand()
        : base(DagOperation.Pass)
    {
    }
}
