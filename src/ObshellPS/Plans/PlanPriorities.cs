using System.Collections;
using Obshell.Client;
using ObshellPS.Binding;
using ObshellPS.Objects;

namespace ObshellPS.Plans;

/// <summary>Reads <c>-Priority</c>: a hashtable from tenant to number.</summary>
internal static class PlanPriorities
{
    private const string ErrorId = "InvalidPriority";
    private const string Parameter = "Priority";

    /// <exception cref="ObshellInputException">A value is no number from 1.</exception>
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
                faults.Add(ErrorId, Parameter, $"The value for '{TextFault.Quote(tenant)}' is not an integer from 1. 1 comes first: @{{ orders = 1 }}.");
            }
        }

        faults.ThrowIfAny();
        return priorities;
    }

    /// <exception cref="ObshellInputException">It names a tenant that is not there: a mistyped name would silently come last.</exception>
    public static void Check(Dictionary<string, int> priorities, IEnumerable<string> tenants)
    {
        string[] strange = [.. priorities.Keys.Except(tenants).OrderBy(n => n, StringComparer.Ordinal)];
        if (strange.Length > 0)
        {
            throw new ObshellInputException(new InputFault(
                ErrorId, Parameter, $"It names {string.Join(", ", strange.Select(n => $"'{TextFault.Quote(n)}'"))}, which the plan does not have. Names are compared with case. Correct them, or leave them out."));
        }
    }
}
