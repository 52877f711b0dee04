using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.DagOperators;

/// <summary>Trap 40: a change whose answer is lost is never sent again. The DAG shows the outcome.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Operators")]
public sealed class DagOperatorLostAnswerTests : OperatorTest
{
    private const string Path = "/api/v1/task/dag/11";

    [Theory]
    [InlineData(FaultKind.DropAfterHandler)]
    [InlineData(FaultKind.TruncateAnswer)]
    [InlineData(FaultKind.EmptyBody200)]
    [InlineData(FaultKind.GatewayTimeout504)]
    public void Trap_40_a_lost_answer_is_a_warning_if_the_DAG_shows_the_change(FaultKind kind)
    {
        Begin(Slow, 3700);
        Cluster.Faults.Add(new Fault { Kind = kind, Method = "POST", PathPrefix = Path, HandlerRuns = true });

        SessionResult result = Run("Resume-ObDag 11");

        Assert.Equal("READY", ((dynamic)result.Single()).State);
        Says("carried out", Assert.Single(result.Warnings));
        Assert.Single(Sent);
        Assert.Single(result.Audit);
    }

    [Theory]
    [InlineData(FaultKind.DropBeforeHandler)]
    [InlineData(FaultKind.GatewayTimeout504)]
    public void Trap_40_a_change_that_the_DAG_does_not_show_is_reported_as_unknown_and_not_sent_again(FaultKind kind)
    {
        Begin(Slow, 3700);
        Cluster.Faults.Add(new Fault { Kind = kind, Method = "POST", PathPrefix = Path, HandlerRuns = false });

        SessionResult result = Run("Undo-ObDag 11 -Force");

        ErrorRecord error = result.Error("ChangeUnknown");
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Recommends("Get-ObDag 11", error);
        Says("FAILED/RUN", error.ErrorDetails.Message);
        Assert.Single(Sent);
        Assert.Single(result.Audit);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Protocol_5_4_the_error_shows_the_state_of_a_DAG_that_another_client_changed_at_the_same_time()
    {
        Begin(Slow, 3700);
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Method = "POST",
            PathPrefix = Path,
            Custom = context =>
            {
                context.Response.StatusCode = 500;
                context.Response.ContentType = "application/json";
                return Answer(context, """{"successful":false,"timestamp":"2026-11-22T12:00:00Z","duration":1,"status":500,"traceId":"t","error":{"code":0,"errCode":"Gorm.NoRowAffected","message":"update dag: no row affected"}}""");
            },
        });

        ErrorRecord error = Run("Resume-ObDag 11").Error("Gorm.NoRowAffected");

        Assert.Equal(ErrorCategory.ResourceBusy, error.CategoryInfo.Category);
        Recommends("is now FAILED/RUN", error);
        Assert.Single(Sent);
    }

    [Fact]
    public void Protocol_5_4_an_agent_failure_is_only_a_warning_if_the_DAG_shows_the_retry()
    {
        Begin(Slow, 3700);
        Cluster.Faults.Add(new Fault { Kind = FaultKind.Panic, Method = "POST", PathPrefix = Path, HandlerRuns = true });

        SessionResult result = Run("Resume-ObDag 11");

        Assert.Equal("READY", ((dynamic)result.Single()).State);
        Assert.Single(result.Warnings);
    }

    [Fact]
    public void An_accepted_change_is_not_reported_as_failed_if_only_the_read_after_it_fails()
    {
        Begin(Slow, 3700);
        Cluster.Faults.Add(new Fault { Kind = FaultKind.HtmlPage, Method = "GET", PathPrefix = Path, Skip = 1, Times = int.MaxValue });

        SessionResult result = Run("Resume-ObDag 11");

        Says("accepted RETRY", Assert.Single(result.Warnings));
        Assert.Single(result.AllErrors);
        Says("accepted", Assert.Single(result.Audit).MessageData.ToString());
        Assert.Equal("READY", Dag().State);
    }

    [Fact]
    public void Trap_40_after_a_lost_answer_of_DELETE_restore_the_module_looks_for_the_outcome()
    {
        Begin(Slow, 30);
        Cluster.Faults.Add(FaultKind.DropAfterHandler, "DELETE", "/api/v1/tenant/rt2/restore");
        Room.AdvanceAtEachLook(5);

        SessionResult result = Run("Stop-ObTenantRestore rt2 -Force");

        Assert.Equal("ROLLBACK", ((dynamic)result.Single()).Operator);
        Assert.Single(result.Warnings);
        Assert.Single(Sent);
    }

    [Fact]
    public void Trap_40_a_DELETE_restore_without_visible_effect_is_reported_as_unknown()
    {
        Begin(Slow, 30);
        Cluster.Faults.Add(FaultKind.DropBeforeHandler, "DELETE", "/api/v1/tenant/rt2/restore");

        ErrorRecord error = Run("Stop-ObTenantRestore rt2 -Force").Error("ChangeUnknown");

        Recommends("Get-ObDag 11", error);
        Assert.Single(Sent);
        Assert.Single(Cluster.RestoreJobs, j => j.IsRunning);
    }

    private static async System.Threading.Tasks.Task<bool> Answer(Microsoft.AspNetCore.Http.HttpContext context, string json)
    {
        await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(json));
        return true;
    }
}
