using System.Management.Automation;
using System.Management.Automation.Language;
using Obshell.Client;
using Obshell.Client.Display;
using ObshellPS.Completion;

namespace ObshellPS.Plans;

/// <summary>
/// Offers a whole map: each zone (or unit config) of the plan with a zone (or unit config) of the cluster. PowerShell calls no completer
/// inside <c>@{ }</c>, so the user gets a complete map and edits it.
/// </summary>
internal sealed class PlanMapCompleter : ClusterCompleter
{
    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        if (word.Length > 0)
        {
            return [];
        }

        bool isZones = Parameter.Equals("ZoneMap", StringComparison.OrdinalIgnoreCase);
        Task<string[]> asked = isZones ? cache.Zones() : cache.UnitConfigs();
        ZoneParam[] planned = [.. PlanTenantCompleter.EntriesOf(Bound).SelectMany(e => e.ZoneList)];
        string[] ofPlan = [.. planned.Select(z => isZones ? z.Name : z.UnitConfigName).Distinct(StringComparer.Ordinal).OrderBy(n => n, StringComparer.OrdinalIgnoreCase)];
        NameCache.Await(asked);
        string[] ofCluster = [.. NameCache.Have(asked).OrderBy(n => n, StringComparer.OrdinalIgnoreCase)];
        if (ofPlan.Length == 0 || ofCluster.Length == 0 || !ofPlan.Concat(ofCluster).All(CommandArgument.CanBeShown))
        {
            return [];
        }

        // Two zones of the plan cannot use the same zone of the cluster. Two unit configs can use the same unit config.
        var free = new Queue<string>(ofCluster.Except(ofPlan, StringComparer.Ordinal));
        string ValueFor(string name) => ofCluster.Contains(name) ? name : free.Count > 0 ? free.Dequeue() : isZones ? "" : ofCluster[0];
        string map = "@{ " + string.Join("; ", ofPlan.Select(n => $"{Quoted(n)} = {Quoted(ValueFor(n))}")) + " }";
        return [new CompletionResult(map, map, CompletionResultType.ParameterValue, CompletionTexts.PlanMap)];
    }

    private static string Quoted(string name) => "'" + CodeGeneration.EscapeSingleQuotedStringContent(name) + "'";
}
