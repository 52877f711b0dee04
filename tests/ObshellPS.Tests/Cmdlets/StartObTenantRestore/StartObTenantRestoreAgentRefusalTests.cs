using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantRestore;

/// <summary>A refusal by the agent is reported with its errCode, its trace id, a category, and advice.</summary>
[Trait("Topic", "Starting")]
public sealed class StartObTenantRestoreAgentRefusalTests : CmdletTest
{
    [Theory]
    [InlineData("-ZoneList zone9:s1:1", "OB.Zone.NotExist", 400, ErrorCategory.ObjectNotFound)]
    [InlineData("-ZoneList zone1:s9:1", "OB.Resource.UnitConfig.NotExist", 400, ErrorCategory.ObjectNotFound)]
    [InlineData("-ZoneList zone1:s1:5", "OB.Tenant.UnitNum.ExceedsLimit", 400, ErrorCategory.LimitsExceeded)]
    public void A_refusal_by_the_agent_is_reported_with_code_status_and_trace_id(string arguments, string code, int status, ErrorCategory category)
    {
        SessionResult result = Run("$bad = $good.Clone(); $bad.Remove('ZoneList'); Start-ObTenantRestore @bad " + arguments);

        RefusedByAgent(result, code, status, category);
    }

    [Fact]
    public void The_refusal_for_an_existing_tenant_has_the_tenant_name_and_says_what_to_do()
    {
        Cluster.AddTenant(new Tenant { Name = "rt2" });

        ErrorRecord error = RefusedByAgent(Run("Start-ObTenantRestore @good"), "OB.Tenant.Existed", 400, ErrorCategory.ResourceExists);

        Assert.Contains("Choose another name", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("rt2", error.TargetObject);
    }

    [Fact]
    public void The_advice_for_a_tenant_under_maintenance_shows_the_DAG_of_the_running_restore()
    {
        Room.Start("rt2", new RestoreBehaviour { CreateTenantDuration = TimeSpan.FromSeconds(100), Duration = TimeSpan.FromSeconds(200) });
        Room.Advance(3);
        Cluster.Requests.Clear();

        ErrorRecord error = RefusedByAgent(Run("Start-ObTenantRestore @good"), "OB.Tenant.UnderMaintenance", 500, ErrorCategory.ResourceBusy);

        Assert.Contains("Wait-ObDag 11", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(Room.RestoreStatements);
    }

    [Fact]
    public void The_advice_for_an_existing_tenant_shows_the_DAG_of_the_running_restore()
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(200) });
        Room.Advance(10);
        Cluster.Requests.Clear();

        ErrorRecord error = RefusedByAgent(Run("Start-ObTenantRestore @good"), "OB.Tenant.Existed", 400, ErrorCategory.ResourceExists);

        Assert.Contains("Wait-ObDag 11", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_refusal_for_cluster_maintenance_shows_the_DAG()
    {
        Cluster.ClusterMaintenance = "17";

        ErrorRecord error = RefusedByAgent(Run("Start-ObTenantRestore @good"), "OB.Cluster.UnderMaintenanceWithDag", 500, ErrorCategory.ResourceBusy);

        Assert.Contains("17", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_refusal_of_a_random_primary_zone_in_two_regions_says_what_to_do()
    {
        var room = new ConnectedSession(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ManualClock = true, Fixture = ClusterFixture.TwoRegions() });
        await room.InitializeAsync();
        try
        {
            SessionResult result = room.Run("$good.ZoneList = 'zone1:s1:1;zone3:s1:1'; Start-ObTenantRestore @good");

            Assert.Contains("-PrimaryZone", result.Error("OB.Tenant.PrimaryZone.CrossRegion").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }
        finally
        {
            await room.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("SINGLE")]
    [InlineData("TAKE OVER MASTER")]
    public void A_refusal_by_an_agent_outside_a_cluster_is_the_agents_error(string identity)
    {
        Cluster.Agents[0].Identity = identity;

        RefusedByAgent(Run("Start-ObTenantRestore @good"), "Agent.Identify.NotSupportOperation", 400, ErrorCategory.InvalidOperation);
    }

    [Fact]
    [Trait("Promise", "5")]
    public void Promise_5_a_refused_restore_is_sent_once()
    {
        Cluster.ClusterMaintenance = "";

        Run("Start-ObTenantRestore @good").Error("OB.Cluster.UnderMaintenance");

        Assert.Single(Room.Changes);
    }

    [Fact]
    [Trait("Promise", "5")]
    public async Task Promise_5_the_start_is_sent_again_only_after_a_new_agent_key()
    {
        await Cluster.Agents[0].NewHomeAsync();

        Run("Start-ObTenantRestore @good").Single();
        Room.Advance(5);

        Assert.Equal(1, Room.Changes.Count(r => r.Status == 200));
        Assert.Single(Room.RestoreStatements);
    }

    private ErrorRecord RefusedByAgent(SessionResult result, string code, int status, ErrorCategory category)
    {
        ErrorRecord error = result.Error(code);
        RecordedRequest post = Assert.Single(Room.Changes);
        dynamic fault = error.Exception;
        Assert.Contains(error.Exception.GetType().FullName, new[] { "Obshell.Client.ObshellApiException", "Obshell.Client.DagRefusalException" });
        Assert.Equal(code, fault.ErrorCode);
        Assert.Equal(status, fault.HttpStatus);
        Assert.Equal(post.TraceId, fault.TraceId);
        Assert.Equal(Cluster.Agents[0].Uri.Authority, fault.Agent);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Contains(code, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(post.TraceId, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(status.ToString(CultureInfo.InvariantCulture), error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        return error;
    }
}
