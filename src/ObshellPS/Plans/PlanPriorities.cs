using System.Collections;
using Obshell.Client;
using Obshell.Client.Display;
using ObshellPS.Binding;
using ObshellPS.Objects;

namespace ObshellPS.Plans;

/// <summary>Reads <c>-Priority</c>: a hashtable with a number for each tenant.</summary>
internal static class PlanPriorities
{
    private const string ErrorId = "InvalidPriority";
    private const string Parameter = "Priority";

    /// <exception cref="ObshellInputException">A value is not an integer of 1 or more.</exception>
    public static Dictionary<string, int> Read(IDictionary? table)
    {
        var priorities = new Dictionary<string, int>(StringComparer.Ordinal);
        var faults = new FaultList();
        foreach (DictionaryEntry entry in table ?? new Hashtable())
        {
            string tenant = entry.Key.ToString() ?? "";
            if (PropertyBag.Unwrap(entry.Value) is int number and > 0)
            {
                priorities[tenant] = number;
            }
            else
            {
                faults.Add(ErrorId, Parameter, RecoveryPlanTexts.FormatPriorityNotValid(TextFault.Quote(tenant), "@{ orders = 1 }"));
            }
        }

        faults.ThrowIfAny();
        return priorities;
    }

    /// <exception cref="ObshellInputException">
    /// The hashtable contains a tenant that the plan does not contain. Without this error, a tenant whose name is mistyped here would be
    /// restored last.
    /// </exception>
    public static void Check(Dictionary<string, int> priorities, IEnumerable<string> tenants)
    {
        string[] strange = [.. priorities.Keys.Except(tenants).OrderBy(n => n, StringComparer.Ordinal)];
        if (strange.Length > 0)
        {
            throw new ObshellInputException(new InputFault(
                ErrorId, Parameter, RecoveryPlanTexts.FormatPriorityTenantsUnknown(Listing.Of(strange.Select(n => "'" + TextFault.Quote(n) + "'")))));
        }
    }
}
