using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Plans.Format;

namespace ObshellPS.Plans;

/// <summary>
/// The file at the path of a new plan. It is only replaced by a plan that contains at least as much: a plan is needed when its cluster
/// is lost, and then nothing can be read again.
/// </summary>
internal sealed class PlanReplacement
{
    private readonly string fault = "";

    /// <param name="path">Where the new plan goes.</param>
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

    /// <summary>The plan that is there; null for none.</summary>
    public RecoveryPlan? Earlier { get; }

    /// <summary>Why the new plan must not take its place; null when it may.</summary>
    /// <param name="plan">The new one.</param>
    /// <param name="hasFailed">Tenants are missing in it, because they could not be read; the errors have been written.</param>
    /// <param name="isPart">Only some tenants were asked for.</param>
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
