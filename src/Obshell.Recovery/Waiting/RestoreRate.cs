using System;
using System.Diagnostics;
using Obshell.Client.Shown;

namespace Obshell.Recovery.Waiting;

/// <summary>How fast a restore moves, from the bytes its overview names: smoothed, since those come in jumps.</summary>
internal sealed class RestoreRate
{
    /// <summary>A year in seconds: what would take longer stands still.</summary>
    private const double LongestTold = 365.0 * 86400;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan last;
    private long bytes = -1;
    private double perSecond;

    public string Text => perSecond > 0 ? ", " + Amounts.OfBytes(perSecond) + "/s" : "";

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

    /// <summary><c>, 6 min 52 s left</c>; empty until a rate is known.</summary>
    public string LeftText(long rest)
    {
        if (perSecond <= 0)
        {
            return "";
        }

        var left = TimeSpan.FromSeconds(Math.Min(rest / perSecond, LongestTold));
        return ", " + Amounts.Of(left) + " left";
    }
}
