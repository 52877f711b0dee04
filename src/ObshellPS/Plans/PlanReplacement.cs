using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Plans.Format;

namespace ObshellPS.Plans;

/// <summary>
/// What lies where a plan is to go. It is only replaced by one that says at least as much: a plan is needed when its cluster is gone,
/// and then nothing can be read again.
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
            fault = $"what is there cannot be read as a recovery plan ({e.Message.TrimEnd('.')})";
        }
    }

    /// <summary>The plan that is there; null for none.</summary>
    public RecoveryPlan? Earlier { get; }

    /// <summary>Why the new plan must not take its place; null when it may.</summary>
    /// <param name="plan">The new one.</param>
    /// <param name="unread">Tenants that are not in it, because they could not be read.</param>
    /// <param name="isPart">Only some tenants were asked for.</param>
    public string? Loss(RecoveryPlan plan, IReadOnlyCollection<string> unread, bool isPart)
    {
        if (fault.Length > 0 || Earlier is null)
        {
            return fault.Length > 0 ? fault : null;
        }

        if (Earlier.ClusterName != plan.ClusterName || Earlier.ClusterId != plan.ClusterId)
        {
            return $"it is the plan of another cluster, {Named([Earlier.ClusterName])}";
        }

        string[] all = [.. unread.Concat(plan.Unread)];
        string[] left = [.. Earlier.Entries.Select(e => e.TenantName).Where(n => isPart && !Array.Exists(plan.Entries, e => e.TenantName == n))];
        return all.Length > 0 ? $"not all could be read now: {Named(all)}"
            : left.Length > 0 ? $"it has tenants that -TenantName leaves out: {Named(left)}"
            : null;
    }

    private static string Named(IEnumerable<string> names) => string.Join(", ", names.Select(CommandArgument.Of));
}
