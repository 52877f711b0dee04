using Obshell.Client;
using Obshell.Client.Errors;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>Row 14 of PROTOCOL 4.3, second part: no DAG locks a tenant with this name.</summary>
internal sealed class TenantLockCheck : PreflightCheck
{
    /// <summary>Name of the finding.</summary>
    public const string Name = "TenantUnlocked";

    public TenantLockCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    public override void Judge()
    {
        const string Parameter = "RestoreTenantName";
        if (Request.RestoreTenantName.Length == 0)
        {
            return;
        }

        if (Cluster.Unfinished.Value is not { } dags)
        {
            AddUnread(Name, Cluster.Unfinished.Fault!, Parameter);
            return;
        }

        AgentDag[] ours = [.. dags.Where(d => d.TenantName == Request.RestoreTenantName).OrderByDescending(d => d.DagId)];

        // A failed DAG that cancels a restore keeps its lock (PROTOCOL 4.9).
        if (ours.FirstOrDefault(d => !d.IsFinished || d.Name.StartsWith("Cancel restore ", StringComparison.Ordinal)) is { } holder)
        {
            Add(
                Name, PreflightVerdict.Failed, PreflightTexts.FormatTenantLocked(Show(holder)), ErrorCodes.TenantUnderMaintenance,
                holder.IsRestore ? PreflightTexts.FormatAdviceAlreadyRestored(Argument(holder.Id)) : PreflightTexts.FormatAdviceWaitForDag(Argument(holder.Id)), Parameter);
        }
        else if (ours.FirstOrDefault() is { } failed)
        {
            Add(
                Name, PreflightVerdict.Warning, PreflightTexts.FormatTenantDagFailed(Show(failed)), "",
                PreflightTexts.FormatAdviceTenantDagFailed(Argument(failed.Id)), Parameter);
        }
        else
        {
            AddPassed(Name, PreflightTexts.TenantUnlocked, Parameter, Parameter);
        }
    }
}
