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
    public void Wait_ObDag_with_Any_ends_at_the_first_ended_DAG_and_does_not_change_the_others()
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
    public void Wait_ObDag_with_Any_returns_one_DAG_even_if_all_DAGs_have_already_ended()
    {
        Room.Start("a1");
        Room.Start("a2");
        Room.Advance(60);

        Run("'11', '12' | Wait-ObDag -Any").Single();
    }

    [Fact]
    public void Any_counts_a_failed_DAG_as_an_end_but_not_an_unknown_id()
    {
        Room.Start("rt2", new RestoreBehaviour { JobFails = true });
        Room.Advance(60);

        SessionResult result = Run("'199', '11' | Wait-ObDag -Any");

        Assert.Single(result.Output);
        Assert.Contains(result.Errors, e => e.FullyQualifiedErrorId.StartsWith("RestoreJobFailed,", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Trap_8_ResumeOnServerTimeout_resumes_a_long_restore_and_each_time_writes_an_audit_record()
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(3.5 * 3600) });
        Cluster.Requests.Clear();
        Room.AdvanceAtEachLook(600);

        SessionResult result = Run("Wait-ObDag 11 -ResumeOnServerTimeout");

        Assert.Equal("Restored", ((dynamic)result.Single()).Verdict.ToString());

        // The DAG is read every ten minutes here, so the number of resumes is not exact. A test with virtual time shows the exact number,
        // three.
        Assert.InRange(Room.Changes.Count, 2, 3);
        Assert.All(Room.Changes, c => Assert.Equal("""{"operator":"RETRY"}""", c.BodyText));
        Assert.Equal(Room.Changes.Select(c => c.TraceId), result.Audit.Select(a => (string)((dynamic)a.MessageData).TraceId));
        Assert.Equal(Room.Changes.Count, result.Warnings.Count);
        Assert.Single(Room.RestoreStatements);
    }

    [Fact]
    public void Trap_11_ResumeOnServerTimeout_does_not_resume_a_DAG_in_stage_2()
    {
        Room.Start("rt2", new RestoreBehaviour { MetaTenantNeverNormal = true, Duration = TimeSpan.FromHours(1) });
        Room.Advance(700);
        Cluster.Requests.Clear();

        Run("Wait-ObDag 11 -ResumeOnServerTimeout").Error("RestoreCreateTimeout");
        Assert.Empty(Room.Changes);
    }
}
