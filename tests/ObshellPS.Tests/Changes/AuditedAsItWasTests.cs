using System;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Changes;

/// <summary>The audit holds what became of the change itself, whatever went wrong around it.</summary>
[Trait("Promise", "5")]
[Trait("Topic", "Changes")]
public sealed class AuditedAsItWasTests : CmdletTest
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Promise_5_another_unit_config_of_that_name_is_not_taken_for_the_lost_one()
    {
        Cluster.Faults.Add(FaultKind.DropAfterHandler, "POST", "/api/v1/unit/config", int.MaxValue);

        SessionResult result = Run("New-ObUnitConfig s1 -MemorySize 9G -MaxCpu 9");

        Assert.Contains("exists, but with other values", result.Error("ChangeUnknown").ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("ChangeUnknown", Outcome(result));
        Assert.Single(Room.Changes);
    }

    [Fact]
    public void A_search_for_an_existing_restore_that_fails_does_not_hide_what_the_agent_said_to_the_start()
    {
        Cluster.AddTenant(new Tenant { Name = "rt2" });
        Cluster.Faults.Add(FaultKind.Panic, "GET", "/api/v1/task/dags/ob", int.MaxValue);

        SessionResult result = Run("Start-ObTenantRestore @good -AttachExisting");

        result.Error("Common.Unexpected");
        Assert.Equal("OB.Tenant.Existed", Outcome(result));
        Assert.Equal(Assert.Single(Room.Changes).TraceId, (string)((dynamic)result.Audit[0].MessageData).TraceId);
    }

    private static string Outcome(SessionResult result) => (string)((dynamic)Assert.Single(result.Audit).MessageData).Outcome;
}
