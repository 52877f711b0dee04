using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Reliability;
using Xunit;
using Xunit.Abstractions;

namespace ObshellPS.Tests.Weather;

/// <summary>
/// Promises 4, 5 and 8 for many restores with random faults. Each restore has its own seed. The environment variable <c>OBSHELLPS_SEED</c>
/// runs only one seed.
/// </summary>
[Trait("Category", "Reliability")]
[Trait("Promise", "8")]
[Trait("Category", "Slow")]
[Trait("Topic", "Weather")]
public sealed class SoakTests
{
    private readonly ITestOutputHelper output;

    public SoakTests(ITestOutputHelper output) => this.output = output;

    [Fact]
    public async Task Promise_8_every_restore_with_random_faults_gets_the_right_verdict_from_one_RESTORE_statement()
    {
        bool replay = int.TryParse(TestVariables.Seed, NumberStyles.None, CultureInfo.InvariantCulture, out int seed);
        WeatherDraw[] draws = replay ? [WeatherDraw.Of(seed)] : Draws();
        WeatherDraw[] calm = [.. draws.Where((_, i) => i % 4 == 0).Select(d => d.Calm())];

        SoakOutcome[] all = [.. (await Lanes.RunAsync(Effort.Of(8, 20), [.. draws, .. calm], SoakRestore.RunAsync)).OrderBy(o => o.Draw.Seed)];

        SoakOutcome[] stormy = [.. all.Where(o => o.Draw.Faults.Count > 0)];
        SoakOutcome[] fine = [.. all.Where(o => o.Draw.Faults.Count == 0)];
        var paired = fine.Select(f => (Fine: f, Stormy: stormy.Single(s => s.Draw.Seed == f.Draw.Seed))).ToArray();
        double ratio = paired.Sum(p => p.Stormy.WaiterRequests) / (double)paired.Sum(p => p.Fine.WaiterRequests);
        if (!replay)
        {
            Write(stormy, ratio, paired.Length);
        }

        foreach (SoakOutcome outcome in all.Where(o => replay || !o.IsRight))
        {
            output.WriteLine(outcome.ToString());
        }

        Assert.True(all.All(o => o.IsRight), "Wrong; OBSHELLPS_SEED=<seed> runs one alone:\n" + string.Join("\n", all.Where(o => !o.IsRight)));
        Assert.True(replay || ratio < 2, string.Create(CultureInfo.InvariantCulture, $"The weather cost {ratio:0.00} times the requests of a calm wait."));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(4711)]
    public void The_same_seed_always_gives_the_same_faults(int seed)
    {
        Assert.Equal(WeatherDraw.Of(seed).ToString(), WeatherDraw.Of(seed).ToString());
        Assert.NotEqual(WeatherDraw.Of(seed).ToString(), WeatherDraw.Of(seed + 1).ToString());
    }

    [Fact]
    public void A_full_run_contains_every_kind_of_fault_and_every_result_of_a_restore()
    {
        WeatherDraw[] draws = [.. Enumerable.Range(1, 500).Select(WeatherDraw.Of)];

        Assert.Equal(Enum.GetValues<WeatherKind>(), draws.SelectMany(d => d.Faults).Select(f => f.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<RestoreCourse>(), draws.Select(d => d.Course).Distinct().Order());
    }

    /// <summary>The cases from seed 1. Cases with a start that hangs are only in the full run, because they take one minute.</summary>
    private static WeatherDraw[] Draws() =>
        [.. Enumerable.Range(1, 1000).Select(WeatherDraw.Of).Where(d => Effort.IsFull || !d.MayStallThePost).Take(Effort.Of(24, 500))];

    private static void Write(SoakOutcome[] stormy, double ratio, int paired)
    {
        int number = stormy.Length;
        Figures.Write(
            "soak",
            ("restores through weather", Text(Effort.Of(24, 500)), Text(number)),
            ("faults that struck", "", Text(stormy.Sum(o => o.Struck))),
            ("right verdicts", Text(number), Text(stormy.Count(o => o.Verdict == o.Draw.ExpectedVerdict))),
            ("of these, restores that OceanBase or the agent had failed", "", Text(stormy.Count(o => o.Draw.Course != RestoreCourse.Good))),
            ("restores with exactly one RESTORE statement", Text(number), Text(stormy.Count(o => o.Statements == 1))),
            ("creating POSTs sent again", "0", Text(stormy.Sum(o => o.Resent))),
            ("rollbacks, cancels, drops that the user did not order", "0", Text(stormy.Sum(o => o.Undone.Count))),
            ("starts whose error said that nothing was started, and something was", "0", Text(stormy.Sum(o => o.Lies))),
            ("starts that adopted the DAG behind a lost answer", "", Text(stormy.Sum(o => o.Adopted))),
            ("starts that ended in RestoreStartUnknown", "", Text(stormy.Sum(o => o.Unknown))),
            ("starts that certainly had not happened, and were repeated by the user", "", Text(stormy.Sum(o => o.Refused))),
            ($"requests of the waiter against a calm run ({paired} pairs)", "< 2", ratio.ToString("0.00", CultureInfo.InvariantCulture)));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
