using System;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Changes;

/// <summary>
/// A drill whose restore failed after stage 3 removes its resource pools itself. The same rules apply to these removals as to every other
/// change.
/// </summary>
[Trait("Category", "Slow")]
[Trait("Promise", "5")]
[Trait("Topic", "Changes")]
public sealed class DrillPoolsTests : DrillTest
{
    private const string PoolPath = "/api/v1/resource-pool/";
    private const string Action = "DELETE resource-pool";

    private static readonly RestoreBehaviour FailsLate = new() { JobFails = true };

    [Fact]
    public void Promise_5_a_lost_answer_to_a_removal_of_pools_is_not_an_error_if_the_pools_are_gone()
    {
        Cluster.Faults.Add(FaultKind.DropAfterHandler, "DELETE", PoolPath, int.MaxValue);

        SessionResult result = Drill("", Source("prod", FailsLate));

        Assert.Equal("Dropped", ((dynamic)Assert.Single(result.Output)).Cleanup.ToString());
        Assert.Equal("answer lost, carried out", Assert.Single(Outcomes(result)));
        Assert.Single(Sent);
        Assert.Empty(Cluster.ResourcePools);
    }

    [Fact]
    public void Promise_5_a_removal_of_pools_with_unknown_outcome_is_reported_and_not_sent_again()
    {
        Cluster.Faults.Add(FaultKind.DropBeforeHandler, "DELETE", PoolPath, int.MaxValue);

        SessionResult result = Drill("", Source("prod", FailsLate));

        dynamic drill = Assert.Single(result.Output);
        Assert.Equal("LeftBehind", drill.Cleanup.ToString());
        Assert.Contains("unknown whether", (string)drill.CleanupText, StringComparison.Ordinal);
        Assert.Equal("ChangeUnknown", Assert.Single(Outcomes(result)));
        Assert.Single(Sent);
    }

    [Fact]
    public void Promise_5_the_error_for_a_removal_with_unknown_outcome_has_the_command_to_check_it()
    {
        Drill("-Keep OnFailure -HistoryPath $history", Source("prod", FailsLate));
        Cluster.Faults.Add(FaultKind.DropBeforeHandler, "DELETE", PoolPath, int.MaxValue);

        SessionResult result = Run("Get-ObDrillLeftover $history | Remove-ObDrillLeftover -Confirm:$false");

        ErrorRecord error = result.Error("ChangeUnknown");
        Assert.Contains("Invoke-ObApi /api/v1/resource-pools", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("ChangeUnknown", Assert.Single(Outcomes(result)));
        Assert.Single(Sent);
    }

    private RecordedRequest[] Sent => [.. Room.Changes.Where(r => r.PathAndQuery.StartsWith(PoolPath, StringComparison.Ordinal))];

    private static string[] Outcomes(SessionResult result) =>
        [.. result.Audit.Select(a => (dynamic)a.MessageData).Where(a => a.Action == Action).Select(a => (string)a.Outcome)];
}
