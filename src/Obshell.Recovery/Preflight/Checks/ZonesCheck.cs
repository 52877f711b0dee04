using Obshell.Client;
using Obshell.Client.Errors;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>Row 9 of PROTOCOL 4.3, first part: the zones exist.</summary>
internal sealed class ZonesCheck : ZoneCheck
{
    /// <summary>Name of the finding.</summary>
    public const string Name = "ZonesExist";

    /// <summary>Name of the finding about zones that exist and do not run.</summary>
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
                $"The cluster has no {Names(missing)}. It has {Names(zones.Select(z => z.Name))}.", ErrorCodes.ZoneNotExist,
                "Correct the names (they are case-sensitive); Get-ObZone lists them.", Parameter);
        }

        if (stopped.Length > 0)
        {
            Add(
                missing.Length > 0 ? Running : Name, PreflightVerdict.Warning,
                string.Join(" ", stopped.Select(z => $"{Quote(z.Name)} is {(z.Status.Length == 0 ? "of unknown status" : Quote(z.Status))}.")), "",
                "Start these zones before the restore.", Parameter);
        }

        if (missing.Length == 0 && stopped.Length == 0)
        {
            string running = wanted.Length == 0 ? "" : $"{Names(wanted)}: running.";
            AddPassedExcept(Name, running, nameless == 0 ? [] : [Nameless(nameless)], Parameter, Parameter);
        }
    }
}
