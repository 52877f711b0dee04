using Obshell.Client.Errors;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>Row 14 of PROTOCOL 4.3, first part: no task works on the whole cluster.</summary>
internal sealed class ClusterLockCheck : PreflightCheck
{
    /// <summary>Name of the finding.</summary>
    public const string Name = "ClusterUnlocked";

    public ClusterLockCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    public override void Judge()
    {
        if (Cluster.Unfinished.Value is not { } dags)
        {
            AddUnread(Name, Cluster.Unfinished.Fault!, "");
            return;
        }

        if (dags.FirstOrDefault(d => d.MaintenanceType == 2 && !d.IsFinished) is { } holder)
        {
            Add(Name, PreflightVerdict.Failed, $"{Show(holder)} works on the whole cluster.", ErrorCodes.UnderMaintenanceWithDag, $"Wait for it: Wait-ObDag {Argument(holder.Id)}.");
        }
        else if (dags.FirstOrDefault(d => d.MaintenanceType == 2) is { } failed)
        {
            Add(Name, PreflightVerdict.Warning, $"{Show(failed)} worked on the whole cluster, and nobody has repaired or undone it.", "", $"Look at it first: Get-ObDag {Argument(failed.Id)} -Detailed.");
        }
        else if (dags.FirstOrDefault(d => d.MaintenanceType == 0 && !d.IsFinished && !d.IsRestore) is { } untold)
        {
            // Agents before 4.3.1 do not tell what a DAG locks.
            Add(Name, PreflightVerdict.Unknown, $"{Show(untold)} does not tell what it locks.", "", $"Look at it first: Get-ObDag {Argument(untold.Id)} -Detailed.");
        }
        else
        {
            AddPassed(Name, "No unfinished task works on the whole cluster; a lock without a task could not be seen from here.");
        }
    }
}
