using System.Globalization;

namespace Obshell.Client.Display;

/// <summary>Durations, moments and sizes as people read them.</summary>
public static class Amounts
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary><c>0.4 s</c>, <c>42 s</c>, <c>12 min 03 s</c>, <c>15 min</c>, <c>1 h 04 min</c>, <c>2 d 3 h</c>.</summary>
    public static string Of(TimeSpan time)
    {
        if (time < TimeSpan.Zero)
        {
            return "-" + Of(time == TimeSpan.MinValue ? TimeSpan.MaxValue : time.Negate());
        }

        return time.TotalSeconds < 9.95 ? Text("{0:0.0} s", time.TotalSeconds)
            : time.TotalSeconds < 59.5 ? Text("{0:0} s", time.TotalSeconds)
            : time.TotalSeconds < 3599.5 ? Split(time.TotalSeconds, 60, "{0} min", " {0:00} s")
            : time.TotalMinutes < 1439.5 ? Split(time.TotalMinutes, 60, "{0} h", " {0:00} min")
            : Split(time.TotalHours, 24, "{0} d", " {0} h");
    }

    /// <summary>For columns that are compared down the rows: <c>0:12.5</c>, <c>12:05.0</c>, <c>1:04:09</c>.</summary>
    public static string Clock(TimeSpan time)
    {
        // Rounded first: 59.97 s is a minute and not 60.0 s.
        var tenths = TimeSpan.FromSeconds(Math.Round(time.TotalSeconds, 1));
        if (tenths.TotalHours < 1)
        {
            return Text("{0}:{1:00.0}", tenths.Minutes, tenths.Seconds + (tenths.Milliseconds / 1000.0));
        }

        var seconds = TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
        return Text("{0}:{1:00}:{2:00}", (int)seconds.TotalHours, seconds.Minutes, seconds.Seconds);
    }

    /// <summary>To the second, in UTC: <c>2026-11-24 03:00:05 UTC</c>.</summary>
    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>A wall clock of which the zone is not known.</summary>
    public static string WallClock(DateTimeOffset moment) => moment.DateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Powers of 1024, as the database writes them.</summary>
    public static string OfBytes(double bytes)
    {
        int unit = 0;
        while (bytes >= 1024 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return bytes.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary><c>1,234</c>.</summary>
    public static string OfCount(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 drill</c>, <c>2 drills</c>.</summary>
    public static string OfCount(long count, string one, string many) => OfCount(count) + " " + (count == 1 ? one : many);

    private static string Split(double amount, int step, string large, string small)
    {
        long whole = (long)Math.Round(amount);
        return Text(large, whole / step) + (whole % step == 0 ? "" : Text(small, whole % step));
    }

    private static string Text(string form, params object[] values) => string.Format(CultureInfo.InvariantCulture, form, values);
}
