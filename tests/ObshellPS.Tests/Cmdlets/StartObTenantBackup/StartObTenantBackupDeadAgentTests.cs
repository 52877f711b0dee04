using System;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantBackup;

/// <summary>A backup's DAG has a step on each agent. If an agent is down, the DAG waits for it without a time limit.</summary>
[Trait("Trap", "B3")]
[Trait("Topic", "Backups")]
public sealed class StartObTenantBackupDeadAgentTests : BackupTest
{
    protected override SimulatorOptions? Options => new()
    {
        RootPassword = ConnectedSession.RootPassword,
        ManualClock = true,
        AgentCount = 2,
        Fixture = ClusterFixture.ThreeZones(),
    };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        AddShop(TenantBackup.Below("file:///b"));
        await Cluster.Agents[1].StopAsync();
    }

    [Theory]
    [InlineData("Start-ObTenantBackup shop")]
    [InlineData("Set-ObTenantBackup shop -DataBackupUri file:///new/data -Confirm:$false")]
    public void If_an_agent_is_down_the_change_is_refused_before_it_is_sent(string command)
    {
        string message = Run(command).Error("AgentDown").ErrorDetails.Message;

        Assert.Contains(Cluster.Agents[1].Uri.Authority, message, StringComparison.Ordinal);
        Assert.DoesNotContain(Cluster.Requests.All, r => r.Method is "POST" or "PATCH");
    }
}
