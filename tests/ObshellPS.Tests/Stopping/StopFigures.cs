using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Obshell.Reliability;
using Xunit;

namespace ObshellPS.Tests.Stopping;

/// <summary>
/// The measured times of Ctrl+C. <c>out/reliability/stopping.md</c> has a row for each kind of place, <c>stopping-places.md</c> a row for
/// each place. Both files are written again after each place.
/// </summary>
internal static class StopFigures
{
    private static readonly Lock Gate = new();
    private static readonly SortedDictionary<string, List<(TimeSpan[] Back, TimeSpan[] Ended)>> Groups = new(StringComparer.Ordinal);
    private static readonly List<(string, string, string)> Others = [];
    private static readonly SortedDictionary<string, (string, string, string)> Places = new(StringComparer.Ordinal);

    public static void Add(StopPlace place, List<TimeSpan> back, List<TimeSpan> ended, string left)
    {
        lock (Gate)
        {
            if (!Groups.TryGetValue(place.Group, out List<(TimeSpan[] Back, TimeSpan[] Ended)>? group))
            {
                Groups.Add(place.Group, group = []);
            }

            group.Add(([.. back], [.. ended]));
            string name = $"{place.Group}: {place.Name}, {back.Count} tries";
            Places[name] = (name, "p99 < 500 ms", $"control back {Text(back)}; all ended {Text(ended)}; {left}");
            Figures.Write("stopping-places", [.. Places.Values]);
            Write();
        }
    }

    /// <summary>Adds a measurement that is not a stop of a pipeline.</summary>
    public static void Add(string what, string demanded, string was)
    {
        lock (Gate)
        {
            Others.Add((what, demanded, was));
            Write();
        }
    }

    /// <summary>The smallest value that this percentage of the values does not exceed.</summary>
    public static TimeSpan Percentile(IEnumerable<TimeSpan> values, int percent)
    {
        TimeSpan[] sorted = [.. values.Order()];
        return sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * percent / 100.0) - 1)];
    }

    /// <summary>
    /// The full form checks the 99th percentile. The short form has too few values for it. It checks that the median is within the limit.
    /// The maximum can be ten times the limit, because the machine also does other work. A stop that is ignored fails both forms.
    /// </summary>
    public static void AtOnce(IReadOnlyCollection<TimeSpan> taken)
    {
        if (Effort.IsFull)
        {
            Assert.InRange(Percentile(taken, 99), TimeSpan.Zero, StopRoom.Limit);
            return;
        }

        Assert.InRange(Percentile(taken, 50), TimeSpan.Zero, StopRoom.Limit);
        Assert.InRange(taken.Max(), TimeSpan.Zero, 10 * StopRoom.Limit);
    }

    public static string Text(IReadOnlyCollection<TimeSpan> values) => string.Format(
        CultureInfo.InvariantCulture, "p50 {0:0.0}, p99 {1:0.0}, max {2:0.0} ms",
        Percentile(values, 50).TotalMilliseconds, Percentile(values, 99).TotalMilliseconds, values.Max().TotalMilliseconds);

    private static void Write() => Figures.Write("stopping", [.. Groups.Select(g => Row(g.Key, g.Value)), .. Others]);

    private static (string, string, string) Row(string group, List<(TimeSpan[] Back, TimeSpan[] Ended)> places) => (
        $"Ctrl+C, {group}: {places.Count} places, {places[0].Back.Length} tries each",
        "at each place p99 < 500 ms, and nothing left",
        $"worst place: control back p99 {Worst(places.Select(p => p.Back))} ms, all ended p99 {Worst(places.Select(p => p.Ended))} ms; over all: {Text([.. places.SelectMany(p => p.Back)])}; left 0");

    private static string Worst(IEnumerable<TimeSpan[]> places) =>
        places.Max(p => Percentile(p, 99)).TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
}
