using System.Collections.Generic;
using System.Linq;
using Obshell.Client;
using Obshell.Client.Agents;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Time;
using Obshell.Recovery.Preflight;
using Obshell.Recovery.Preflight.Facts;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Recovery.Tests.Preflight.Checks.Room;

/// <summary>A unit needs cores and memory on the same running server, and each unit needs its own server (trap 37).</summary>
[Trait("Trap", "37")]
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Preflight")]
public sealed class RoomCheckTests
{
    private const long Gigabyte = 1L << 30;

    [Theory]
    [InlineData("4/8", 1, PreflightVerdict.Passed)]
    [InlineData("2/4", 1, PreflightVerdict.Passed)]
    [InlineData("1.5/4", 1, PreflightVerdict.Warning)]
    [InlineData("0.5/4", 1, PreflightVerdict.Failed)]
    [InlineData("2/3", 1, PreflightVerdict.Failed)]
    [InlineData("4/2 1/8", 1, PreflightVerdict.Warning)]
    [InlineData("4/2 0/8", 1, PreflightVerdict.Failed)]
    [InlineData("4/8 0/8", 2, PreflightVerdict.Failed)]
    [InlineData("4/8 4/8", 2, PreflightVerdict.Passed)]
    [InlineData("?/8", 1, PreflightVerdict.Unknown)]
    [InlineData("4/?", 1, PreflightVerdict.Unknown)]
    [InlineData("4/8 ?/?", 1, PreflightVerdict.Passed)]
    [InlineData("4/8 ?/?", 2, PreflightVerdict.Unknown)]
    [InlineData("4/8/STOPPED", 1, PreflightVerdict.Failed)]
    [InlineData("4/8/", 1, PreflightVerdict.Unknown)]
    public void The_verdict_depends_on_the_room_of_each_server_of_the_zone(string servers, int units, PreflightVerdict verdict)
    {
        ObServer[] list = [.. servers.Split(' ').Select(Server)];
        var zone = new ObZone { Name = "zone1", Region = "r", Status = "RUNNING", Servers = list, ServerCount = list.Length };

        Assert.Equal(verdict, Judge(Reading<ObZone[]>.Of([zone]), units));
    }

    [Fact]
    public void If_the_zones_cannot_be_read_no_zone_check_passes()
    {
        var fault = new ObshellProtocolException("EmptyAnswer", "nothing", 200, "a:1");
        IReadOnlyList<PreflightFinding> findings = Findings(Reading<ObZone[]>.None(fault), 1);

        PreflightFinding rest = findings.Single(f => f.Name == "NotChecked");
        Assert.Equal(PreflightVerdict.Unknown, rest.Verdict);
        foreach (string name in new[] { "ZonesExist", "UnitNumbers", "PrimaryZoneRegion", "PrimaryRegionReplicas", "FreeCpuAndMemory" })
        {
            Assert.Contains(name, rest.Seen, System.StringComparison.Ordinal);
            Assert.DoesNotContain(findings, f => f.Name == name);
        }
    }

    private static PreflightVerdict Judge(Reading<ObZone[]> zones, int units) => Findings(zones, units).Single(f => f.Name == "FreeCpuAndMemory").Verdict;

    private static IReadOnlyList<PreflightFinding> Findings(Reading<ObZone[]> zones, int units)
    {
        TenantRestoreRequest request = VirtualCluster.Request("rt2");
        request.ZoneList = [new ZoneParam("zone1", "u", units)];
        var none = new ObshellProtocolException("EmptyAnswer", "nothing", 200, "a:1");
        var cluster = new ClusterReadings
        {
            Unfinished = Reading<AgentDag[]>.Of([]),
            Status = Reading<AgentStatus>.None(none),
            TenantNames = Reading<IReadOnlyList<string>>.Of(["sys"]),
            Zones = zones,
            FreePools = Reading<string[]>.Of([]),
            UnitLimit = Reading<UnitConfigLimit>.Of(new UnitConfigLimit()),
            Units = Reading<UnitConfig[]>.Of([new UnitConfig { Name = "u", MaxCpu = 2, MinCpu = 1, MemorySize = 4 * Gigabyte }]),
            Version = "4.5.0.0-0",
        };
        return new PreflightJudge(request, [], cluster, new BackupReadings { Windows = Reading<RestoreWindow[]>.None(none) }, new Redactor()).Judge();
    }

    private static ObServer Server(string text)
    {
        string[] parts = text.Split('/');
        return new ObServer
        {
            Ip = "h",
            Status = parts.Length > 2 ? parts[2] : "RUNNING",
            CpuTotal = parts[0] == "?" ? null : double.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture),
            CpuAssigned = 0,
            MemoryTotal = parts[1] == "?" ? null : long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) * Gigabyte,
            MemoryAssigned = 0,
        };
    }
}
