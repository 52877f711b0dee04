using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.GetObDrillLeftover;

/// <summary>
/// Leftovers of drills. A drill writes the tenant name into the journal before it creates the tenant. A leftover is reported, found again,
/// and removed only if it belongs to the drill.
/// </summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Drills")]
public sealed class GetObDrillLeftoverTests : DrillTest
{
    private static readonly RestoreBehaviour Endless = new() { Duration = TimeSpan.FromHours(100) };

    [Fact]
    [Trait("Promise", "7")]
    [Trait("Promise", "13")]
    public async Task Promise_7_after_Ctrl_C_the_drill_reports_its_leftover_and_the_next_drill_finds_it()
    {
        (string tenant, TimeSpan took) = await StopAsync("-HistoryPath $history");

        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Contains($"tenant '{tenant}' (DAG 11)", Host.Screen, StringComparison.Ordinal);
        Assert.Contains("\"interrupted\"", File.ReadAllText(History), StringComparison.Ordinal);

        // Get-ObRestoreDrill shows the interrupted drill before another drill has run.
        dynamic shown = Run("Get-ObRestoreDrill $history").Single();
        Assert.Equal(("Interrupted", "DrillInterrupted", tenant), (shown.Verdict.ToString(), (string)shown.ReasonId, (string)shown.TenantName));

        // The next drill also returns the result of the interrupted drill, but only once.
        SessionResult next = Drill("-HistoryPath $history", Source("other"));
        Assert.Equal([("Interrupted", "prod"), ("Passed", "other")], next.Output.Select(o => (((dynamic)o).Verdict.ToString(), (string)((dynamic)o).SourceName)));
        next.Error("DrillInterrupted");
        Assert.Contains(next.Warnings, w => w.Contains(tenant, StringComparison.Ordinal) && w.Contains("Remove-ObDrillLeftover", StringComparison.Ordinal));
        Assert.Single(Drill("-HistoryPath $history", Source("third")).ThrowIfFailed().Output);
        Assert.Equal(3, Run("Get-ObRestoreDrill $history").ThrowIfFailed().Output.Count);
    }

    [Fact]
    public async Task A_leftover_is_found_in_the_journal_and_removed_completely()
    {
        (string tenant, _) = await StopAsync("-HistoryPath $history");

        dynamic leftover = Run("Get-ObDrillLeftover $history").Single();
        Assert.Equal((tenant, "11", "Interrupted", true), ((string)leftover.TenantName, (string)leftover.DagId, leftover.State.ToString(), (bool)leftover.IsOwn));

        SessionResult removed = Run("Get-ObDrillLeftover $history | Remove-ObDrillLeftover -Confirm:$false");
        Assert.Empty(removed.ThrowIfFailed().Output);
        Assert.Equal(["POST task/dag CANCEL", "POST task/dag ROLLBACK"], removed.Audit.Select(a => (string)((dynamic)a.MessageData).Action));
        NothingIsLeftBut();
        Assert.Empty(Run("Get-ObDrillLeftover $history").ThrowIfFailed().Output);
    }

    [Fact]
    public async Task Without_HistoryPath_the_leftovers_come_from_the_journal_in_the_users_state_folder()
    {
        (string tenant, _) = await StopAsync("");

        Assert.Equal(tenant, (string)((dynamic)Run("Get-ObDrillLeftover -SourceName prod").Single()).TenantName);
        Run("Get-ObDrillLeftover | Remove-ObDrillLeftover -Confirm:$false").ThrowIfFailed();
        NothingIsLeftBut();
    }

    [Fact]
    public void Kept_tenants_are_leftovers_until_a_user_removes_them()
    {
        dynamic kept = Drill("-Keep Always -HistoryPath $history", Source("prod")).Single();

        dynamic leftover = Run("Get-ObDrillLeftover $history").Single();
        Assert.Equal(("Kept", (string)kept.TenantName, "NORMAL"), (leftover.State.ToString(), (string)leftover.TenantName, (string)leftover.TenantStatus));

        Run("Get-ObDrillLeftover $history | Remove-ObDrillLeftover -Confirm:$false").ThrowIfFailed();
        Assert.Equal([(string)kept.TenantName], Dropped);
        NothingIsLeftBut();
    }

    [Fact]
    public void A_tenant_that_only_has_the_name_of_a_drill_tenant_is_not_a_leftover()
    {
        Cluster.AddTenant(new Tenant { Name = "drill_prod_202601010000" });

        Assert.Empty(Run("Get-ObDrillLeftover $history").ThrowIfFailed().Output);
    }

    [Fact]
    public void A_tenant_that_another_user_created_under_the_name_of_a_leftover_is_shown_and_not_dropped()
    {
        dynamic kept = Drill("-Keep Always -HistoryPath $history", Source("prod")).Single();
        Cluster.RemoveTenant((string)kept.TenantName);
        Cluster.AddTenant(new Tenant { Name = (string)kept.TenantName, Id = 7002 });

        SessionResult run = Run("Get-ObDrillLeftover $history | ForEach-Object { $_; $_ | Remove-ObDrillLeftover -Confirm:$false }");

        Assert.False((bool)((dynamic)Assert.Single(run.Output)).IsOwn);
        run.Error("LeftBehind");
        Assert.Empty(Dropped);
    }

    [Fact]
    public async Task Remove_ObDrillLeftover_asks_and_changes_nothing_with_WhatIf()
    {
        await StopAsync("-HistoryPath $history");
        int changes = Room.Changes.Count;

        Run("Get-ObDrillLeftover $history | Remove-ObDrillLeftover -WhatIf").ThrowIfFailed();
        Run("Get-ObDrillLeftover $history | Remove-ObDrillLeftover").Error("ConfirmationImpossible");

        Assert.Equal(changes, Room.Changes.Count);
    }

    [Fact]
    public void The_leftover_of_a_drill_that_was_killed_before_it_knew_its_DAG_is_found_by_the_DAG_number()
    {
        Run("Start-ObTenantRestore @good -RestoreTenantName drill_prod_1").ThrowIfFailed();
        File.WriteAllText(History, InterruptedDrill.Begun(Cluster, "drill_prod_1", "prod", "drill_{source}_1", newestDagBefore: 0));

        dynamic leftover = Run("Get-ObDrillLeftover $history").Single();

        Assert.Equal(("drill_prod_1", "11"), ((string)leftover.TenantName, (string)leftover.DagId));
    }

    [Fact]
    public void An_older_restore_with_the_same_tenant_name_is_not_a_leftover()
    {
        Run("Start-ObTenantRestore @good -RestoreTenantName drill_prod_1").ThrowIfFailed();
        File.WriteAllText(History, InterruptedDrill.Begun(Cluster, "drill_prod_1", "prod", "drill_{source}_1", newestDagBefore: 1));

        Assert.Empty(Run("Get-ObDrillLeftover $history").ThrowIfFailed().Output);
    }

    /// <summary>Stops a drill in the middle of its restore.</summary>
    private async Task<(string Tenant, TimeSpan Took)> StopAsync(string parameters)
    {
        Session.SetVariable("sources", new[] { Source("prod", Endless) });
        using RunningScript run = Session.Begin($"$sources | {Checked} {parameters}");
        Assert.True(SpinWait.SpinUntil(() => Restored.Count == 1 && Requests.Any(r => r.PathAndQuery.Contains("/restore/overview", StringComparison.Ordinal)), TimeSpan.FromSeconds(20)));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        run.Stop();
        TimeSpan took = clock.Elapsed;
        await run.EndAsync();
        return (Restored[0], took);
    }
}
