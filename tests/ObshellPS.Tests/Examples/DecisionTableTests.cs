using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Examples;

/// <summary>The table of docs/when-a-restore-goes-wrong.md. The tests produce the state of each row and run its commands.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Operators")]
public sealed class DecisionTableTests : OperatorTest
{
    private static readonly string[] Rows = [.. File.ReadAllLines(Path.Combine(HostedSession.RepoRoot, "docs", "when-a-restore-goes-wrong.md"))
        .Where(l => l.StartsWith("| `", StringComparison.Ordinal))];

    /// <summary>A test below produces each of these rows. A new or changed row needs a test.</summary>
    private static readonly string[] Tested =
    [
        "`RestoreOutlivedAgentWait`", "`RestoreJobFailed`", "`DagFailed` in stage 1 or 2", "`DagFailed` in stage 4 or 5",
        "`RestoreCreateTimeout`, job running", "`RestoreCreateTimeout`, job ended", "`DagCancelled` in stage 1 to 3", "`DagCancelled` in stage 4 or 5", "`DagRolledBack`",
        "`DagRollbackFailed`", "`DagPassed`", "`RestoreUnconfirmed`", "`WaitTimeout`",
    ];

    protected override SimulatorOptions Options { get; } = new()
    {
        RootPassword = ConnectedSession.RootPassword,
        ManualClock = true,
        Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true },
    };

    [Fact]
    public void The_table_has_exactly_the_rows_that_are_tested_here() => Assert.Equal(Tested, Rows.Select(r => r.Split('|')[1].Trim()));

    [Fact]
    public void Row_RestoreOutlivedAgentWait()
    {
        Begin(new RestoreBehaviour { Duration = TimeSpan.FromHours(1.5) }, 3700);
        Reported("RestoreOutlivedAgentWait", "Resume-ObDag ID");
        Room.AdvanceAtEachLook(600);
        Assert.Equal("Restored", ((dynamic)Run("Resume-ObDag 11 | Wait-ObDag").Single()).Verdict.ToString());
    }

    [Fact]
    public void The_commands_work_for_RestoreJobFailed_in_stage_3()
    {
        Begin(new RestoreBehaviour { Duration = TimeSpan.FromHours(2), JobFails = true }, 3 * 3600);
        Reported("RestoreJobFailed", "Remove-ObTenantRestore TENANT");
        Says("ret=-9040", (string)((dynamic)Run("Get-ObTenantRestore rt2").Single()).Comment);
        UndoAndStartAnew();
    }

    [Fact]
    public void The_commands_work_for_RestoreJobFailed_in_stage_4()
    {
        Begin(new RestoreBehaviour { JobFails = true }, 60);
        Reported("RestoreJobFailed", "Remove-ObTenantRestore TENANT");
        Assert.Equal("FAIL", ((dynamic)Run("Get-ObTenantRestore rt2").Single()).Status);
        RemoveAndStartAnew();
    }

    [Fact]
    public void The_commands_work_for_RestoreJobFailed_in_stage_4_with_a_remaining_tenant()
    {
        Begin(new RestoreBehaviour { JobFails = true, FailedTenantRemains = true }, 60);
        Reported("RestoreJobFailed", "Remove-ObTenantRestore TENANT");
        RemoveAndStartAnew();
    }

    [Fact]
    public void The_commands_work_for_DagFailed_in_stage_1()
    {
        Run("Start-ObTenantRestore @good -Timestamp $args[0]", Cluster.Backups[0].Windows![0].End.AddSeconds(1)).ThrowIfFailed();
        Room.Advance(30);
        Reported("DagFailed", "Undo-ObDag ID");
        Assert.Equal("OB.Restore.TimeNotValid", ((dynamic)Run("Get-ObDagLog 11 -Level Error").Single()).ErrorCode);
        UndoAndStartAnew();
    }

    [Fact]
    public void The_commands_work_for_DagFailed_in_stage_5()
    {
        Begin(new RestoreBehaviour { UpgradeError = "Error 4012 (HY000): Timeout" }, 60);
        Reported("DagFailed", "Resume-ObDag ID");
        Cluster.SetBehaviour("rt2", new RestoreBehaviour());
        Room.AdvanceAtEachLook(5);
        Assert.Equal("Restored", ((dynamic)Run("Resume-ObDag 11 | Wait-ObDag").Single()).Verdict.ToString());
    }

    [Fact]
    public async Task The_commands_for_DagCancelled_in_stage_4_have_no_rollback()
    {
        Begin(new RestoreBehaviour { ActivationNeverPrimary = true }, 60);
        await OtherUser.OperateAsync("11", "CANCEL");
        Room.Advance(10);
        Reported("DagCancelled", "Resume-ObDag ID");
        Assert.DoesNotContain("Undo-ObDag", Run("Wait-ObDag 11").Error("DagCancelled").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("may yet appear", Run("Wait-ObDag 11").Error("DagCancelled").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Cluster.SetBehaviour("rt2", new RestoreBehaviour());
        Room.AdvanceAtEachLook(5);
        Assert.Equal("Restored", ((dynamic)Run("Resume-ObDag 11 | Wait-ObDag").Single()).Verdict.ToString());
    }

    [Fact]
    public void The_commands_work_for_DagFailed_in_stage_2()
    {
        Begin(Refused, 60);
        Reported("DagFailed", "Undo-ObDag ID");
        Says("No enough log", (string)((dynamic)Run("Get-ObDagLog 11 -Level Error").Single()).Text);
        UndoAndStartAnew();
    }

    [Fact]
    public void The_commands_work_for_DagFailed_in_stage_4()
    {
        Begin(NoActivation, 60);
        Reported("DagFailed", "Resume-ObDag ID");
        Run("Get-ObDagLog 11 -Level Error").Single();
        Cluster.SetBehaviour("rt2", new RestoreBehaviour());
        Room.AdvanceAtEachLook(5);
        Assert.Equal("Restored", ((dynamic)Run("Resume-ObDag 11 | Wait-ObDag").Single()).Verdict.ToString());
    }

    [Fact]
    public void The_commands_work_for_RestoreCreateTimeout_while_the_job_runs_and_after_its_end()
    {
        Begin(new RestoreBehaviour { MetaTenantNeverNormal = true, Duration = TimeSpan.FromHours(1) }, 700);
        Reported("RestoreCreateTimeout", "Get-ObTenantRestore TENANT");
        Assert.True(((dynamic)Run("Get-ObTenantRestore rt2").Single()).IsRunning);
        Room.Advance(3600);
        Reported("RestoreCreateTimeout", "Remove-ObTenantRestore TENANT");
        RemoveAndStartAnew();
    }

    [Theory]
    [InlineData("Resume-ObDag", "Restored")]
    [InlineData("Undo-ObDag", "DagRolledBack")]
    public async Task The_commands_work_for_DagCancelled(string cmdlet, string end)
    {
        Begin(new RestoreBehaviour { Duration = TimeSpan.FromMinutes(10) }, 30);
        await OtherUser.OperateAsync("11", "CANCEL");
        Room.Advance(10);
        Reported("DagCancelled", cmdlet + " ID");
        Room.AdvanceAtEachLook(60);
        Assert.Equal(end, ((dynamic)Run(cmdlet + " 11 -Confirm:$false | Wait-ObDag").Single()).Verdict.ToString());
    }

    [Fact]
    public async Task The_commands_work_for_DagRolledBack()
    {
        Begin(Refused, 60);
        await OtherUser.OperateAsync("11", "ROLLBACK");
        Room.Advance(60);
        Reported("DagRolledBack", null);
        StartAnew();
    }

    [Fact]
    [Trait("Row", "5.4 FAILED/ROLLBACK")]
    public void The_commands_work_for_DagRollbackFailed()
    {
        var undroppable = new RestoreBehaviour { MetaTenantNeverNormal = true, Duration = TimeSpan.FromSeconds(30), DropError = "Error 4179 (HY000): drop tenant is not allowed now" };
        Begin(undroppable, 700);
        Assert.Equal("DagRollbackFailed", Verdict("Undo-ObDag 11 -Confirm:$false"));
        Reported("DagRollbackFailed", "Get-ObDagLog ID");
        Says("drop tenant is not allowed now", (string)((dynamic)Run("Get-ObDagLog 11 -Level Error").Output[^1]).Text);
        Assert.True(HasTenant());
        Cluster.SetBehaviour("rt2", undroppable with { DropError = null });
        UndoAndStartAnew();
    }

    [Fact]
    public async Task The_commands_work_for_DagPassed()
    {
        Begin(Refused, 60);
        await OtherUser.OperateAsync("11", "PASS");
        Reported("DagPassed", null);
        Run("Get-ObTenantRestore rt2").Single();
    }

    [Fact]
    public void The_commands_work_for_RestoreUnconfirmed()
    {
        Begin(new RestoreBehaviour(), 60);
        var hidden = new Fault { Kind = FaultKind.NullData, Method = "GET", PathPrefix = "/api/v1/tenant/rt2/restore/overview", Times = int.MaxValue };
        var list = new Fault { Kind = FaultKind.Panic, Method = "GET", PathPrefix = "/api/v1/restore/tasks", Times = int.MaxValue };
        Cluster.Faults.Add(hidden);
        Cluster.Faults.Add(list);
        Reported("RestoreUnconfirmed", "Wait-ObDag ID", " -Timeout 0");
        Cluster.Faults.Clear();
        Assert.Equal("Restored", ((dynamic)Run("Wait-ObDag 11").Single()).Verdict.ToString());
    }

    [Fact]
    public void The_commands_work_for_WaitTimeout()
    {
        Begin(new RestoreBehaviour { Duration = TimeSpan.FromMinutes(1) }, 5);
        Reported("WaitTimeout", "Wait-ObDag ID", " -Timeout 0");
        Room.AdvanceAtEachLook(30);
        Run("Wait-ObDag 11").Single();
    }

    /// <summary>Checks that the wait ends with this error, and that a row of the page and the error's advice contain the command.</summary>
    private void Reported(string error, string? command, string arguments = "")
    {
        ErrorRecord record = Run("Wait-ObDag 11" + arguments).Error(error);
        string[] rows = [.. Rows.Where(r => r.StartsWith($"| `{error}`", StringComparison.Ordinal))];
        Assert.NotEmpty(rows);
        if (command is not null)
        {
            Assert.Contains(rows, r => r.Contains(command, StringComparison.Ordinal));
            Recommends(command.Replace("ID", "11", StringComparison.Ordinal).Replace("TENANT", "rt2", StringComparison.Ordinal).Split(' ')[0], record);
        }
    }

    /// <summary>Runs the script, advances the clock, and returns the verdict of a wait for its DAG.</summary>
    private string Verdict(string script)
    {
        Run("$given = " + script).ThrowIfFailed();
        Room.Advance(60);
        return ((dynamic)Run("$given | Wait-ObDag").Output.Single()).Verdict.ToString();
    }

    private void RemoveAndStartAnew()
    {
        Room.AdvanceAtEachLook(20);
        Run("Remove-ObTenantRestore rt2 -Confirm:$false").ThrowIfFailed();
        Assert.False(HasTenant());
        Assert.DoesNotContain(Cluster.ResourcePools, p => p.Name.StartsWith("rt2_", StringComparison.Ordinal));
        StartAnew();
    }

    private void UndoAndStartAnew()
    {
        Assert.NotEmpty(Run("Undo-ObDag 11 -Confirm:$false").ThrowIfFailed().Output);
        Room.Advance(60);
        Assert.False(HasTenant());
        StartAnew();
    }

    private void StartAnew()
    {
        Cluster.SetBehaviour("rt2", new RestoreBehaviour());
        Run("$second = Start-ObTenantRestore @good").ThrowIfFailed();
        Room.Advance(60);
        Assert.Equal("Restored", ((dynamic)Run("$second | Wait-ObDag").Single()).Verdict.ToString());
    }
}
