using System;
using System.Collections.Generic;
using System.Linq;
using Obshell.Client;
using Obshell.Client.Wire;

namespace ObshellPS.Binding;

/// <summary>Zones in every form people have them: objects, hashtables, JSON, and text for a CSV column.</summary>
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

    /// <summary>A list of zones, or the text form <c>zone:unit:num[:FULL|READONLY]</c> joined by <c>;</c>. Null when not given.</summary>
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
                    AddIfRead(FromText(part, parameter, faults), zones);
                }
            }
            else
            {
                AddIfRead(ReadOne(item, parameter, faults), zones);
            }
        }

        return zones;
    }

    /// <returns>Null, with a fault, for what is no zone. One bad zone spoils the restore: never one with fewer zones.</returns>
    public static ZoneParam? ReadOne(object? item, string parameter, FaultList faults)
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

        faults.Add("InvalidZone", parameter, $"{(item is null ? "$null" : "An object of type " + PropertyBag.Unwrap(item)!.GetType().Name)} is no zone. Make zones with New-ObZoneParam.");
        return null;
    }

    /// <summary>A zone from named values, with defaults for those that it does not name.</summary>
    public static ZoneParam? FromBag(IEnumerable<KeyValuePair<string, object?>> bag, string parameter, FaultList faults, ZoneParam? defaults = null)
    {
        var zone = new ZoneParam
        {
            UnitConfigName = defaults?.UnitConfigName ?? "",
            UnitNum = defaults?.UnitNum ?? 0,
            ReplicaType = defaults?.ReplicaType ?? ReplicaType.FULL,
        };
        var found = new FaultList();
        bool hasUnitNum = zone.UnitNum != 0;
        foreach (KeyValuePair<string, object?> entry in bag)
        {
            if (!Keys.TryGetValue(entry.Key, out string? key))
            {
                found.Add("UnknownKey", entry.Key, $"A zone has no '{TextFault.Quote(entry.Key)}'. It has Name, UnitConfigName, UnitNum and ReplicaType.");
                continue;
            }

            if (InputValue.IsBlank(entry.Value))
            {
                continue;
            }

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
        }

        if (!hasUnitNum)
        {
            found.Add("MissingParameter", nameof(ZoneParam.UnitNum), "The number of units is missing.", ErrorCodes.UnitNumInvalid);
        }

        // Which zone, and which of its properties: the list may be long.
        foreach (InputFault fault in found.All)
        {
            faults.Add(fault.ErrorId, parameter, $"Zone '{TextFault.Quote(zone.Name)}', {fault.Parameter}: {fault.Message}", fault.AgentErrorCode);
        }

        return found.IsEmpty ? zone : null;
    }

    private static ZoneParam? FromText(string text, string parameter, FaultList faults)
    {
        string[] parts = [.. text.Split(':').Select(p => p.Trim())];
        int? number = parts.Length is 3 or 4 && int.TryParse(
            parts[2], System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out int read) ? read : null;
        ReplicaType? type = parts.Length == 4 ? ReplicaTypes.Parse(parts[3]) : ReplicaType.FULL;
        if (number is null || type is null)
        {
            faults.Add(
                "InvalidZone", parameter,
                $"'{TextFault.Quote(text)}' is no zone. As text a zone is written zone:unit:num or zone:unit:num:READONLY, several joined by ';'. Otherwise make zones with New-ObZoneParam.");
            return null;
        }

        return new ZoneParam(parts[0], parts[1], number.Value) { ReplicaType = type.Value };
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

        faults.Add("InvalidReplicaType", parameter, $"'{TextFault.Quote(text ?? "")}' is neither FULL nor READONLY.", ErrorCodes.ReplicaInvalidType);
        return ReplicaType.FULL;
    }

    private static void AddIfRead(ZoneParam? zone, List<ZoneParam> zones)
    {
        if (zone is not null)
        {
            zones.Add(zone);
        }
    }
}
