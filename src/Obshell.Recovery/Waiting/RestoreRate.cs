using Obshell.Client.Display;
using Obshell.Client.Time;

namespace Obshell.Recovery.Waiting;

/// <summary>
/// Measures how fast a value of a restore grows: its bytes or its SCN. The rate is smoothed, because these values grow in steps.
/// </summary>
internal sealed class RestoreRate
{
    /// <summary>A year in seconds. A longer remaining time is shown as a year.</summary>
    private const double LongestEstimate = 365.0 * 86400;

    private readonly Clock time;
    private long last;
    private long amount = -1;
    private double perSecond;

    /// <param name="time">The clock that measures the time.</param>
    public RestoreRate(Clock time) => this.time = time;

    /// <summary>The rate as a text: <c>910.2 MB/s</c>; null until it is known.</summary>
    public string? Text => perSecond > 0 ? WaitingTexts.FormatRate(Amounts.OfBytes(perSecond)) : null;

    public void Note(long done)
    {
        long now = time.GetTimestamp();
        double seconds = time.GetElapsedTime(last, now).TotalSeconds;
        if (amount >= 0 && seconds > 0.5 && done >= amount)
        {
            double fresh = (done - amount) / seconds;
            perSecond = perSecond == 0 ? fresh : (0.6 * perSecond) + (0.4 * fresh);
        }

        amount = done;
        last = now;
    }

    /// <summary>
    /// The remaining time as a text, for example <c>6 min 52 s left</c>. It is never less than one second. Null when the rate is not known
    /// or nothing is left.
    /// </summary>
    public string? LeftText(long rest)
    {
        if (perSecond <= 0 || rest <= 0)
        {
            return null;
        }

        var left = TimeSpan.FromSeconds(Math.Max(1, Math.Min(rest / perSecond, LongestEstimate)));
        return WaitingTexts.FormatTimeLeft(Amounts.Of(left));
    }
}
