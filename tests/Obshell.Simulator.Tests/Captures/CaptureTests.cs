using System.Linq;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>The simulator must answer the recorded requests as the real agent did (PROTOCOL 11).</summary>
public sealed class CaptureTests : IClassFixture<CaptureScenarios>
{
    private readonly CaptureScenarios _scenarios;

    public CaptureTests(CaptureScenarios scenarios)
    {
        _scenarios = scenarios;
    }

    [Theory]
    [MemberData(nameof(CaptureScenarios.Compared), MemberType = typeof(CaptureScenarios))]
    public void The_simulator_answers_a_recorded_request_as_the_recorded_agent_did(string name)
    {
        Assert.True(_scenarios.Differences.TryGetValue(name, out var differences), "The capture was not played.");
        Assert.True(differences!.Count == 0, CaptureReplay.Text(differences));
    }

    [Fact]
    public void Each_capture_is_replayed_or_is_in_the_list_of_exceptions()
    {
        Assert.Equal(375, Capture.All.Count());
        Assert.Empty(CaptureScenarios.LeftOut.Keys.Except(Capture.All));
        Assert.Equal(Capture.All.Except(CaptureScenarios.LeftOut.Keys), _scenarios.Differences.Keys.Order(System.StringComparer.Ordinal));
    }
}
