using Obshell.Client.Errors;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks.Room;

/// <summary>Row 9 of PROTOCOL 4.3, third part: a server for each unit. Every server counts, whatever its status.</summary>
internal sealed class UnitNumberCheck : ZoneCheck
{
    /// <summary>Name of the finding.</summary>
    public const string Name = "UnitNumbers";

    public UnitNumberCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    protected override void JudgeZones()
    {
        const string Parameter = "ZoneList";
        if (Cluster.Zones.Value is null)
        {
            AddUnread(Name, Cluster.Zones.Fault!, Parameter);
            return;
        }

        var known = Request.ZoneList.Where(HasUnitNum).Select(z => (Param: z, Zone: ZoneOf(z))).Where(z => z.Zone is not null).ToArray();
        string[] exceeding = [.. known.Where(z => z.Param.UnitNum > z.Zone!.ServerCount).Select(z => $"{Quote(z.Param.Name)} has {z.Zone!.ServerCount} server(s) for {z.Param.UnitNum} units.")];
        string[] untold = [.. known.Where(z => z.Zone!.ServerCount is null).Select(z => z.Param.Name)];
        if (exceeding.Length > 0)
        {
            Add(
                Name, PreflightVerdict.Failed, string.Join(" ", exceeding), ErrorCodes.UnitNumExceedsLimit,
                "Use a unit number no greater than the servers of the smallest zone.", Parameter);
        }
        else if (untold.Length > 0)
        {
            Add(Name, PreflightVerdict.Unknown, $"The agent lists no servers of {Names(untold)}.", "", "Count the servers of these zones.", Parameter);
        }
        else
        {
            string[] rest = [.. Request.ZoneList.Where(z => !HasUnitNum(z) || ZoneOf(z) is null).Select(Label).Distinct(StringComparer.Ordinal)];
            string sound = rest.Length == 0 ? "Every zone has a server for each unit."
                : known.Length == 0 ? "" : $"{Names(known.Select(z => z.Param.Name))}: a server for each unit.";
            AddPassedExcept(Name, sound, rest, Parameter, Parameter);
        }
    }
}
