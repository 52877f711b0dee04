using Obshell.Client.Errors;
using Obshell.Client.Restores.Requests;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>
/// Rows 12 and 13 of PROTOCOL 4.3: regions of the primary zone. RANDOM means every zone, including READONLY zones, so it is not valid for
/// several regions (trap 36).
/// </summary>
internal sealed class RegionCheck : ZoneCheck
{
    /// <summary>Name of the finding about the zones with the highest priority.</summary>
    public const string PriorityName = "PrimaryZoneRegion";

    /// <summary>Name of the finding about the replicas in the region with the highest priority.</summary>
    public const string ReplicaName = "PrimaryRegionReplicas";

    public RegionCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    protected override void JudgeZones()
    {
        const string Parameter = "PrimaryZone";
        string[] dependsOn = [Parameter, "ZoneList"];
        if (Cluster.Zones.Value is null)
        {
            AddUnread(PriorityName, Cluster.Zones.Fault!, Parameter);
            AddUnread(ReplicaName, Cluster.Zones.Fault!, Parameter);
            return;
        }

        string? primary = Open.Has(Parameter) ? null : PrimaryZone.Normalize(Request.PrimaryZone, Request.ZoneList, out _);
        if (primary is null)
        {
            AddPassedExcept(PriorityName, "", [PreflightTexts.PartPrimaryZone], Parameter);
            AddPassedExcept(ReplicaName, "", [PreflightTexts.PartPrimaryZone], Parameter);
            return;
        }

        RegionPlan plan = new(Request.ZoneList, primary, RegionOf);
        if (plan.FirstRegions.Count > 1)
        {
            Add(
                PriorityName, PreflightVerdict.Failed,
                primary == PrimaryZone.Random ? PreflightTexts.FormatRegionsOfRandom(Names(plan.FirstRegions)) : PreflightTexts.FormatRegionsOfFirst(Names(plan.FirstRegions)),
                ErrorCodes.PrimaryZoneCrossRegion, PreflightTexts.AdvicePrimaryZoneRegion, Parameter);
            AddPassedExcept(ReplicaName, "", [PreflightTexts.PartPrimaryZone], Parameter);
            return;
        }

        string first = plan.FirstRegions.Count == 0 ? "" : Quote(plan.FirstRegions[0]);
        AddPassedExcept(PriorityName, first.Length == 0 ? "" : PreflightTexts.FormatRegionOfFirst(first), plan.FirstWithoutRegion, Parameter, dependsOn);
        if (first.Length == 0 || plan.FirstWithoutRegion.Count > 0)
        {
            AddPassedExcept(ReplicaName, "", plan.FirstWithoutRegion, Parameter);
        }
        else if (plan.FullAtLeast >= 2)
        {
            AddPassed(ReplicaName, plan.Regions.Count == 1 && plan.InDoubt.Count == 0 ? PreflightTexts.RegionSingle : PreflightTexts.FormatRegionFullReplicas(first, plan.FullAtLeast), Parameter, dependsOn);
        }
        else if (plan.Regions.Count > 1 && plan.FullAtMost < 2)
        {
            Add(
                ReplicaName, PreflightVerdict.Failed,
                plan.FullAtMost == 0 ? PreflightTexts.FormatRegionWithoutFull(plan.Regions.Count, first) : PreflightTexts.FormatRegionWithOneFull(plan.Regions.Count, first),
                ErrorCodes.PrimaryRegionFullReplicaNotEnough, PreflightTexts.AdviceFullReplicas, Parameter);
        }
        else
        {
            AddPassedExcept(ReplicaName, plan.InDoubt.Count == 0 ? PreflightTexts.RegionSingle : "", plan.InDoubt, Parameter, dependsOn);
        }
    }
}
