using System.Globalization;
using Obshell.Client;

namespace Obshell.Recovery.Drills.Planning;

/// <summary>
/// Spans of time as people write them: <c>15 minutes</c>, <c>90s</c>, <c>1.5 h</c>, <c>00:15:00</c>. Never a bare number: PowerShell
/// takes one for ticks of 100 nanoseconds, people mean seconds or minutes by it.
/// </summary>
public static class DrillDuration
{
    /// <summary>Examples, for a message.</summary>
    public const string Forms = "15 minutes, 90s, 2 h, 1 day or 00:15:00";

    /// <summary>Longer ones are slips of the pen, and would not fit into timers.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Reads a span of more than nothing and at most 366 days.</summary>
    /// <returns>Null when it is none; <paramref name="fault"/> then says why.</returns>
    public static TimeSpan? Parse(string text, out string fault)
    {
        string given = text.Trim();
        fault = "";
        int digits = 0;
        while (digits < given.Length && given[digits] is (>= '0' and <= '9') or '.')
        {
            digits++;
        }

        string unit = given.Substring(digits).Trim().ToLowerInvariant();
        TimeSpan? one = unit switch
        {
            "s" or "sec" or "secs" or "second" or "seconds" => TimeSpan.FromSeconds(1),
            "m" or "min" or "mins" or "minute" or "minutes" => TimeSpan.FromMinutes(1),
            "h" or "hour" or "hours" => TimeSpan.FromHours(1),
            "d" or "day" or "days" => TimeSpan.FromDays(1),
            _ => null,
        };
        TimeSpan? read = null;
        if (one is { } span)
        {
            if (double.TryParse(given.Substring(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count) && count * span.TotalDays <= Longest.TotalDays)
            {
                read = TimeSpan.FromTicks((long)(count * span.Ticks));
            }
        }
        else if (given.IndexOf(':') > 0 && TimeSpan.TryParse(given, CultureInfo.InvariantCulture, out TimeSpan clock))
        {
            read = clock;
        }

        if (read is { } found && found > TimeSpan.Zero && found <= Longest)
        {
            return found;
        }

        fault = unit.Length == 0 && digits > 0
            ? $"'{TextFault.Quote(given)}' has no unit. Write {Forms}."
            : $"'{TextFault.Quote(given)}' is no span of time up to {Longest.TotalDays:0} days. Write {Forms}.";
        return null;
    }
}
