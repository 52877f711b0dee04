using System.Globalization;
using Obshell.Client.Display;
using Obshell.Client.Restores.Requests;

namespace Obshell.Client;

/// <summary>
/// Resources and replica type of the restored tenant in one zone (<c>ZoneParam</c> in the API documentation). The properties accept any
/// value. A restore checks all values before it sends anything.
/// </summary>
public sealed class ZoneParam
{
    /// <summary>An empty object, for <c>[Obshell.Client.ZoneParam]@{ Name = 'zone1'; ... }</c>.</summary>
    public ZoneParam()
    {
    }

    /// <summary>A zone with a FULL replica.</summary>
    public ZoneParam(string name, string unitConfigName, int unitNum)
    {
        Name = name;
        UnitConfigName = unitConfigName;
        UnitNum = unitNum;
    }

    /// <summary>Name of the zone, e.g. <c>zone1</c>.</summary>
    public string Name { get; set => field = value ?? ""; } = "";

    /// <summary>FULL (default) or READONLY.</summary>
    public ReplicaType ReplicaType { get; set; } = ReplicaType.FULL;

    /// <summary>Name of the unit config, e.g. <c>s1</c>.</summary>
    public string UnitConfigName { get; set => field = value ?? ""; } = "";

    /// <summary>Number of units in the zone: at least 1, and the same in all zones of a tenant.</summary>
    public int UnitNum { get; set; }

    /// <summary>
    /// The parts that were given but could not be read. The properties of these parts do not have the value that the user meant, so such a
    /// zone is never sent.
    /// </summary>
    internal ZoneParts Unread { get; set; }

    /// <summary>Marks parts that were given but could not be read. Such a zone is never sent.</summary>
    /// <returns>The zone itself.</returns>
    public ZoneParam MarkUnread(ZoneParts parts)
    {
        Unread |= parts;
        return this;
    }

    /// <summary>
    /// Whether a part was given but could not be read. If so, the property of this part does not have the value that the user meant.
    /// </summary>
    public bool IsUnread(ZoneParts part) => Unread.HasFlag(part);

    /// <summary><c>zone:unit:num:FULL</c>, the form of a CSV column.</summary>
    public override string ToString() =>
        VisibleText.OneLine(Name + ":" + UnitConfigName + ":" + UnitNum.ToString(CultureInfo.InvariantCulture) + ":" + ReplicaType.ToWire());
}
