using Obshell.Client.Display;
using Obshell.Client.Errors;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks.Room;

/// <summary>Row 9 of PROTOCOL 4.3, third part: each zone has a server for each unit. Servers with any status are counted.</summary>
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
        string[] exceeding = [.. known.Where(z => z.Param.UnitNum > z.Zone!.ServerCount).Select(z => z.Zone!.ServerCount == 1
            ? PreflightTexts.FormatServerForUnits(Quote(z.Param.Name), z.Param.UnitNum)
            : PreflightTexts.FormatServersForUnits(Quote(z.Param.Name), z.Zone.ServerCount, z.Param.UnitNum))];
        string[] unlisted = [.. known.Where(z => z.Zone!.ServerCount is null).Select(z => z.Param.Name)];
        if (exceeding.Length > 0)
        {
            Add(
                Name, PreflightVerdict.Failed, Listing.Sentences(exceeding), ErrorCodes.UnitNumExceedsLimit,
                PreflightTexts.AdviceUnitNumber, Parameter);
        }
        else if (unlisted.Length > 0)
        {
            Add(Name, PreflightVerdict.Unknown, PreflightTexts.FormatServersNotListed(Names(unlisted)), "", PreflightTexts.AdviceServersNotListed, Parameter);
        }
        else
        {
            string[] rest = [.. Request.ZoneList.Where(z => !HasUnitNum(z) || ZoneOf(z) is null).Select(Label).Distinct(StringComparer.Ordinal)];
            string sound = rest.Length == 0 ? PreflightTexts.UnitNumbersFit
                : known.Length == 0 ? "" : PreflightTexts.FormatUnitNumbersFitIn(Names(known.Select(z => z.Param.Name)));
            AddPassedExcept(Name, sound, rest, Parameter, Parameter);
        }
    }
}
