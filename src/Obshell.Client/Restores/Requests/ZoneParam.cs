using System.Globalization;
using Obshell.Client.Display;
using Obshell.Client.Restores.Requests;

namespace Obshell.Client;

/// <summary>
/// Resources and replica of the restored tenant on one zone (the page's <c>ZoneParam</c>). It can hold any values; a restore checks them
/// all before it sends anything.
/// </summary>
public sealed class ZoneParam
{
    /// <summary>An empty one, for <c>[Obshell.Client.ZoneParam]@{ Name = 'zone1'; ... }</c>.</summary>
    public ZoneParam()
    {
    }

    /// <summary>A full-featured replica.</summary>
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

    /// <summary>Units on the zone; the same in all zones of a tenant, and at least 1.</summary>
    public int UnitNum { get; set; }

    /// <summary>
    /// The parts that were given but could not be read. Each of them has a value here that the user did not mean. Such a zone is never
    /// sent.
    /// </summary>
    internal ZoneParts Unread { get; set; }

    /// <summary>Notes that a part was given but could not be read. Such a zone is never sent.</summary>
    /// <returns>The zone itself.</returns>
    public ZoneParam MarkUnread(ZoneParts parts)
    {
        Unread |= parts;
        return this;
    }

    /// <summary>Whether a part was given but could not be read, and so has a value that the user did not mean.</summary>
    public bool IsUnread(ZoneParts part) => Unread.HasFlag(part);

    /// <summary><c>zone:unit:num:FULL</c>, the form that a CSV column takes.</summary>
    public override string ToString() =>
        VisibleText.OneLine(Name + ":" + UnitConfigName + ":" + UnitNum.ToString(CultureInfo.InvariantCulture) + ":" + ReplicaType.ToWire());
}
