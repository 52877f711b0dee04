using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.TestObTenantRestore;

/// <summary>
/// The rows of PROTOCOL 4.3 that only the agent can check. The preflight predicts the answer of the agent, and the agent gives this answer
/// to a start of the same restore. (For the rows that a start refuses locally, see LocalRowsTests.)
/// </summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Preflight")]
public sealed class TestObTenantRestoreRowTests
{
    [Fact]
    public Task The_preflight_predicts_row_1_of_Protocol_4_3_identity() => AgreeAsync("SINGLE", "", "Agent.Identify.NotSupportOperation");

    [Fact]
    public Task The_preflight_predicts_row_3_of_Protocol_4_3_no_OceanBase_process() => AgreeAsync("0", "", "OB.Server.Process.NotExist");

    [Fact]
    public Task The_preflight_predicts_row_3_of_Protocol_4_3_OceanBase_without_connection() => AgreeAsync("1", "", "Agent.OceanBase.Useless");

    [Fact]
    public Task The_preflight_predicts_row_3_of_Protocol_4_3_OceanBase_restricted() => AgreeAsync("2", "", "Agent.OceanBase.Useless");

    [Fact]
    public Task The_preflight_predicts_row_3_of_Protocol_4_3_agent_does_not_manage_OceanBase() => AgreeAsync("NotHold", "", "Agent.OceanBase.NotHold");

    [Fact]
    public Task The_preflight_predicts_row_3_of_Protocol_4_3_process_cannot_be_checked() => AgreeAsync("CheckFailed", "", "OB.Server.Process.CheckFailed");

    [Fact]
    public Task The_preflight_predicts_row_3_of_Protocol_4_3_OceanBase_refuses_the_agent() => AgreeAsync("Refusal", "", "MySQL.Error");

    [Fact]
    public Task The_preflight_predicts_row_4_of_Protocol_4_3_tenant_exists() => AgreeAsync("tenant", "", "OB.Tenant.Existed");

    [Fact]
    public Task The_preflight_predicts_row_9_of_Protocol_4_3_unknown_zone() => AgreeAsync("", "ZoneList = 'zone9:s1:1'", "OB.Zone.NotExist");

    [Fact]
    public Task The_preflight_predicts_row_9_of_Protocol_4_3_unknown_unit_config() => AgreeAsync("", "ZoneList = 'zone1:s9:1'", "OB.Resource.UnitConfig.NotExist");

    [Fact]
    public Task The_preflight_predicts_row_9_of_Protocol_4_3_more_units_than_servers() => AgreeAsync("", "ZoneList = 'zone1:s1:2'", "OB.Tenant.UnitNum.ExceedsLimit");

    [Fact]
    [Trait("Trap", "36")]
    public Task The_preflight_predicts_row_12_of_Protocol_4_3_and_Trap_36_RANDOM_over_two_regions() => AgreeAsync("", "ZoneList = 'zone1:s1:1;zone3:s1:1'", "OB.Tenant.PrimaryZone.CrossRegion");

    [Fact]
    [Trait("Trap", "36")]
    public Task The_preflight_predicts_row_12_of_Protocol_4_3_and_Trap_36_RANDOM_counts_READONLY_zones() => AgreeAsync("", "ZoneList = 'zone1:s1:1;zone2:s1:1;zone3:s1:1:READONLY'", "OB.Tenant.PrimaryZone.CrossRegion");

    [Fact]
    public Task The_preflight_predicts_row_12_of_Protocol_4_3_first_priority_over_two_regions() => AgreeAsync("", "ZoneList = 'zone1:s1:1;zone3:s1:1'; PrimaryZone = 'zone1,zone3'", "OB.Tenant.PrimaryZone.CrossRegion");

    [Fact]
    public Task The_preflight_predicts_row_13_of_Protocol_4_3_one_FULL_replica_instead_of_two() => AgreeAsync("", "ZoneList = 'zone1:s1:1;zone2:s1:1:READONLY;zone3:s1:1'; PrimaryZone = 'zone1;zone3'", "OB.Tenant.PrimaryRegion.FullReplica.NotEnough");

    [Fact]
    public Task The_preflight_predicts_row_14_of_Protocol_4_3_cluster_lock_of_a_DAG() => AgreeAsync("maintenance", "", "OB.Cluster.UnderMaintenanceWithDag");

    [Fact]
    public Task The_preflight_predicts_row_14_of_Protocol_4_3_tenant_lock() => AgreeAsync("restore", "", "OB.Tenant.UnderMaintenance");

    /// <summary>The agent does not report these states. The preflight must not claim that it checked them.</summary>
    [Theory]
    [InlineData("lock", "OB.Cluster.UnderMaintenance")]
    [InlineData("store", "Task.CreateFailed")]
    public async Task The_preflight_reports_that_a_lock_without_a_DAG_and_a_task_failure_are_not_visible(string state, string code)
    {
        await InRoomAsync(state, room =>
        {
            dynamic report = room.Run("Test-ObTenantRestore @good").Single();

            Assert.Equal("ReadyWithDoubts", ((object)report.Verdict).ToString());
            dynamic free = ((PSObject[])Findings(report)).Single(f => (string)f.Properties["Name"].Value == "ClusterUnlocked");
            Assert.Contains("report only locks that belong to a task", (string)free.Seen, StringComparison.Ordinal);
            Assert.StartsWith(code + ",", Assert.Single(room.Run("Start-ObTenantRestore @good").AllErrors).FullyQualifiedErrorId, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Row_6_of_Protocol_4_3_Timestamp_and_Scn_together_are_refused_locally()
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

            // After a database error the outcome of a start is unknown. The refusal is then the inner exception.
            ErrorRecord refusal = Assert.Single(room.Run(spoilt + "Start-ObTenantRestore @one").AllErrors);
            string id = refusal.FullyQualifiedErrorId.Split(',')[0];
            Assert.Equal(code, id == "RestoreStartUnknown" ? (string)((dynamic)refusal.Exception.InnerException!).ErrorCode : id);
            Assert.Equal(code, (string)finding.AgentWouldAnswer);
        });
    }

    private static PSObject Refusing(dynamic report) => Assert.Single((PSObject[])Findings(report), f => (string)f.Properties["AgentWouldAnswer"].Value != "");

    private static PSObject[] Findings(dynamic report) => [.. ((System.Collections.IEnumerable)report.Findings).Cast<object>().Select(PSObject.AsPSObject)];

    [Fact]
    public async Task A_restore_that_violates_no_row_is_started()
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
