using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks.Room;

/// <summary>
/// The servers have enough free capacity. Agents do not check this, so without room a restore fails only after its start (trap 37).
/// </summary>
internal sealed class RoomCheck : ZoneCheck
{
    /// <summary>Name of the finding about CPU and memory.</summary>
    public const string Name = "FreeCpuAndMemory";

    /// <summary>Name of the finding about log disks.</summary>
    public const string LogDisk = "FreeLogDisk";

    private const string Parameter = "ZoneList";

    /// <summary>Agents report cores as fractions. A difference below this value is a rounding error.</summary>
    private const double CpuGrain = 0.001;

    public RoomCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    protected override void JudgeZones()
    {
        if ((Cluster.Zones.Fault ?? Cluster.Units.Fault) is { } unread)
        {
            AddUnread(Name, unread, Parameter);
        }
        else
        {
            JudgeRoom();
        }

        Add(LogDisk, PreflightVerdict.Note, PreflightTexts.LogDiskUnknown, "", PreflightTexts.AdviceLogDisk, Parameter);
    }

    private void JudgeRoom()
    {
        var zones = Request.ZoneList.Select(RoomIn).ToArray();
        PreflightVerdict worst = zones.Max(z => z.Verdict);
        string seen = Listing.Sentences(zones.Select(z => z.Seen));
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
                    PreflightVerdict.Unknown when zones.Any(z => z.Verdict == PreflightVerdict.Unknown && !z.IsOpen) => PreflightTexts.AdviceRoomLook,
                    PreflightVerdict.Unknown => PreflightTexts.AdviceSettleFirst,
                    PreflightVerdict.Warning => PreflightTexts.AdviceRoomHardLimit,
                    _ => PreflightTexts.AdviceRoomTooSmall,
                },
                Parameter);
        }
    }

    private (PreflightVerdict Verdict, string Seen, bool IsOpen) RoomIn(ZoneParam param)
    {
        string name = Label(param);
        UnitConfig? unit = HasUnitConfig(param) ? Cluster.Units.Value!.FirstOrDefault(u => u.Name == param.UnitConfigName) : null;
        ObZone? zone = ZoneOf(param);
        if (zone is null || unit is null || !HasUnitNum(param))
        {
            string lacking = Listing.And([zone is null ? PreflightTexts.PartZoneName : null, unit is null ? PreflightTexts.PartUnitConfig : null, HasUnitNum(param) ? null : PreflightTexts.PartUnitNumber]);
            return (PreflightVerdict.Unknown, PreflightTexts.FormatZonePartsToCorrect(name, lacking), true);
        }

        if (unit.MaxCpu is not { } most || unit.MemorySize is not { } memory || zone.ServerCount is null)
        {
            return (PreflightVerdict.Unknown, PreflightTexts.FormatRoomSizesUnknown(name), false);
        }

        double least = unit.MinCpu is { } min and > 0 ? Math.Min(min, most) : most;
        int Fitting(double cpu) => zone.Servers.Count(s => s.Status == "RUNNING" && s.CpuFree >= cpu - CpuGrain && s.MemoryFree >= memory);
        int unreported = zone.Servers.Count(s => s.Status.Length == 0 || (s.Status == "RUNNING" && (s.CpuFree is null || s.MemoryFree is null)));
        string seen = PreflightTexts.FormatRoomZone(name, param.UnitNum, Cores(most), Memory(memory), Listing.Of(zone.Servers.Select(Server)));
        return Fitting(most) >= param.UnitNum ? (PreflightVerdict.Passed, seen, false)
            : Fitting(least) >= param.UnitNum ? (PreflightVerdict.Warning, seen, false)
            : Fitting(least) + unreported >= param.UnitNum ? (PreflightVerdict.Unknown, seen, false)
            : (PreflightVerdict.Failed, seen, false);
    }

    private string Server(ObServer server) => server.Status == "RUNNING"
        ? PreflightTexts.FormatRoomServer(Masked(server.Ip), Cores(server.CpuFree), Memory(server.MemoryFree))
        : PreflightTexts.FormatRoomServerNotRunning(Masked(server.Ip), Cores(server.CpuFree), Memory(server.MemoryFree), Quote(server.Status));

    private static string Cores(double? cores) => cores is { } known ? Amounts.OfCores(known) : PreflightTexts.CoresUnknown;

    private static string Memory(long? bytes) => bytes is { } known ? Amounts.OfBytes(known) : PreflightTexts.MemoryUnknown;
}
