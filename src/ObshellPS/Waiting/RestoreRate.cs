using System;
using System.Diagnostics;
using ObshellPS.Output;

namespace ObshellPS.Waiting;

/// <summary>How fast a restore moves, from the bytes its overview names: smoothed, since those come in jumps.</summary>
internal sealed class RestoreRate
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan last;
    private long bytes = -1;
    private double perSecond;

    public string Text => perSecond > 0 ? ", " + ByteText.Of((long)perSecond) + "/s" : "";

    public void Note(long finishedBytes)
    {
        TimeSpan now = clock.Elapsed;
        double seconds = (now - last).TotalSeconds;
        if (bytes >= 0 && seconds > 0.5 && finishedBytes >= bytes)
        {
            double fresh = (finishedBytes - bytes) / seconds;
            perSecond = perSecond == 0 ? fresh : (0.6 * perSecond) + (0.4 * fresh);
        }

        bytes = finishedBytes;
        last = now;
    }

    public int? SecondsFor(long rest) => perSecond > 0 ? (int)Math.Min(int.MaxValue, rest / perSecond) : null;
}
