using System.Globalization;
using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.Plans.Running;

/// <summary>
/// Whether all tenants of a plan fit together: each unit is placed on the server of its zone that has most memory free, in the order of
/// priority. OceanBase places units by its own rules, so this finds what cannot fit; what it accepts may still not fit.
/// </summary>
internal sealed class PlanRoom
{
    /// <summary>Cores are reported as fractions; what is less than this is rounding.</summary>
    private const double CpuGrain = 0.001;

    private readonly Dictionary<string, List<Server>> zones;

    public PlanRoom(IEnumerable<ObZone> zones) => this.zones = zones
        .Where(z => z.ServerCount is not null && !Array.Exists(z.Servers, s => s.Status == "RUNNING" && (s.CpuFree is null || s.MemoryFree is null)))
        .ToDictionary(z => z.Name, z => z.Servers.Where(s => s.Status == "RUNNING").Select(s => new Server(s.CpuFree!.Value, s.MemoryFree!.Value)).ToList(), StringComparer.Ordinal);

    /// <summary>Takes the room of a tenant.</summary>
    /// <param name="request">Its zones.</param>
    /// <param name="units">Their sizes.</param>
    /// <returns>Which zone is too small and by how much, a sentence for each; empty when it fits, and then its room is taken.</returns>
    public IReadOnlyList<string> Take(TenantRestoreRequest request, PlanUnits units)
    {
        var lacking = new List<string>();
        var taken = new List<(Server Server, double Cpu, long Memory)>();
        foreach (ZoneParam zone in request.ZoneList)
        {
            if (!zones.TryGetValue(zone.Name, out List<Server>? servers) || units.Of(zone.UnitConfigName) is not { MaxCpu: { } most, MemorySize: { } memory } unit)
            {
                // Not known, or reported as what it is.
                continue;
            }

            double cpu = unit.MinCpu is { } min and > 0 ? Math.Min(min, most) : most;
            Server[] fitting = [.. servers.Where(s => s.Cpu >= cpu - CpuGrain && s.Memory >= memory).OrderByDescending(s => s.Memory).Take(zone.UnitNum)];
            if (fitting.Length < zone.UnitNum)
            {
                lacking.Add(PlanTexts.FormatZoneTooSmall(
                    TextFault.Quote(zone.Name), Cores(servers.Sum(s => s.Cpu)), Amounts.OfBytes(servers.Sum(s => s.Memory)), zone.UnitNum, Cores(cpu), Amounts.OfBytes(memory)));
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

    private static string Cores(double cores) => cores.ToString("0.##", CultureInfo.InvariantCulture);

    private sealed class Server(double cpu, long memory)
    {
        public double Cpu { get; set; } = cpu;

        public long Memory { get; set; } = memory;
    }
}
