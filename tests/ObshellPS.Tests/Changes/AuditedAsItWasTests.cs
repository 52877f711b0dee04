using System;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Changes;

/// <summary>The audit record has the outcome of the change itself, whatever the reads after the change return.</summary>
[Trait("Promise", "5")]
[Trait("Topic", "Changes")]
public sealed class AuditedAsItWasTests : CmdletTest
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Promise_5_a_unit_config_with_other_values_does_not_prove_that_a_lost_request_created_it()
    {
        Cluster.Faults.Add(FaultKind.DropAfterHandler, "POST", "/api/v1/unit/config", int.MaxValue);

        SessionResult result = Run("New-ObUnitConfig s1 -MemorySize 9G -MaxCpu 9");

        Assert.Contains("exists, but with other values", result.Error("ChangeUnknown").ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("ChangeUnknown", Outcome(result));
        Assert.Single(Room.Changes);
    }

    [Fact]
    public void The_audit_has_the_answer_to_the_start_even_if_the_search_for_an_existing_restore_fails()
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
