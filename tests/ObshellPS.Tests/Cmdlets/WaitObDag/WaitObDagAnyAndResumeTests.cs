using System;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.WaitObDag;

/// <summary>Wait-ObDag -Any and -ResumeOnServerTimeout.</summary>
[Trait("Topic", "Waiting")]
public sealed class WaitObDagAnyAndResumeTests : CmdletTest
{
    [Fact]
    public void Any_ends_with_the_first_DAG_that_ends_and_leaves_the_others_alone()
    {
        Room.Start("slow", new RestoreBehaviour { Duration = TimeSpan.FromHours(2) });
        Room.Start("quick", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(20) });
        Cluster.Requests.Clear();
        Room.AdvanceAtEachLook(5);

        dynamic dag = Run("'11', '12' | Wait-ObDag -Any").Single();

        Assert.Equal(("12", "Restored"), ((string)dag.Id, (string)dag.Verdict.ToString()));
        Assert.Empty(Room.Changes);
        Assert.Single(Cluster.RestoreJobs, j => j.IsRunning);
    }

    [Fact]
    public void Any_gives_one_DAG_also_when_all_have_ended_already()
    {
        Room.Start("a1");
        Room.Start("a2");
        Room.Advance(60);

        Run("'11', '12' | Wait-ObDag -Any").Single();
    }

    [Fact]
    public void Any_of_bad_ends_is_an_end_and_an_unknown_id_is_none()
    {
        Room.Start("rt2", new RestoreBehaviour { JobFails = true });
        Room.Advance(60);

        SessionResult result = Run("'199', '11' | Wait-ObDag -Any");

        Assert.Single(result.Output);
        Assert.Contains(result.Errors, e => e.FullyQualifiedErrorId.StartsWith("RestoreJobFailed,", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Trap_8_ResumeOnServerTimeout_carries_a_long_restore_to_its_end_with_a_warning_and_an_audit_record_each()
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(3.5 * 3600) });
        Cluster.Requests.Clear();
        Room.AdvanceAtEachLook(600);

        SessionResult result = Run("Wait-ObDag 11 -ResumeOnServerTimeout");

        Assert.Equal("Restored", ((dynamic)result.Single()).Verdict.ToString());

        // Looks are ten minutes apart here, so how many limits pass is not exact; that it is three is shown on virtual time.
        Assert.InRange(Room.Changes.Count, 2, 3);
        Assert.All(Room.Changes, c => Assert.Equal("""{"operator":"RETRY"}""", c.BodyText));
        Assert.Equal(Room.Changes.Select(c => c.TraceId), result.Audit.Select(a => (string)((dynamic)a.MessageData).TraceId));
        Assert.Equal(Room.Changes.Count, result.Warnings.Count);
        Assert.Single(Room.RestoreStatements);
    }

    [Fact]
    public void Trap_11_ResumeOnServerTimeout_never_touches_stage_2()
    {
        Room.Start("rt2", new RestoreBehaviour { MetaTenantNeverNormal = true, Duration = TimeSpan.FromHours(1) });
        Room.Advance(700);
        Cluster.Requests.Clear();

        Run("Wait-ObDag 11 -ResumeOnServerTimeout").Error("RestoreCreateTimeout");
        Assert.Empty(Room.Changes);
    }
}
