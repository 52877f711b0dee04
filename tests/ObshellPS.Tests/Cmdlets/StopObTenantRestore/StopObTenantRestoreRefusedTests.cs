using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StopObTenantRestore;

/// <summary>Stop-ObTenantRestore when the agent refuses before it uses the table of PROTOCOL 4.9, or when the agent panics.</summary>
[Trait("Topic", "Operators")]
public sealed class StopObTenantRestoreRefusedTests : OperatorTest
{
    [Fact]
    public void Protocol_4_9_an_agent_outside_a_cluster_refuses_the_cancel()
    {
        Cluster.Agents[0].Identity = "SINGLE";

        ErrorRecord error = Run("Stop-ObTenantRestore rt2 -Confirm:$false").Error("Agent.Identify.NotSupportOperation");

        Assert.Equal(ErrorCategory.InvalidOperation, error.CategoryInfo.Category);
        Assert.Empty(Cluster.Sql.Statements);
    }

    [Fact]
    public void Protocol_4_9_the_tenant_sys_is_refused()
    {
        ErrorRecord error = Run("Stop-ObTenantRestore sys -Confirm:$false").AllErrors[0];

        Assert.Contains(error.FullyQualifiedErrorId.Split(',')[0], new[] { "ReservedTenantName", "OB.Tenant.SysOperationNotAllowed" });
        Assert.True(HasTenant("sys"));
        Assert.Empty(Cluster.Sql.Statements);
    }

    /// <summary>
    /// An agent panics if a DAG has no additional data. Before the panic, it may have cancelled the restore. The module checks this and
    /// sends nothing again.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Protocol_4_9_a_panic_is_the_agents_error_unless_the_cancel_is_visible(bool handlerRuns)
    {
        Begin(Slow, 30);
        Cluster.Faults.Add(new Fault { Kind = FaultKind.Panic, Method = "DELETE", PathPrefix = "/api/v1/tenant/rt2/restore", HandlerRuns = handlerRuns });

        SessionResult result = Run("Stop-ObTenantRestore rt2 -Confirm:$false");

        Assert.Single(Sent);
        if (handlerRuns)
        {
            Assert.Equal("ROLLBACK", ((dynamic)Assert.Single(result.Output)).Operator);
            Says("lost", Assert.Single(result.Warnings));
        }
        else
        {
            Assert.Equal(500, ((dynamic)result.Error("Common.Unexpected").Exception).HttpStatus);
            Assert.True(HasTenant());
        }
    }
}
