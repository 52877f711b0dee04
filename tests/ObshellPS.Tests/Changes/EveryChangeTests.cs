using System;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Changes;

/// <summary>
/// Every cmdlet that changes something follows the same rules: it sends the change once, looks for the outcome if the answer is lost, and
/// writes an audit record if and only if the change was sent.
/// </summary>
[Trait("Category", "Slow")]
[Trait("Promise", "5")]
[Trait("Topic", "Changes")]
public sealed class EveryChangeTests : CmdletTest
{
    private static readonly string[] Cmdlets =
    [
        "Start-ObTenantRestore", "Stop-ObTenantRestore", "Stop-ObDag", "Resume-ObDag", "Undo-ObDag", "Skip-ObDag", "Remove-ObTenant",
        "Start-ObTenantBackup", "Stop-ObTenantBackup", "Set-ObTenantBackup", "New-ObUnitConfig", "Remove-ObUnitConfig", "Invoke-ObApi", "Wait-ObDag",
    ];

    public static TheoryData<string> All => [.. Cmdlets];

    public static TheoryData<string> LookedUp => [.. Cmdlets.Where(c => ChangeCase.Of(c).IsLookedUp)];

    public static TheoryData<string> ReadBack => [.. Cmdlets.Where(c => ChangeCase.Of(c).ReadBack is not null)];

    /// <summary>
    /// A new cmdlet that changes something must be added here. Drills, recoveries and the removal of leftovers make several changes and
    /// have their own tests. Reports and plans are only files.
    /// </summary>
    [Fact]
    public void Each_cmdlet_with_WhatIf_is_tested_here_or_excluded_by_name() => Assert.Equal(
        Cmdlets.Concat(["Invoke-ObRestoreDrill", "Remove-ObDrillLeftover", "Remove-ObTenantRestore", "Export-ObRestoreReport", "Export-ObRecoveryPlan", "Invoke-ObRecoveryPlan"]).Except(["Wait-ObDag"]).Order(StringComparer.Ordinal),
        Run("(Get-Command -Module ObshellPS | Where-Object { $_.Parameters.ContainsKey('WhatIf') }).Name").Output.Select(o => o.ToString()).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(LookedUp))]
    public void Promise_5_a_lost_answer_is_only_a_warning_if_the_agent_made_the_change(string cmdlet)
    {
        ChangeCase change = Prepare(cmdlet);
        Cluster.Faults.Add(FaultKind.DropAfterHandler, change.Method, change.Path, int.MaxValue);
        Room.AdvanceAtEachLook(5);
        Room.AdvanceAtEachLook(5, "/api/v1/tenant/shop/backup/");

        SessionResult result = Run(change.Script).ThrowIfFailed();

        Assert.Contains("answer was lost", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain(change.Unknown, AuditOf(result, change).Outcome, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Promise_5_a_change_with_unknown_outcome_is_reported_and_not_sent_again(string cmdlet)
    {
        ChangeCase change = Prepare(cmdlet);
        Cluster.Faults.Add(FaultKind.DropBeforeHandler, change.Method, change.Path, int.MaxValue);

        SessionResult result = Run(change.Script);

        ErrorRecord error = result.Error(change.Unknown);
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Contains(change.FindOut, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("another agent", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(change.Unknown, AuditOf(result, change).Outcome);
        Assert.Empty(result.Output);
    }

    [Theory]
    [MemberData(nameof(LookedUp))]
    public void Promise_5_an_agent_failure_that_changed_nothing_is_reported_as_the_agents_error(string cmdlet)
    {
        ChangeCase change = Prepare(cmdlet);
        Cluster.Faults.Add(FaultKind.Panic, change.Method, change.Path, int.MaxValue);

        SessionResult result = Run(change.Script);

        result.Error("Common.Unexpected");
        Assert.Equal("Common.Unexpected", AuditOf(result, change).Outcome);
    }

    [Theory]
    [MemberData(nameof(LookedUp))]
    public void A_failed_login_before_a_change_writes_no_audit_record(string cmdlet)
    {
        ChangeCase change = Prepare(cmdlet);
        Cluster.ChangeRootPassword("another");

        SessionResult result = Run(change.Script);

        result.Error("Security.Authentication.IncorrectOceanbasePassword");
        Assert.Empty(Room.Changes);
        Assert.Empty(result.Audit);
    }

    [Theory]
    [MemberData(nameof(ReadBack))]
    public void An_accepted_change_is_recorded_as_accepted_if_only_the_read_after_it_fails(string cmdlet)
    {
        ChangeCase change = Prepare(cmdlet);
        Cluster.Faults.Add(new Fault { Kind = FaultKind.Panic, Method = "GET", PathPrefix = change.ReadBack!.Value.Path, Skip = change.ReadBack.Value.Skip, Times = int.MaxValue });

        SessionResult result = Run(change.Script);

        result.Error("Common.Unexpected");
        Assert.Contains(AuditOf(result, change).Outcome, new[] { "accepted", "created" });
        Assert.Contains("could not be read afterwards", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    private ChangeCase Prepare(string cmdlet)
    {
        var change = ChangeCase.Of(cmdlet);
        change.Prepare(Room);
        return change;
    }

    /// <summary>The outcome and trace id of the only audit record, which belongs to the only change.</summary>
    private (string Outcome, string TraceId) AuditOf(SessionResult result, ChangeCase change)
    {
        RecordedRequest sent = Assert.Single(Room.Changes);
        dynamic record = Assert.Single(result.Audit).MessageData;
        Assert.Equal(change.Action, (string)record.Action);

        // The agent has no trace id for the request if its handler did not run.
        Assert.Matches(sent.TraceId.Length > 0 ? sent.TraceId : "^[0-9a-f]{16}$", (string)record.TraceId);
        return ((string)record.Outcome, (string)record.TraceId);
    }
}
