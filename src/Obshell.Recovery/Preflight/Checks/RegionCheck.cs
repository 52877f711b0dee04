using Obshell.Client.Errors;
using Obshell.Client.Restores.Requests;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>Rows 12 and 13 of PROTOCOL 4.3. RANDOM means every zone, READONLY ones too, so it never fits several regions (trap 36).</summary>
internal sealed class RegionCheck : ZoneCheck
{
    /// <summary>Name of the finding about the zones of first priority.</summary>
    public const string PriorityName = "PrimaryZoneRegion";

    /// <summary>Name of the finding about their replicas.</summary>
    public const string ReplicaName = "PrimaryRegionReplicas";

    public RegionCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    protected override void JudgeZones()
    {
        const string Parameter = "PrimaryZone";
        string[] hangsOn = [Parameter, "ZoneList"];
        if (Cluster.Zones.Value is null)
        {
            AddUnread(PriorityName, Cluster.Zones.Fault!, Parameter);
            AddUnread(ReplicaName, Cluster.Zones.Fault!, Parameter);
            return;
        }

        string? primary = Open.Has(Parameter) ? null : PrimaryZone.Normalize(Request.PrimaryZone, Request.ZoneList, out _);
        if (primary is null)
        {
            AddPassedExcept(PriorityName, "", ["the primary zone"], Parameter);
            AddPassedExcept(ReplicaName, "", ["the primary zone"], Parameter);
            return;
        }

        RegionPlan plan = new(Request.ZoneList, primary, RegionOf);
        if (plan.FirstRegions.Count > 1)
        {
            Add(
                PriorityName, PreflightVerdict.Failed,
                $"{(primary == PrimaryZone.Random ? "RANDOM means all zones, and these" : "The zones of first priority")} lie in the regions {Names(plan.FirstRegions)}.",
                ErrorCodes.PrimaryZoneCrossRegion, "Name -PrimaryZone with zones of one region first, such as 'zone1,zone2;zone3'.", Parameter);
            AddPassedExcept(ReplicaName, "", ["the primary zone"], Parameter);
            return;
        }

        string first = plan.FirstRegions.Count == 0 ? "" : Quote(plan.FirstRegions[0]);
        AddPassedExcept(PriorityName, first.Length == 0 ? "" : $"The zones of first priority lie in {first}.", plan.FirstWithoutRegion, Parameter, hangsOn);
        if (first.Length == 0 || plan.FirstWithoutRegion.Count > 0)
        {
            AddPassedExcept(ReplicaName, "", plan.FirstWithoutRegion, Parameter);
        }
        else if (plan.FullAtLeast >= 2)
        {
            AddPassed(ReplicaName, plan.Regions.Count == 1 && plan.InDoubt.Count == 0 ? "All zones lie in one region." : $"{first} holds {plan.FullAtLeast} FULL replicas.", Parameter, hangsOn);
        }
        else if (plan.Regions.Count > 1 && plan.FullAtMost < 2)
        {
            Add(
                ReplicaName, PreflightVerdict.Failed,
                $"The zones lie in {plan.Regions.Count} regions, and {first}, that of first priority, holds {plan.FullAtMost} FULL replica(s).",
                ErrorCodes.PrimaryRegionFullReplicaNotEnough, "Give that region at least two FULL replicas.", Parameter);
        }
        else
        {
            AddPassedExcept(ReplicaName, plan.InDoubt.Count == 0 ? "All zones lie in one region." : "", plan.InDoubt, Parameter, hangsOn);
        }
    }
}
