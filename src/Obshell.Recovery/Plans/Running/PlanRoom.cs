using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.Plans.Running;

/// <summary>
/// Checks whether all tenants of a plan fit on the servers together. It places each unit on the server of its zone with the most free
/// memory, in the order of priority. OceanBase may place units in another way, so a plan that passes this check may still not fit.
/// </summary>
internal sealed class PlanRoom
{
    /// <summary>Agents report cores as fractions. A difference below this value is a rounding error.</summary>
    private const double CpuGrain = 0.001;

    private readonly Dictionary<string, List<Server>> zones;

    public PlanRoom(IEnumerable<ObZone> zones) => this.zones = zones
        .Where(z => z.ServerCount is not null && !Array.Exists(z.Servers, s => s.Status == "RUNNING" && (s.CpuFree is null || s.MemoryFree is null)))
        .ToDictionary(z => z.Name, z => z.Servers.Where(s => s.Status == "RUNNING").Select(s => new Server(s.CpuFree!.Value, s.MemoryFree!.Value)).ToList(), StringComparer.Ordinal);

    /// <summary>Reserves the room for a tenant.</summary>
    /// <param name="request">The request with the zones.</param>
    /// <param name="units">The unit configs with the sizes.</param>
    /// <returns>One sentence for each zone that is too small. Empty when the tenant fits. In this case its room is reserved.</returns>
    public IReadOnlyList<string> Take(TenantRestoreRequest request, PlanUnits units)
    {
        var lacking = new List<string>();
        var taken = new List<(Server Server, double Cpu, long Memory)>();
        foreach (ZoneParam zone in request.ZoneList)
        {
            if (!zones.TryGetValue(zone.Name, out List<Server>? servers) || units.Of(zone.UnitConfigName) is not { MaxCpu: { } most, MemorySize: { } memory } unit)
            {
                // The size of the unit is not known, or another finding reports that the zone or unit config does not exist.
                continue;
            }

            double cpu = unit.MinCpu is { } min and > 0 ? Math.Min(min, most) : most;
            Server[] fitting = [.. servers.Where(s => s.Cpu >= cpu - CpuGrain && s.Memory >= memory).OrderByDescending(s => s.Memory).Take(zone.UnitNum)];
            if (fitting.Length < zone.UnitNum)
            {
                lacking.Add(PlanTexts.FormatZoneTooSmall(
                    TextFault.Quote(zone.Name), Amounts.OfCores(servers.Sum(s => s.Cpu)), Amounts.OfBytes(servers.Sum(s => s.Memory)), zone.UnitNum, Amounts.OfCores(cpu), Amounts.OfBytes(memory)));
            }

            taken.AddRange(fitting.Select(s => (s, cpu, memory)));
        }

        if (lacking.Count == 0)
        {
            foreach ((Server server, double cpu, long memory) in taken)
            {
                server.Cpu -= cpu;
                server.Memory -= memory;
            }
        }

        return lacking;
    }

    private sealed class Server(double cpu, long memory)
    {
        public double Cpu { get; set; } = cpu;

        public long Memory { get; set; } = memory;
    }
}
