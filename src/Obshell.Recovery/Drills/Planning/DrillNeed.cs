using Obshell.Client;

namespace Obshell.Recovery.Drills.Planning;

/// <summary>What the units of one drill take of each zone.</summary>
internal sealed class DrillNeed
{
    private readonly Dictionary<string, (double Cpu, long Memory)> ofZone;

    private DrillNeed(Dictionary<string, (double, long)> ofZone) => this.ofZone = ofZone;

    public IEnumerable<string> Zones => ofZone.Keys;

    /// <summary>The agent's figures contain them already. Before, we must count them.</summary>
    public bool IsInFigures { get; set; }

    /// <returns>Null where the unit configs do not say.</returns>
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
