using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.WaitObDag;

/// <summary>-Timeout ends only the wait. The restore on the cluster continues (promise 5).</summary>
[Trait("Promise", "5")]
[Trait("Topic", "Waiting")]
public sealed class WaitObDagTimeoutTests : CmdletTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Promise_5_a_timeout_is_the_error_WaitTimeout_and_the_restore_continues(int seconds)
    {
        Room.Start();
        Cluster.Requests.Clear();
        var clock = Stopwatch.StartNew();

        SessionResult result = Run("Wait-ObDag 11 -Timeout $args[0]", seconds);

        Assert.InRange(clock.Elapsed.TotalSeconds, seconds - 0.05, seconds + 3);
        ErrorRecord error = result.Error("WaitTimeout");
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.Equal("11", ((dynamic)error.TargetObject).Id);
        Assert.Contains("Wait-ObDag 11", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Empty(Room.Changes);
        Room.Advance(60);
        Assert.Equal("SUCCEED", Assert.Single(Cluster.Dags).State);
    }

    [Fact]
    public void A_DAG_that_has_already_ended_is_returned_even_with_Timeout_0()
    {
        Room.Start();
        Room.Advance(60);

        Assert.Equal("Restored", ((dynamic)Run("Wait-ObDag 11 -Timeout 0").Single()).Verdict.ToString());
    }

    [Fact]
    [Trait("Promise", "13")]
    public void Timeout_applies_to_all_DAGs_together_and_each_unfinished_DAG_is_one_error()
    {
        Room.Start("a1");
        Room.Advance(60);
        Room.Start("a2");
        Room.Start("a3");

        SessionResult result = Run("Wait-ObDag 11, 12, 13 -Timeout 1");

        Assert.Equal("11", (string)((dynamic)Assert.Single(result.Output)).Id);
        Assert.All(result.Errors, e => Assert.StartsWith("WaitTimeout,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(["12", "13"], result.Errors.Select(e => (string)((dynamic)e.TargetObject).Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void An_agent_that_does_not_answer_does_not_delay_a_timeout()
    {
        Room.Start();
        Cluster.Faults.Add(FaultKind.StallForEver, pathPrefix: "/api/v1/task/dag", times: int.MaxValue);
        var clock = Stopwatch.StartNew();

        SessionResult result = Run("Wait-ObDag 11 -Timeout 1");

        Assert.InRange(clock.Elapsed.TotalSeconds, 1, 6);
        ErrorRecord error = result.Error("WaitTimeout");
        Assert.Contains("DAG 11", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("soon")]
    public void A_text_that_is_not_a_duration_is_refused_as_Timeout(string timeout)
    {
        Assert.NotEmpty(Run("Wait-ObDag 11 -Timeout $args[0]", timeout).AllErrors);
        Assert.Empty(Requests);
    }
}
