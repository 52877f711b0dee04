using Obshell.Client;

namespace Obshell.Recovery.Drills.Planning;

/// <summary>The capacity that the units of one drill use in each zone.</summary>
internal sealed class DrillNeed
{
    private readonly Dictionary<string, (double Cpu, long Memory)> ofZone;

    private DrillNeed(Dictionary<string, (double, long)> ofZone) => this.ofZone = ofZone;

    public IEnumerable<string> Zones => ofZone.Keys;

    /// <summary>
    /// Whether the free capacity that the agent reports already excludes these units. If false, the module must subtract them.
    /// </summary>
    public bool IsInFigures { get; set; }

    /// <returns>Null when the size of a unit config is not known.</returns>
    public static DrillNeed? Of(IEnumerable<ZoneParam> zones, IReadOnlyCollection<UnitConfig> units)
    {
        var needs = new Dictionary<string, (double, long)>();
        foreach (ZoneParam zone in zones)
        {
            UnitConfig? unit = units.FirstOrDefault(u => u.Name == zone.UnitConfigName);
            if (unit?.MaxCpu is not { } cpu || unit.MemorySize is not { } memory)
            {
                return null;
            }

            needs[zone.Name] = (cpu * zone.UnitNum, memory * zone.UnitNum);
        }

        return new DrillNeed(needs);
    }

    public (double Cpu, long Memory) In(string zone) => ofZone.TryGetValue(zone, out (double, long) need) ? need : default;
}
