using Obshell.Recovery.Reports.Facts;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>Computes the rates from the restored bytes of the samples.</summary>
internal static class ThroughputReading
{
    private const int MaxSteps = 120;

    /// <returns>Null when there are not enough samples for a rate.</returns>
    public static Throughput? Of(IEnumerable<DrillProgressSample> samples)
    {
        DrillProgressSample[] looks = [.. samples.OfType<DrillProgressSample>()
            .Where(s => s.Since >= TimeSpan.Zero && s.Since <= TimeSpan.FromDays(365) && s.FinishBytes >= 0).OrderBy(s => s.Since)];
        int group = Math.Max(1, (looks.Length + MaxSteps - 1) / MaxSteps);
        var steps = new List<ThroughputStep>();
        TimeSpan stood = TimeSpan.Zero;
        int last = 0;
        for (int i = 1; i < looks.Length; i++)
        {
            TimeSpan since = looks[i].Since - looks[i - 1].Since;
            if (looks[i].FinishBytes <= looks[i - 1].FinishBytes && looks[i].FinishBytes > 0 && looks[i].FinishBytes < looks[i].TotalBytes)
            {
                stood += since;
            }

            TimeSpan length = looks[i].Since - looks[last].Since;
            if (length > TimeSpan.Zero && (i - last >= group || i == looks.Length - 1))
            {
                // The reported number of bytes may become smaller. In this case the rate is 0 and not negative.
                double bytes = Math.Max(0, (double)looks[i].FinishBytes - looks[last].FinishBytes);
                steps.Add(new ThroughputStep(looks[last].Since, looks[i].Since, bytes / length.TotalSeconds));
                last = i;
            }
        }

        double peak = steps.Count == 0 ? 0 : steps.Max(s => s.BytesPerSecond);
        if (steps.Count < 2 || peak <= 0)
        {
            return null;
        }

        double all = steps.Sum(s => s.BytesPerSecond * (s.To - s.From).TotalSeconds);
        TimeSpan whole = steps[steps.Count - 1].To - steps[0].From;
        return new Throughput(steps, steps[steps.Count - 1].To, all / whole.TotalSeconds, peak, stood);
    }
}
