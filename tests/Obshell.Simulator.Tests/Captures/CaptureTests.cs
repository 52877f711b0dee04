using System.Linq;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>The contract: the simulator answers the recorded requests as the real agent did (PROTOCOL 11).</summary>
public sealed class CaptureTests : IClassFixture<CaptureScenarios>
{
    private readonly CaptureScenarios _scenarios;

    public CaptureTests(CaptureScenarios scenarios)
    {
        _scenarios = scenarios;
    }

    [Theory]
    [MemberData(nameof(CaptureScenarios.Compared), MemberType = typeof(CaptureScenarios))]
    public void Capture_is_answered_the_same_way(string name)
    {
        Assert.True(_scenarios.Differences.TryGetValue(name, out var differences), "The capture was not played.");
        Assert.True(differences!.Count == 0, CaptureReplay.Text(differences));
    }

    [Fact]
    public void Captures_left_out_exist_and_all_others_are_played()
    {
        Assert.Equal(375, Capture.All.Count());
        Assert.Empty(CaptureScenarios.LeftOut.Keys.Except(Capture.All));
        Assert.Equal(Capture.All.Except(CaptureScenarios.LeftOut.Keys), _scenarios.Differences.Keys.Order(System.StringComparer.Ordinal));
    }
}
