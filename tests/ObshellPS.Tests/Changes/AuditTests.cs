using System;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Changes;

/// <summary>
/// For every change that was sent, the module writes one Information record with the tag ObshellPS.Audit. The record has the user, the
/// action, the agent and the trace id.
/// </summary>
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Starting")]
public sealed class AuditTests : CmdletTest
{
    [Fact]
    public void The_audit_record_of_a_start_has_the_user_the_target_the_agent_and_the_outcome()
    {
        SessionResult result = Run("Start-ObTenantRestore @good").ThrowIfFailed();

        InformationRecord record = Assert.Single(result.Audit);
        dynamic audit = record.MessageData;
        string text = record.MessageData.ToString()!;
        Assert.Equal("rt2", audit.Target);
        Assert.Equal("obcluster", audit.Cluster);
        Assert.Equal(Cluster.Agents[0].Uri.Authority, audit.Agent);
        Assert.Equal(Assert.Single(Room.Changes).TraceId, audit.TraceId);
        Assert.Equal("DAG 11", audit.Outcome);
        Assert.Matches("^[0-9-]{10}T[0-9:]{8}Z " + System.Text.RegularExpressions.Regex.Escape(Environment.UserName), text);
        Assert.StartsWith(Environment.UserName + "@", audit.User, StringComparison.Ordinal);
        foreach (string part in new[] { "tenant/restore", "rt2", "obcluster", audit.TraceId, "11", Environment.UserName })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_change_that_the_agent_refused_is_recorded_with_its_code()
    {
        Cluster.AddTenant(new Tenant { Name = "rt2" });

        SessionResult result = Run("Start-ObTenantRestore @good");

        Assert.Contains("OB.Tenant.Existed", Assert.Single(result.Audit).MessageData.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_of_several_starts_writes_one_audit_record()
    {
        SessionResult result = Session.InvokeWithInput("$input | Start-ObTenantRestore", Enumerable.Range(1, 5).Select(i => ConnectedSession.Good("a" + i))).ThrowIfFailed();

        Assert.Equal(
            Room.Changes.Select(r => r.TraceId).Order(StringComparer.Ordinal),
            result.Audit.Select(i => (string)((dynamic)i.MessageData).TraceId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_command_that_only_reads_writes_no_audit_record()
    {
        Room.Start();
        Room.Advance(60);

        Assert.Empty(Run("Wait-ObDag 11; Get-ObDag; Get-ObConnection").ThrowIfFailed().Information);
    }
}
