using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;
using ObshellPS.Binding;

namespace ObshellPS.Plans;

/// <summary>Selects the tenants of a plan by <c>-TenantName</c> and <c>-Exclude</c>, both with wildcards.</summary>
internal sealed class PlanChoice
{
    private readonly HashSet<string> wanted;

    /// <exception cref="ObshellInputException">A given name matches no tenant of the plan.</exception>
    public PlanChoice(RecoveryPlan plan, string[]? names, string[]? exclude)
    {
        var faults = new FaultList();
        string[] all = [.. plan.Entries.Select(e => e.TenantName)];
        wanted = new HashSet<string>(names is null ? all : names.SelectMany(n => Find(n, "TenantName")), StringComparer.Ordinal);
        wanted.ExceptWith((exclude ?? []).SelectMany(n => Find(n, "Exclude")));
        faults.ThrowIfAny();

        string[] Find(string name, string parameter)
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            string[] found = WildcardPattern.ContainsWildcardCharacters(name) ? Array.FindAll(all, pattern.IsMatch) : Array.FindAll(all, n => n == name);
            if (found.Length == 0)
            {
                faults.Add("TenantNotInPlan", parameter, RecoveryPlanTexts.FormatTenantNotInPlan(TextFault.Quote(name)));
            }

            return found;
        }
    }

    public bool IsWanted(RecoveryPlanEntry entry) => wanted.Contains(entry.TenantName);
}
