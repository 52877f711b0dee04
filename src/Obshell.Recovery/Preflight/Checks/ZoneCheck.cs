using Obshell.Client;
using Obshell.Client.Restores.Requests;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>The base of the checks of the requested zones.</summary>
internal abstract class ZoneCheck : PreflightCheck
{
    protected ZoneCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    /// <summary>Judges the zones. A missing zone list is reported by another check.</summary>
    public sealed override void Judge()
    {
        if (Request.ZoneList.Count > 0)
        {
            JudgeZones();
        }
    }

    protected abstract void JudgeZones();

    protected ObZone? Find(string name) => Cluster.Zones.Value?.FirstOrDefault(z => z.Name == name);

    protected ObZone? ZoneOf(ZoneParam param) => HasName(param) ? Find(param.Name) : null;

    protected string RegionOf(ZoneParam param) => ZoneOf(param)?.Region ?? "";

    protected static bool HasName(ZoneParam zone) => zone.Name.Length > 0 && !zone.IsUnread(ZoneParts.Name);

    protected static bool HasUnitConfig(ZoneParam zone) => zone.UnitConfigName.Length > 0 && !zone.IsUnread(ZoneParts.UnitConfigName);

    protected static bool HasUnitNum(ZoneParam zone) => zone.UnitNum >= 1 && !zone.IsUnread(ZoneParts.UnitNum);

    protected string Label(ZoneParam zone) => HasName(zone) ? Quote(zone.Name) : Nameless(1);

    protected static string Nameless(int zones) => zones == 1 ? PreflightTexts.ZoneNameless : PreflightTexts.FormatZonesNameless(zones);
}
