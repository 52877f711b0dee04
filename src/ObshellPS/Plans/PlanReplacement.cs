using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Plans.Format;

namespace ObshellPS.Plans;

/// <summary>
/// The existing file at the path of a new plan. The new plan replaces it only if the new plan contains at least as much: a plan is needed
/// when its cluster is lost, and then nothing can be read again.
/// </summary>
internal sealed class PlanReplacement
{
    private readonly string fault = "";

    /// <param name="path">The path of the new plan.</param>
    public PlanReplacement(string path)
    {
        try
        {
            Earlier = File.Exists(path) ? PlanReader.Read(path, File.ReadAllText(path)) : null;
        }
        catch (ObshellInputException e)
        {
            fault = RecoveryPlanTexts.FormatKeptUnreadable(e.Message);
        }
    }

    /// <summary>The plan in the existing file; null when there is none.</summary>
    public RecoveryPlan? Earlier { get; }

    /// <summary>The reason why the new plan must not replace the file; null when it may.</summary>
    /// <param name="plan">The new plan.</param>
    /// <param name="hasFailed">The new plan lacks tenants that could not be read; the errors have been written.</param>
    /// <param name="isPart">The user asked for some tenants only.</param>
    public string? Loss(RecoveryPlan plan, bool hasFailed, bool isPart)
    {
        if (fault.Length > 0 || Earlier is null)
        {
            return fault.Length > 0 ? fault : null;
        }

        if (Earlier.ClusterName != plan.ClusterName || Earlier.ClusterId != plan.ClusterId)
        {
            return RecoveryPlanTexts.FormatKeptOtherCluster(Named([Earlier.ClusterName]));
        }

        string[] left = [.. Earlier.Entries.Select(e => e.TenantName).Where(n => isPart && !Array.Exists(plan.Entries, e => e.TenantName == n))];
        return hasFailed ? RecoveryPlanTexts.KeptErrors
            : plan.Unread.Length > 0 ? RecoveryPlanTexts.FormatKeptUnread(Named(plan.Unread))
            : left.Length > 0 ? RecoveryPlanTexts.FormatKeptTenantsLost(Named(left))
            : null;
    }

    private static string Named(IEnumerable<string> names) => Listing.Of(names.Select(CommandArgument.Of));
}
