using System.Globalization;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks.Room;

/// <summary>Room on the servers: what no agent looks at before the restore fails (trap 37).</summary>
internal sealed class RoomCheck : ZoneCheck
{
    /// <summary>Name of the finding.</summary>
    public const string Name = "FreeCpuAndMemory";

    /// <summary>Name of the finding about log disks.</summary>
    public const string LogDisk = "FreeLogDisk";

    /// <summary>Cores are told as fractions; what is less than this is rounding.</summary>
    private const double CpuGrain = 0.001;

    public RoomCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    protected override void JudgeZones()
    {
        const string Parameter = "ZoneList";
        if (Cluster.Zones.Fault is { } untold || (untold = Cluster.Units.Fault!) is not null)
        {
            AddUnread(Name, untold, Parameter);
        }
        else
        {
            var zones = Request.ZoneList.Select(RoomIn).ToArray();
            PreflightVerdict worst = zones.Max(z => z.Verdict);
            string seen = string.Join(" ", zones.Select(z => z.Seen));
            if (worst == PreflightVerdict.Passed)
            {
                AddPassed(Name, seen, Parameter, Parameter);
            }
            else
            {
                Add(
                    Name, worst, seen, "",
                    worst switch
                    {
                        PreflightVerdict.Unknown when zones.Any(z => z.Verdict == PreflightVerdict.Unknown && !z.IsOpen) => "Look at the servers yourself: (Get-ObZone).Servers.",
                        PreflightVerdict.Unknown => SettleFirst,
                        PreflightVerdict.Warning => "It fits only if OceanBase may give out more cores than there are (resource_hard_limit).",
                        _ => "Use a smaller unit config or fewer units, or make room. The agent would accept the restore, and it would fail while it creates the tenant.",
                    },
                    Parameter);
            }
        }

        Add(
            LogDisk, PreflightVerdict.Note, "Agents do not report how much log disk is free.", "",
            "Look into GV$OB_SERVERS (LOG_DISK_CAPACITY, LOG_DISK_ASSIGNED) of the sys tenant.", Parameter);
    }

    private (PreflightVerdict Verdict, string Seen, bool IsOpen) RoomIn(ZoneParam param)
    {
        string name = Label(param);
        UnitConfig? unit = HasUnitConfig(param) ? Cluster.Units.Value!.FirstOrDefault(u => u.Name == param.UnitConfigName) : null;
        ObZone? zone = ZoneOf(param);
        if (zone is null || unit is null || !HasUnitNum(param))
        {
            string[] lacking = [.. new[] { zone is null ? "its name" : "", unit is null ? "its unit config" : "", HasUnitNum(param) ? "" : "its unit number" }.Where(l => l.Length > 0)];
            return (PreflightVerdict.Unknown, $"{name}: {string.Join(" and ", lacking)} must be corrected first.", true);
        }

        if (unit.MaxCpu is not { } most || unit.MemorySize is not { } memory || zone.ServerCount is null)
        {
            return (PreflightVerdict.Unknown, $"{name}: the sizes of the unit config or the servers are not told.", false);
        }

        double least = unit.MinCpu is { } min and > 0 ? Math.Min(min, most) : most;
        int Fitting(double cpu) => zone.Servers.Count(s => s.Status == "RUNNING" && s.CpuFree >= cpu - CpuGrain && s.MemoryFree >= memory);
        int untold = zone.Servers.Count(s => s.Status.Length == 0 || (s.Status == "RUNNING" && (s.CpuFree is null || s.MemoryFree is null)));
        string need = $"{param.UnitNum} x {Cores(most)} and {Gigabytes(memory)}";
        string servers = string.Join(", ", zone.Servers.Select(s => $"{Masked(s.Ip)} has {Cores(s.CpuFree)} and {Gigabytes(s.MemoryFree)} free{(s.Status == "RUNNING" ? "" : $" but is {Quote(s.Status)}")}"));
        string seen = $"{name} needs {need}: {servers}.";
        return Fitting(most) >= param.UnitNum ? (PreflightVerdict.Passed, seen, false)
            : Fitting(least) >= param.UnitNum ? (PreflightVerdict.Warning, seen, false)
            : Fitting(least) + untold >= param.UnitNum ? (PreflightVerdict.Unknown, seen, false)
            : (PreflightVerdict.Failed, seen, false);
    }

    private static string Cores(double? cores) =>
        cores is { } known ? known.ToString("0.##", CultureInfo.InvariantCulture) + (known == 1 ? " core" : " cores") : "an unknown number of cores";

    private static string Gigabytes(long? bytes) => bytes is { } known ? Amounts.OfBytes(known) : "unknown memory";
}
