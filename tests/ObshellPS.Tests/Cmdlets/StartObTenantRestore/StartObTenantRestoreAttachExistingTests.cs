using System;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantRestore;

/// <summary>
/// Start-ObTenantRestore -AttachExisting: a runbook that is killed and started again makes exactly one restore (trap 39).
/// </summary>
[Trait("Promise", "5")]
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Starting")]
public sealed class StartObTenantRestoreAttachExistingTests : CmdletTest
{
    private const string Point = " -Scn 1795000000123456789";

    [Fact]
    public void Trap_39_a_running_restore_is_returned_and_waited_for()
    {
        Run("Start-ObTenantRestore @good" + Point).Single();
        Room.Advance(8);
        Room.AdvanceAtEachLook(5);

        SessionResult result = Run("Start-ObTenantRestore @good -AttachExisting" + Point + " | Wait-ObDag");

        dynamic dag = result.Single();
        Assert.Equal(("11", "Restored"), ((string)dag.Id, (string)dag.Verdict.ToString()));
        Assert.Empty(result.Warnings);
        Assert.Single(Room.RestoreStatements);
        Assert.Contains("attached to DAG 11", Assert.Single(result.Audit).MessageData.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Trap_39_a_successful_restore_is_returned()
    {
        Run("Start-ObTenantRestore @good" + Point).Single();
        Room.Advance(60);

        dynamic dag = Run("Start-ObTenantRestore @good -AttachExisting" + Point).Single();

        Assert.Equal(("11", "Restored"), ((string)dag.Id, (string)dag.Verdict.ToString()));
        Assert.Single(Cluster.Dags);
    }

    [Fact]
    public void Without_an_existing_restore_a_restore_is_started() =>
        Assert.Equal("11", ((dynamic)Run("Start-ObTenantRestore @good -AttachExisting").Single()).Id);

    [Fact]
    public void A_runbook_that_is_killed_at_each_step_and_started_again_makes_one_restore()
    {
        Cluster.SetBehaviour("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(2) });
        Room.AdvanceAtEachLook(2);
        for (int i = 0; i < 5; i++)
        {
            using var session = new HostedSession();
            session.Connect(Cluster, ConnectedSession.RootPassword);
            session.SetVariable("good", ConnectedSession.Good());
            Assert.Equal("11", ((dynamic)session.Invoke("Start-ObTenantRestore @good -AttachExisting" + Point).Single()).Id);
            Room.Advance(i * 1500);
        }

        Assert.Single(Cluster.Dags);
        Assert.Single(Room.RestoreStatements);
    }

    [Fact]
    public void A_warning_says_that_no_agent_reports_whether_a_restore_used_the_newest_point()
    {
        Room.Start();
        Room.Advance(60);

        SessionResult result = Run("Start-ObTenantRestore @good -AttachExisting");

        result.Single();
        Assert.Contains("whether this was the newest point", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" -Scn 1795000000123456790", "SCN")]
    [InlineData(Point + " -DataBackupUri file:///other/data", "data backup")]
    [InlineData(Point + " -ArchiveLogUri file:///other/clog", "log archive")]
    [InlineData(" -Timestamp 2026-11-20T00:00:00Z", "2026-11-20T00:00:00")]
    public void An_existing_restore_with_other_values_is_the_error_ExistingRestoreDiffers(string change, string part)
    {
        Run("Start-ObTenantRestore @good" + Point).Single();
        Room.Advance(8);
        string script = "$other = $good.Clone(); 'DataBackupUri', 'ArchiveLogUri' | ForEach-Object { if ($args[0].Contains($_)) { $other.Remove($_) } }; ";
        Session.SetVariable("change", change);

        ErrorRecord error = Run(script.Replace("$args[0]", "$change", StringComparison.Ordinal) + "Start-ObTenantRestore @other -AttachExisting" + change).Error("ExistingRestoreDiffers");

        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        Assert.Contains(part, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Wait-ObDag 11", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(Cluster.Dags);
    }

    [Fact]
    public void Other_storage_keys_in_the_URI_mean_the_same_restore_and_are_not_shown()
    {
        const string Uri = "oss://bkt/data?host=h.example&access_id=CANARY1&access_key=CANARY2";
        Session.SetVariable("uri", Uri);
        Session.SetVariable("renewed", Uri.Replace("CANARY2", "CANARY3", StringComparison.Ordinal));
        Run("$good.DataBackupUri = $uri; Start-ObTenantRestore @good" + Point).Single();
        Room.Advance(8);

        SessionResult result = Run("$good.DataBackupUri = $renewed; Start-ObTenantRestore @good -AttachExisting -Verbose" + Point);

        result.Single();
        Assert.DoesNotContain("CANARY", result.Everything(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void For_a_tenant_without_a_successful_restore_the_agents_refusal_is_reported(bool failedRestore)
    {
        if (failedRestore)
        {
            Room.Start("rt2", new RestoreBehaviour { JobFails = true, FailedTenantRemains = true });
            Room.Advance(60);
        }
        else
        {
            Cluster.AddTenant(new Tenant { Name = "rt2" });
        }

        Run("Start-ObTenantRestore @good -AttachExisting").Error("OB.Tenant.Existed");
    }
}
