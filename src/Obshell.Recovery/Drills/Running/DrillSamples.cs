using Obshell.Client;

namespace Obshell.Recovery.Drills.Running;

/// <summary>
/// The progress of a job over time. The number of samples is limited. At the limit, every second sample is removed, and later samples are
/// taken half as often.
/// </summary>
internal sealed class DrillSamples
{
    private const int Max = 240;

    private readonly List<DrillProgressSample> kept = [];
    private int every = 1;
    private int seen;

    public void Add(TimeSpan since, RestoreOverview job)
    {
        if (seen++ % every != 0)
        {
            return;
        }

        kept.Add(new DrillProgressSample { Since = since, FinishBytes = job.FinishBytes, TotalBytes = job.TotalBytes, Status = job.Status });
        if (kept.Count > Max)
        {
            for (int i = kept.Count - 2; i > 0; i -= 2)
            {
                kept.RemoveAt(i);
            }

            every *= 2;
        }
    }

    public DrillProgressSample[] ToArray() => [.. kept];
}
