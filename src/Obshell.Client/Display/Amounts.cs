using System.Globalization;

namespace Obshell.Client.Display;

/// <summary>Formats durations, times and sizes for users.</summary>
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

    /// <summary>A duration for columns, in the form that .NET can parse: <c>00:00:12</c>, <c>01:04:09</c>, <c>6.12:06:12</c>.</summary>
    public static string Clock(TimeSpan time) => TimeSpan.FromSeconds(Math.Round(time.TotalSeconds)).ToString("c", CultureInfo.InvariantCulture);

    /// <summary>A time to the second, in UTC, in the form of <c>-Timestamp</c>: <c>2026-11-24T03:00:05Z</c>.</summary>
    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Like <see cref="Of(DateTimeOffset)"/>, rounded up. Use it for the first of several points: an earlier point is outside.</summary>
    public static string NotBefore(DateTimeOffset moment) => Of(moment.AddTicks(TimeSpan.TicksPerSecond - 1));

    /// <summary>A time with its own offset and all its digits, in the form of <c>-Timestamp</c>: <c>2026-11-24T11:00:05.123456+08:00</c>.</summary>
    public static string Exact(DateTimeOffset moment) =>
        moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
        + (moment.Offset == TimeSpan.Zero ? "Z" : moment.ToString("zzz", CultureInfo.InvariantCulture));

    /// <summary>A local time whose time zone is not known.</summary>
    public static string WallClock(DateTimeOffset moment) => moment.DateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A size in powers of 1024, as OceanBase writes it.</summary>
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

    /// <summary><c>1 core</c>, <c>2.5 cores</c>.</summary>
    public static string OfCores(double count) => count == 1 ? DisplayTexts.OneCore : DisplayTexts.FormatCores(count.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary><c>52 %</c>, <c>83.3 %</c>.</summary>
    public static string OfPercent(double percent) => percent.ToString("0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>OceanBase's text <c>49.34%</c> in the form <c>49.3 %</c>. A text that is not a percentage is unchanged.</summary>
    public static string OfPercent(string text)
    {
        string trimmed = text.Trim();
        return trimmed.EndsWith("%", StringComparison.Ordinal)
            && double.TryParse(trimmed.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent) && percent <= 1000
            ? OfPercent(Math.Floor((percent * 10) + 1e-9) / 10)
            : text;
    }

    private static string Split(double amount, int step, string large, string small)
    {
        long whole = (long)Math.Round(amount);
        return Text(large, whole / step) + (whole % step == 0 ? "" : Text(small, whole % step));
    }

    private static string Text(string form, params object[] values) => string.Format(CultureInfo.InvariantCulture, form, values);
}
