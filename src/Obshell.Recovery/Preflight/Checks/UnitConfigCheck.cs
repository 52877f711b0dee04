using System;
using System.Linq;
using Obshell.Client.Errors;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>Row 9 of PROTOCOL 4.3, second part: the unit configs exist.</summary>
internal sealed class UnitConfigCheck : ZoneCheck
{
    /// <summary>Name of the finding.</summary>
    public const string Name = "UnitConfigsExist";

    public UnitConfigCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    protected override void JudgeZones()
    {
        const string Parameter = "ZoneList";
        if (Cluster.Units.Value is not { } units)
        {
            AddUnread(Name, Cluster.Units.Fault!, Parameter);
            return;
        }

        string[] wanted = [.. Request.ZoneList.Where(HasUnitConfig).Select(z => z.UnitConfigName).Distinct(StringComparer.Ordinal)];
        string[] missing = [.. wanted.Where(n => units.All(u => u.Name != n))];
        if (missing.Length > 0)
        {
            Add(
                Name, PreflightVerdict.Failed,
                $"There is no unit config {Names(missing)}. There are {Names(units.Select(u => u.Name))}.", ErrorCodes.UnitConfigNotExist,
                "Correct the name, or make it with New-ObUnitConfig.", Parameter);
        }
        else
        {
            string found = wanted.Length == 0 ? "" : $"{Names(wanted)}.";
            AddPassedExcept(Name, found, [.. Request.ZoneList.Where(z => !HasUnitConfig(z)).Select(z => "the unit config of " + Label(z))], Parameter, Parameter);
        }
    }
}
