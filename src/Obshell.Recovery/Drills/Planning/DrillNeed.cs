using Obshell.Client;

namespace Obshell.Recovery.Drills.Planning;

/// <summary>The capacity that the units of one drill use in each zone.</summary>
internal sealed class DrillNeed
{
    private readonly Dictionary<string, (double Cpu, long Memory)> ofZone;

    private DrillNeed(Dictionary<string, (double, long)> ofZone) => this.ofZone = ofZone;

    public IEnumerable<string> Zones => ofZone.Keys;

    /// <summary>The agent's figures already contain the units. Until then, the units must be counted here.</summary>
    public bool IsInFigures { get; set; }

    /// <returns>Null where the unit configs do not give their size.</returns>
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
