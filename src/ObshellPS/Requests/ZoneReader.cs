using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Errors;
using Obshell.Client.Restores.Requests;
using ObshellPS.Binding;
using ObshellPS.Objects;

namespace ObshellPS.Requests;

/// <summary>Reads zones in every form that users have: objects, hashtables, JSON, and text for a CSV column.</summary>
internal static class ZoneReader
{
    private static readonly Dictionary<string, string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["name"] = "Name",
        ["replica_type"] = "ReplicaType",
        ["ReplicaType"] = "ReplicaType",
        ["unit_config_name"] = "UnitConfigName",
        ["UnitConfigName"] = "UnitConfigName",
        ["unit_num"] = "UnitNum",
        ["UnitNum"] = "UnitNum",
    };

    public static bool IsKey(string name) => Keys.ContainsKey(name);

    /// <summary>
    /// Reads a list of zones, or text such as <c>zone:unit:num[:FULL|READONLY]</c>, joined by <c>;</c>. Null when no zones are given.
    /// </summary>
    public static List<ZoneParam>? ReadList(object? value, string parameter, FaultList faults)
    {
        if (InputValue.IsBlank(value))
        {
            return null;
        }

        var zones = new List<ZoneParam>();
        foreach (object? item in InputValue.Each(value))
        {
            if (PropertyBag.Unwrap(item) is string text)
            {
                foreach (string part in text.Split(';'))
                {
                    zones.Add(FromText(part, parameter, faults));
                }
            }
            else
            {
                zones.Add(ReadOne(item, parameter, faults));
            }
        }

        return zones;
    }

    /// <returns>
    /// The zone with the values that could be read. A value that could not be read becomes a fault, and is marked in the zone. A restore
    /// then does not start, because it must not run with fewer zones. A preflight continues with the other zones.
    /// </returns>
    public static ZoneParam ReadOne(object? item, string parameter, FaultList faults)
    {
        switch (PropertyBag.Unwrap(item))
        {
            case ZoneParam zone:
                return zone;
            case string text:
                return FromText(text, parameter, faults);
        }

        if (PropertyBag.Open(item) is { } bag)
        {
            return FromBag(bag, parameter, faults);
        }

        faults.Add("InvalidZone", parameter, item is null ? RestoreRequestTexts.ZoneNull
            : PropertyBag.Unwrap(item) is ObZone known ? RestoreRequestTexts.FormatZoneOfCluster(TextFault.Quote(known.Name))
            : RestoreRequestTexts.FormatZoneType(PropertyBag.Unwrap(item)!.GetType().Name));
        return new ZoneParam().MarkUnread(ZoneParts.All);
    }

    /// <summary>Makes a zone from named values, with defaults for values that are not given.</summary>
    public static ZoneParam FromBag(IEnumerable<KeyValuePair<string, object?>> bag, string parameter, FaultList faults, ZoneParam? defaults = null)
    {
        var zone = new ZoneParam
        {
            UnitConfigName = defaults?.UnitConfigName ?? "",
            UnitNum = defaults?.UnitNum ?? 0,
            ReplicaType = defaults?.ReplicaType ?? ReplicaType.FULL,
        };
        var found = new FaultList();
        bool hasUnitNum = zone.UnitNum != 0;
        bool hasUnknownKey = false;
        ZoneParts given = ZoneParts.None;
        foreach (KeyValuePair<string, object?> entry in bag)
        {
            if (!Keys.TryGetValue(entry.Key, out string? key))
            {
                found.Add("UnknownKey", entry.Key, RestoreRequestTexts.FormatZoneKeyUnknown(TextFault.Quote(entry.Key), Listing.And(["Name", "UnitConfigName", "UnitNum", "ReplicaType"])));
                hasUnknownKey = true;
                continue;
            }

            if (InputValue.IsBlank(entry.Value))
            {
                continue;
            }

            int before = found.All.Count;
            ZoneParts part = (ZoneParts)Enum.Parse(typeof(ZoneParts), key);
            given |= part;
            switch (key)
            {
                case nameof(ZoneParam.Name):
                    zone.Name = InputValue.Text(entry.Value, key, found) ?? "";
                    break;
                case nameof(ZoneParam.UnitConfigName):
                    zone.UnitConfigName = InputValue.Text(entry.Value, key, found) ?? "";
                    break;
                case nameof(ZoneParam.UnitNum):
                    zone.UnitNum = InputValue.Int32(entry.Value, key, found) ?? 0;
                    hasUnitNum = true;
                    break;
                default:
                    zone.ReplicaType = Replica(entry.Value, key, found);
                    break;
            }

            if (found.All.Count > before)
            {
                zone.MarkUnread(part);
            }
        }

        if (hasUnknownKey)
        {
            // The unknown key may be a mistyped property. So mark every property that is not given as not read.
            zone.MarkUnread(ZoneParts.All & ~given);
        }

        if (!hasUnitNum)
        {
            found.Add("MissingParameter", nameof(ZoneParam.UnitNum), RestoreRequestTexts.UnitNumMissing, ErrorCodes.UnitNumInvalid);
            zone.MarkUnread(ZoneParts.UnitNum);
        }

        // The list of zones may be long, so each fault names its zone and property.
        foreach (InputFault fault in found.All)
        {
            faults.Add(fault.ErrorId, parameter, RestoreRequestTexts.FormatZoneFault(TextFault.Quote(zone.Name), fault.Parameter, fault.Message), fault.AgentErrorCode);
        }

        return zone;
    }

    /// <summary>True if a piped text is a zone. Any other text may be a line of a file, and no error repeats such text.</summary>
    public static bool IsText(string text)
    {
        var faults = new FaultList();
        FromText(text, "", faults);
        return faults.IsEmpty;
    }

    private static ZoneParam FromText(string text, string parameter, FaultList faults)
    {
        string[] parts = [.. text.Split(':').Select(p => p.Trim())];
        int? number = parts.Length is 3 or 4 && int.TryParse(
            parts[2], System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out int read) ? read : null;
        ReplicaType? type = parts.Length == 4 ? ReplicaTypes.Parse(parts[3]) : ReplicaType.FULL;
        if (number is null || type is null)
        {
            faults.Add(
                "InvalidZone", parameter,
                RestoreRequestTexts.FormatZoneText(TextFault.Quote(text)),
                parts.Length == 4 && number is not null ? ErrorCodes.ReplicaInvalidType : "");
            if (parts.Length is not (3 or 4))
            {
                return new ZoneParam().MarkUnread(ZoneParts.All);
            }
        }

        return new ZoneParam(parts[0], parts[1], number ?? 0) { ReplicaType = type ?? ReplicaType.FULL }
            .MarkUnread((number is null ? ZoneParts.UnitNum : ZoneParts.None) | (type is null ? ZoneParts.ReplicaType : ZoneParts.None));
    }

    private static ReplicaType Replica(object? value, string parameter, FaultList faults)
    {
        if (PropertyBag.Unwrap(value) is ReplicaType given)
        {
            return given;
        }

        string? text = InputValue.Text(value, parameter, faults);
        if (text is not null && ReplicaTypes.Parse(text) is { } parsed)
        {
            return parsed;
        }

        faults.Add("InvalidReplicaType", parameter, RestoreRequestTexts.FormatReplicaType(TextFault.Quote(text ?? "")), ErrorCodes.ReplicaInvalidType);
        return ReplicaType.FULL;
    }
}
