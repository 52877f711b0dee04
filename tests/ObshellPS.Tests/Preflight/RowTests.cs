using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Preflight;

/// <summary>
/// The rows of PROTOCOL 4.3 that only the agent can judge: what the preflight says it would answer is what it answers the
/// start of the same restore. (The rows that a start refuses by itself: LocalRowsTests of the client.)
/// </summary>
public sealed class RowTests
{
    [Theory]
    [InlineData("1 identity", "SINGLE", "", "Agent.Identify.NotSupportOperation")]
    [InlineData("3 no OceanBase process", "0", "", "OB.Server.Process.NotExist")]
    [InlineData("3 OceanBase without connection", "1", "", "Agent.OceanBase.Useless")]
    [InlineData("3 OceanBase restricted", "2", "", "Agent.OceanBase.Useless")]
    [InlineData("4 tenant exists", "tenant", "", "OB.Tenant.Existed")]
    [InlineData("9 zone", "", "ZoneList = 'zone9:s1:1'", "OB.Zone.NotExist")]
    [InlineData("9 unit config", "", "ZoneList = 'zone1:s9:1'", "OB.Resource.UnitConfig.NotExist")]
    [InlineData("9 units exceed servers", "", "ZoneList = 'zone1:s1:2'", "OB.Tenant.UnitNum.ExceedsLimit")]
    [InlineData("12 RANDOM over two regions", "", "ZoneList = 'zone1:s1:1;zone3:s1:1'", "OB.Tenant.PrimaryZone.CrossRegion")]
    [InlineData("12 RANDOM counts READONLY zones", "", "ZoneList = 'zone1:s1:1;zone2:s1:1;zone3:s1:1:READONLY'", "OB.Tenant.PrimaryZone.CrossRegion")]
    [InlineData("12 first priority over two regions", "", "ZoneList = 'zone1:s1:1;zone3:s1:1'; PrimaryZone = 'zone1,zone3'", "OB.Tenant.PrimaryZone.CrossRegion")]
    [InlineData("13 one full replica", "", "ZoneList = 'zone1:s1:1;zone2:s1:1:READONLY;zone3:s1:1'; PrimaryZone = 'zone1;zone3'", "OB.Tenant.PrimaryRegion.FullReplica.NotEnough")]
    [InlineData("14 cluster lock", "maintenance", "", "OB.Cluster.UnderMaintenanceWithDag")]
    [InlineData("14 tenant lock", "restore", "", "OB.Tenant.UnderMaintenance")]
    public async Task Row(string row, string state, string change, string code)
    {
        Assert.NotEmpty(row);
        await InRoomAsync(state, room =>
        {
            string spoilt = "$one = $good.Clone(); $change = @{ " + change + " }; foreach ($key in $change.Keys) { $one[$key] = $change[$key] }; ";
            room.Cluster.Requests.Clear();

            dynamic report = room.Run(spoilt + "Test-ObTenantRestore @one").Single();

            Assert.Equal("NotReady", ((object)report.Verdict).ToString());
            PSObject[] refusing = [.. ((System.Collections.IEnumerable)report.Findings).Cast<object>().Select(PSObject.AsPSObject).Where(f => (string)f.Properties["AgentWouldAnswer"].Value != "")];
            dynamic finding = Assert.Single(refusing);
            Assert.Equal("Failed", ((object)finding.Verdict).ToString());
            Assert.False(string.IsNullOrEmpty((string)finding.Advice));
            Assert.Empty(room.Changes);

            ErrorRecord refusal = Assert.Single(room.Run(spoilt + "Start-ObTenantRestore @one").AllErrors);
            Assert.StartsWith(code + ",", refusal.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(code, (string)finding.AgentWouldAnswer);
        });
    }

    [Fact]
    public async Task What_breaks_no_row_is_started()
    {
        await InRoomAsync("", room =>
        {
            const string Restore = "-RestoreTenantName rt2 -DataBackupUri file:///data/backup/data -ArchiveLogUri file:///l -ZoneList 'zone1:s1:1;zone2:s1:1;zone3:s1:1' -PrimaryZone 'zone1,zone2;zone3'";
            SessionResult result = room.Run("(Test-ObTenantRestore " + Restore + ").Findings | Where-Object { $_.Verdict -eq 'Failed' }");

            Assert.Empty(result.ThrowIfFailed().Output);
            room.Run("Start-ObTenantRestore " + Restore).Single();
        });
    }

    private static async Task InRoomAsync(string state, Action<ConnectedSession> test)
    {
        var room = new ConnectedSession(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ManualClock = true, Fixture = ClusterFixture.TwoRegions() });
        await room.InitializeAsync();
        try
        {
            switch (state)
            {
                case "SINGLE":
                    room.Cluster.Agents[0].Identity = state;
                    break;
                case "0" or "1" or "2":
                    room.Cluster.Agents[0].ObState = state[0] - '0';
                    break;
                case "tenant":
                    room.Cluster.AddTenant(new Tenant { Name = "rt2" });
                    break;
                case "maintenance":
                    room.Cluster.StartClusterMaintenance("Upgrade cluster");
                    break;
                case "restore":
                    room.Start("rt2", new RestoreBehaviour { CreateTenantDuration = TimeSpan.FromSeconds(100) });
                    break;
                default:
                    break;
            }

            test(room);
        }
        finally
        {
            await room.DisposeAsync();
        }
    }
}
