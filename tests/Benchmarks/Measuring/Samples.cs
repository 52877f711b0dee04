using System;
using System.Collections.Generic;
using System.Linq;

namespace Obshell.Benchmarks.Measuring;

/// <summary>Statistics of repeated measurements.</summary>
internal static class Samples
{
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>
    /// Runs two actions in turn, so that other work of the machine affects both. Each pair of runs gives a ratio. The returned ratio is the
    /// median of these ratios.
    /// </summary>
    public static (double First, double Second, double Ratio) Compare(int rounds, Func<double> first, Func<double> second)
    {
        var pairs = new List<(double First, double Second)>();
        for (int i = 0; i < rounds; i++)
        {
            // In every second round, the second action runs first.
            double b = i % 2 == 1 ? second() : 0;
            double a = first();
            pairs.Add((a, i % 2 == 1 ? b : second()));
        }

        return (Median(pairs.Select(p => p.First)), Median(pairs.Select(p => p.Second)), Median(pairs.Select(p => p.First / p.Second)));
    }
}
