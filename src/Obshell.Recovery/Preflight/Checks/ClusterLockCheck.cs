using Obshell.Client.Errors;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>Row 14 of PROTOCOL 4.3, first part: no running DAG locks the whole cluster.</summary>
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
            Add(Name, PreflightVerdict.Failed, PreflightTexts.FormatClusterLocked(Show(holder)), ErrorCodes.UnderMaintenanceWithDag, PreflightTexts.FormatAdviceWaitForDag(Argument(holder.Id)));
        }
        else if (dags.FirstOrDefault(d => d.MaintenanceType == 2) is { } failed)
        {
            Add(Name, PreflightVerdict.Warning, PreflightTexts.FormatClusterDagFailed(Show(failed)), "", PreflightTexts.FormatAdviceLookAtDag(Argument(failed.Id)));
        }
        else if (dags.FirstOrDefault(d => d.MaintenanceType == 0 && !d.IsFinished && !d.IsRestore) is { } unclear)
        {
            // Agents before 4.3.1 do not report the locks of a DAG.
            Add(Name, PreflightVerdict.Unknown, PreflightTexts.FormatClusterDagUnclear(Show(unclear)), "", PreflightTexts.FormatAdviceLookAtDag(Argument(unclear.Id)));
        }
        else
        {
            AddPassed(Name, PreflightTexts.ClusterUnlocked);
        }
    }
}
