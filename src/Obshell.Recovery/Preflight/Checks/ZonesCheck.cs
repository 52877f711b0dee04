using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Errors;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>Row 9 of PROTOCOL 4.3, first part: the zones exist.</summary>
internal sealed class ZonesCheck : ZoneCheck
{
    /// <summary>Name of the finding.</summary>
    public const string Name = "ZonesExist";

    /// <summary>Name of the finding about zones that exist but are not running.</summary>
    public const string Running = "ZonesRunning";

    public ZonesCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    protected override void JudgeZones()
    {
        const string Parameter = "ZoneList";
        if (Cluster.Zones.Value is not { } zones)
        {
            AddUnread(Name, Cluster.Zones.Fault!, Parameter);
            return;
        }

        string[] wanted = [.. Request.ZoneList.Where(HasName).Select(z => z.Name).Distinct(StringComparer.Ordinal)];
        int nameless = Request.ZoneList.Count(z => !HasName(z));
        string[] missing = [.. wanted.Where(n => Find(n) is null)];
        ObZone[] stopped = [.. wanted.Select(Find).OfType<ObZone>().Where(z => z.Status != "RUNNING")];
        if (missing.Length > 0)
        {
            Add(
                Name, PreflightVerdict.Failed,
                missing.Length == 1
                    ? PreflightTexts.FormatZoneMissing(Names(missing), Names(zones.Select(z => z.Name)))
                    : PreflightTexts.FormatZonesMissing(Names(missing), Names(zones.Select(z => z.Name))),
                ErrorCodes.ZoneNotExist, PreflightTexts.AdviceZonesMissing, Parameter);
        }

        if (stopped.Length > 0)
        {
            Add(
                missing.Length > 0 ? Running : Name, PreflightVerdict.Warning,
                Listing.Sentences(stopped.Select(z => z.Status.Length == 0 ? PreflightTexts.FormatZoneStatusUnknown(Quote(z.Name)) : PreflightTexts.FormatZoneStatus(Quote(z.Name), Quote(z.Status)))), "",
                PreflightTexts.AdviceZonesStart, Parameter);
        }

        if (missing.Length == 0 && stopped.Length == 0)
        {
            string running = wanted.Length == 0 ? "" : PreflightTexts.FormatZonesRunning(Names(wanted));
            AddPassedExcept(Name, running, nameless == 0 ? [] : [Nameless(nameless)], Parameter, Parameter);
        }
    }
}
