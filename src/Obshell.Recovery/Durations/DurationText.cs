using System.Globalization;
using Obshell.Client;

namespace Obshell.Recovery.Durations;

/// <summary>
/// Reads time spans that users write: <c>30m</c>, <c>15 minutes</c>, <c>1.5 h</c>, <c>00:15:00</c>, or a number of seconds.
/// </summary>
public static class DurationText
{
    /// <summary>The maximum time span. A longer time span is probably a typing error, and timers do not accept it.</summary>
    private static readonly TimeSpan Max = TimeSpan.FromDays(366);

    /// <summary>Examples of time spans, for error texts.</summary>
    public static string Forms => DurationTexts.Forms;

    /// <summary>Reads a time span with its unit, or a number of seconds.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="fault">Why the text is not a time span; empty when it is one.</param>
    /// <returns>The time span; null when the text is not one.</returns>
    public static TimeSpan? Parse(string text, out string fault)
    {
        string given = text.Trim();
        return double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            ? OfSeconds(seconds, out fault)
            : ParseWithUnit(given, out fault);
    }

    /// <summary>Reads a time span that must have a unit.</summary>
    /// <inheritdoc cref="Parse"/>
    public static TimeSpan? ParseWithUnit(string text, out string fault)
    {
        string given = text.Trim();
        int digits = 0;
        while (digits < given.Length && given[digits] is (>= '0' and <= '9') or '.')
        {
            digits++;
        }

        string unit = given.Substring(digits).Trim().ToLowerInvariant();
        TimeSpan? read = null;
        if (OfUnit(unit) is { } one)
        {
            if (double.TryParse(given.Substring(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count) && count * one.TotalDays <= Max.TotalDays)
            {
                read = TimeSpan.FromTicks((long)(count * one.Ticks));
            }
        }
        else if (given.IndexOf(':') > 0 && TimeSpan.TryParse(given, CultureInfo.InvariantCulture, out TimeSpan clock))
        {
            read = clock;
        }

        string shown = TextFault.Quote(given);
        fault = read is { } span ? FaultOf(span, shown)
            : unit.Length == 0 && digits > 0 ? DurationTexts.FormatNoUnit(shown, Forms)
            : DurationTexts.FormatNotASpan(shown, Forms);
        return fault.Length == 0 ? read : null;
    }

    /// <summary>Reads a number of seconds.</summary>
    /// <param name="seconds">The number.</param>
    /// <param name="fault">Why the number is not a time span; empty when it is one.</param>
    /// <returns>The time span; null when the number is not one.</returns>
    public static TimeSpan? OfSeconds(double seconds, out string fault)
    {
        // This also refuses NaN, because every comparison with NaN is false.
        bool fits = seconds >= 0 && seconds <= Max.TotalSeconds;
        fault = fits ? "" : DurationTexts.FormatOutOfRange(seconds.ToString("R", CultureInfo.InvariantCulture), (long)Max.TotalDays);
        return fits ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;
    }

    private static string FaultOf(TimeSpan span, string shown) =>
        span < TimeSpan.Zero || span > Max ? DurationTexts.FormatOutOfRange(shown, (long)Max.TotalDays) : "";

    private static TimeSpan? OfUnit(string unit) => unit switch
    {
        "s" or "sec" or "secs" or "second" or "seconds" => TimeSpan.FromSeconds(1),
        "m" or "min" or "mins" or "minute" or "minutes" => TimeSpan.FromMinutes(1),
        "h" or "hour" or "hours" => TimeSpan.FromHours(1),
        "d" or "day" or "days" => TimeSpan.FromDays(1),
        _ => null,
    };
}
