namespace Obshell.Simulator;

/// <summary>Rules 5 to 13 of PROTOCOL 4.3, in this order. The first failure ends the check. The errors have <c>"data":null</c>.</summary>
internal static class RestoreValidation
{
    public static void Check(RestoreRequest request, Database database)
    {
        if (request.ZoneList.Count == 0)
            throw Fault(ErrorCodes.ZoneListEmpty.With());
        if (request.Timestamp is not null && request.HasScn)
            throw Fault(ErrorCodes.IllegalArgument.With("timestamp or scn", "cannot be set at the same time"));
        if (request.EffectiveScore is < 0 or > 100)
            throw Fault(ErrorCodes.IllegalArgument.With("ha_high_thread_score", "should be in [0, 100]"));
        CheckShape(request.ZoneList);
        CheckExistence(request.ZoneList, database);
        if (!request.ZoneList.Any(z => z.ReplicaType == "FULL"))
        {
            // The agent inserts this sentence instead of the tenant's name (PROTOCOL 4.3, row 10).
            throw Fault(ErrorCodes.NoPaxosReplica.With("At least one zone should be full replica"));
        }
        CheckPrimaryZone(request, database);
    }

    private static void CheckShape(IReadOnlyList<RestoreZone> zones)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var zone in zones)
        {
            if (!seen.Add(zone.Name))
                throw Fault(ErrorCodes.ZoneRepeated.With(zone.Name));
            if (zone.UnitConfig.Length == 0)
                throw Fault(ErrorCodes.UnitConfigNameEmpty.With());
            if (zone.ReplicaType is not ("FULL" or "READONLY"))
                throw Fault(ErrorCodes.ReplicaInvalidType.With(zone.ReplicaType));
            if (zone.UnitNum <= 0)
                throw Fault(ErrorCodes.UnitNumInvalid.With(zone.UnitNum, "unit num should be positive"));
            if (zone.UnitNum != zones[0].UnitNum)
                throw Fault(ErrorCodes.UnitNumInconsistent.With());
        }
    }

    private static void CheckExistence(IReadOnlyList<RestoreZone> zones, Database database)
    {
        foreach (var zone in zones)
        {
            var found = database.Zones.Find(z => z.Name == zone.Name) ?? throw Fault(ErrorCodes.ZoneNotExist.With(zone.Name));
            if (!database.UnitConfigs.Exists(u => u.Name == zone.UnitConfig))
                throw Fault(ErrorCodes.UnitConfigNotExist.With(zone.UnitConfig));
            if (zone.UnitNum > found.Servers.Count)
                throw Fault(ErrorCodes.UnitNumExceedsLimit.With(zone.UnitNum, found.Servers.Count, zone.Name));
        }
    }

    private static void CheckPrimaryZone(RestoreRequest request, Database database)
    {
        var primary = request.EffectivePrimaryZone;
        List<string> first;
        if (primary == "RANDOM")
            first = [.. request.ZoneList.Select(z => z.Name)];
        else
        {
            first = [.. primary.Split(';')[0].Split(',')];
            var seen = new HashSet<string>(StringComparer.Ordinal);
            // Blanks are not removed: in "zone1, zone2" the second zone is " zone2".
            foreach (var part in primary.Split(';').SelectMany(p => p.Split(',')))
            {
                if (!request.ZoneList.Any(z => z.Name == part))
                    throw Fault(ErrorCodes.PrimaryZoneInvalid.With(primary, $"zone '{part}' is not in zone list"));
                if (!seen.Add(part))
                    throw Fault(ErrorCodes.PrimaryZoneInvalid.With(primary, $"zone '{part}' is repeated"));
            }
        }
        string RegionOf(string zone) => database.Zones.Find(z => z.Name == zone)!.Region;
        var regions = first.Select(RegionOf).Distinct(StringComparer.Ordinal).ToList();
        if (regions.Count > 1)
            throw Fault(ErrorCodes.PrimaryZoneCrossRegion.With(primary));
        if (request.ZoneList.Select(z => RegionOf(z.Name)).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            var full = request.ZoneList.Count(z => z.ReplicaType == "FULL" && RegionOf(z.Name) == regions[0]);
            if (full < 2)
                throw Fault(ErrorCodes.PrimaryRegionFullReplicaNotEnough.With(regions[0], full));
        }
    }

    private static AgentException Fault(AgentError error) => new(error, nullData: true);
}
