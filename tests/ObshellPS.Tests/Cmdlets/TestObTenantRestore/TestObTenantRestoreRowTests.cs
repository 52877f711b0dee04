using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.TestObTenantRestore;

/// <summary>
/// The rows of PROTOCOL 4.3 that only the agent can judge: what the preflight says it would answer is what it answers the
/// start of the same restore. (The rows that a start refuses by itself: LocalRowsTests of the client.)
/// </summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Preflight")]
public sealed class TestObTenantRestoreRowTests
{
    [Fact]
    public Task Row_1_identity() => AgreeAsync("SINGLE", "", "Agent.Identify.NotSupportOperation");

    [Fact]
    public Task Row_3_no_OceanBase_process() => AgreeAsync("0", "", "OB.Server.Process.NotExist");

    [Fact]
    public Task Row_3_OceanBase_without_connection() => AgreeAsync("1", "", "Agent.OceanBase.Useless");

    [Fact]
    public Task Row_3_OceanBase_restricted() => AgreeAsync("2", "", "Agent.OceanBase.Useless");

    [Fact]
    public Task Row_3_agent_does_not_hold_OceanBase() => AgreeAsync("NotHold", "", "Agent.OceanBase.NotHold");

    [Fact]
    public Task Row_3_process_cannot_be_checked() => AgreeAsync("CheckFailed", "", "OB.Server.Process.CheckFailed");

    [Fact]
    public Task Row_3_OceanBase_refuses_the_agent() => AgreeAsync("Refusal", "", "MySQL.Error");

    [Fact]
    public Task Row_4_tenant_exists() => AgreeAsync("tenant", "", "OB.Tenant.Existed");

    [Fact]
    public Task Row_9_zone() => AgreeAsync("", "ZoneList = 'zone9:s1:1'", "OB.Zone.NotExist");

    [Fact]
    public Task Row_9_unit_config() => AgreeAsync("", "ZoneList = 'zone1:s9:1'", "OB.Resource.UnitConfig.NotExist");

    [Fact]
    public Task Row_9_units_exceed_servers() => AgreeAsync("", "ZoneList = 'zone1:s1:2'", "OB.Tenant.UnitNum.ExceedsLimit");

    [Fact]
    [Trait("Trap", "36")]
    public Task Row_12_Trap_36_RANDOM_over_two_regions() => AgreeAsync("", "ZoneList = 'zone1:s1:1;zone3:s1:1'", "OB.Tenant.PrimaryZone.CrossRegion");

    [Fact]
    [Trait("Trap", "36")]
    public Task Row_12_Trap_36_RANDOM_counts_READONLY_zones() => AgreeAsync("", "ZoneList = 'zone1:s1:1;zone2:s1:1;zone3:s1:1:READONLY'", "OB.Tenant.PrimaryZone.CrossRegion");

    [Fact]
    public Task Row_12_first_priority_over_two_regions() => AgreeAsync("", "ZoneList = 'zone1:s1:1;zone3:s1:1'; PrimaryZone = 'zone1,zone3'", "OB.Tenant.PrimaryZone.CrossRegion");

    [Fact]
    public Task Row_13_one_FULL_replica_where_two_are_needed() => AgreeAsync("", "ZoneList = 'zone1:s1:1;zone2:s1:1:READONLY;zone3:s1:1'; PrimaryZone = 'zone1;zone3'", "OB.Tenant.PrimaryRegion.FullReplica.NotEnough");

    [Fact]
    public Task Row_14_cluster_lock_of_a_DAG() => AgreeAsync("maintenance", "", "OB.Cluster.UnderMaintenanceWithDag");

    [Fact]
    public Task Row_14_tenant_lock() => AgreeAsync("restore", "", "OB.Tenant.UnderMaintenance");

    /// <summary>What no agent shows to those who ask: the preflight must not claim to have looked.</summary>
    [Theory]
    [InlineData("lock", "OB.Cluster.UnderMaintenance")]
    [InlineData("store", "Task.CreateFailed")]
    public async Task Row_14_cluster_lock_without_a_DAG_and_other_cannot_be_foreseen(string state, string code)
    {
        await InRoomAsync(state, room =>
        {
            dynamic report = room.Run("Test-ObTenantRestore @good").Single();

            Assert.Equal("ReadyWithDoubts", ((object)report.Verdict).ToString());
            dynamic free = ((PSObject[])Findings(report)).Single(f => (string)f.Properties["Name"].Value == "ClusterUnlocked");
            Assert.Contains("do not report a lock without a task", (string)free.Seen, StringComparison.Ordinal);
            Assert.StartsWith(code + ",", Assert.Single(room.Run("Start-ObTenantRestore @good").AllErrors).FullyQualifiedErrorId, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Row_6_timestamp_and_scn()
    {
        await InRoomAsync("", room =>
        {
            const string Both = " @good -Timestamp 2026-11-20T00:00:00Z -Scn 1795000000123456789";
            dynamic report = room.Run("Test-ObTenantRestore" + Both).Single();
            dynamic finding = Refusing(report);

            Assert.Equal(("TimestampAndScn", "Common.IllegalArgument"), ((string)finding.Name, (string)finding.AgentWouldAnswer));
            room.Run("Start-ObTenantRestore" + Both).Error("TimestampAndScn");
            Assert.Empty(room.Changes);
            room.Run("""
                Invoke-ObApi /api/v1/tenant/restore POST -Body @{
                    restore_tenant_name = 'rt2'; data_backup_uri = 'file:///d'; scn = 1795000000123456789; timestamp = '2026-11-20T00:00:00Z'
                    zone_list = @(@{ name = 'zone1'; unit_config_name = 's1'; unit_num = 1 })
                }
                """).Error((string)finding.AgentWouldAnswer);
        });
    }

    private static async Task AgreeAsync(string state, string change, string code)
    {
        await InRoomAsync(state, room =>
        {
            string spoilt = "$one = $good.Clone(); $change = @{ " + change + " }; foreach ($key in $change.Keys) { $one[$key] = $change[$key] }; ";
            room.Cluster.Requests.Clear();

            dynamic report = room.Run(spoilt + "Test-ObTenantRestore @one").Single();

            Assert.Equal("NotReady", ((object)report.Verdict).ToString());
            dynamic finding = Refusing(report);
            Assert.Equal("Failed", ((object)finding.Verdict).ToString());
            Assert.False(string.IsNullOrEmpty((string)finding.Advice));
            Assert.Empty(room.Changes);

            // After a database error it is unknown what an agent has done: the refusal is then the cause.
            ErrorRecord refusal = Assert.Single(room.Run(spoilt + "Start-ObTenantRestore @one").AllErrors);
            string id = refusal.FullyQualifiedErrorId.Split(',')[0];
            Assert.Equal(code, id == "RestoreStartUnknown" ? (string)((dynamic)refusal.Exception.InnerException!).ErrorCode : id);
            Assert.Equal(code, (string)finding.AgentWouldAnswer);
        });
    }

    private static PSObject Refusing(dynamic report) => Assert.Single((PSObject[])Findings(report), f => (string)f.Properties["AgentWouldAnswer"].Value != "");

    private static PSObject[] Findings(dynamic report) => [.. ((System.Collections.IEnumerable)report.Findings).Cast<object>().Select(PSObject.AsPSObject)];

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
                case "NotHold" or "CheckFailed" or "Refusal":
                    room.Cluster.Agents[0].DatabaseFault = Enum.Parse<DatabaseFault>(state);
                    break;
                case "lock":
                    room.Cluster.ClusterMaintenance = "";
                    break;
                case "store":
                    room.Cluster.TaskCreationFails = true;
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
