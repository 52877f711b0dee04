using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Plans.Format;

namespace ObshellPS.Plans;

/// <summary>
/// Decides whether a new plan can replace the existing file, because a lost cluster cannot be read again. The file must stay if it is not a
/// plan or is the plan of another cluster. It must also stay if some tenants could not be read completely now, or if the user did not
/// select some of its tenants.
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

    /// <summary>The plan in the existing file; null when the file does not exist.</summary>
    public RecoveryPlan? Earlier { get; }

    /// <summary>The reason why the new plan must not replace the file; null if it can replace the file.</summary>
    /// <param name="plan">The new plan.</param>
    /// <param name="hasFailed">True if some tenants could not be read and are not in the new plan; the errors have been written.</param>
    /// <param name="isPart">True if the user selected only some tenants.</param>
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
