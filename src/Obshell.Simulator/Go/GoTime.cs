using System.Globalization;

namespace Obshell.Simulator;

/// <summary>Writes times like Go (RFC3339Nano) and reads them like Go (<c>time.Time.UnmarshalJSON</c>).</summary>
internal static class GoTime
{
    /// <summary>Go's text for its zero time (PROTOCOL 5.5).</summary>
    public const string Zero = "0001-01-01T00:00:00Z";

    private const string Layout = "2006-01-02T15:04:05Z07:00";

    /// <summary>Writes RFC 3339 without trailing zeros in the fraction, like Go's RFC3339Nano. Null is written as the zero time.</summary>
    public static string Nano(DateTimeOffset? utc, TimeSpan hostOffset)
    {
        if (utc is not { } time)
            return Zero;
        var local = time.ToOffset(hostOffset);
        var text = local.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        return text + Offset(hostOffset);
    }

    /// <summary>Like <see cref="Nano"/>, but exact to the microsecond, like a column of OceanBase's meta tables.</summary>
    public static string Micro(DateTimeOffset? utc, TimeSpan hostOffset) =>
        Nano(utc is { } t ? new DateTimeOffset(t.Ticks / 10 * 10, t.Offset) : null, hostOffset);

    /// <summary>Like <see cref="Nano"/>, in whole seconds.</summary>
    public static string Seconds(DateTimeOffset utc, TimeSpan hostOffset) =>
        Nano(new DateTimeOffset(utc.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, utc.Offset), hostOffset);

    private static string Offset(TimeSpan offset) => offset == TimeSpan.Zero
        ? "Z"
        : (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\:mm", CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads strict RFC 3339 and keeps the offset, because the agent writes the local time in this offset into SQL (PROTOCOL 4.7). Digits
    /// below 100 ns are ignored, because the SQL text contains only microseconds.
    /// </summary>
    /// <returns>True, or false with Go's error text, which begins with <c>parsing time</c> (PROTOCOL 1.5).</returns>
    public static bool TryParse(string text, out DateTimeOffset value, out string error)
    {
        value = default;
        var rest = text;
        error = "";
        Span<int> numbers = stackalloc int[6];
        string[] layout = ["2006", "-", "01", "-", "02", "T", "15", ":", "04", ":", "05"];
        var n = 0;
        foreach (var element in layout)
        {
            if (element.Length == 1)
            {
                if (!rest.StartsWith(element, StringComparison.Ordinal))
                    return Cannot(rest, element, text, out error);
                rest = rest[1..];
                continue;
            }
            if (rest.Length < element.Length || !AllDigits(rest.AsSpan(0, element.Length)))
                return Cannot(rest, element, text, out error);
            numbers[n++] = int.Parse(rest.AsSpan(0, element.Length), NumberStyles.None, CultureInfo.InvariantCulture);
            rest = rest[element.Length..];
        }
        long fraction = 0;
        if (rest.StartsWith('.') && rest.Length > 1 && char.IsAsciiDigit(rest[1]))
        {
            var end = 1;
            while (end < rest.Length && char.IsAsciiDigit(rest[end]))
                end++;
            var digits = rest[1..end].PadRight(7, '0')[..7];
            fraction = long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
            rest = rest[end..];
        }
        TimeSpan offset;
        if (rest == "Z")
            offset = TimeSpan.Zero;
        else if (rest.Length == 6 && (rest[0] is '+' or '-') && rest[3] == ':' && AllDigits(rest.AsSpan(1, 2)) && AllDigits(rest.AsSpan(4, 2)))
        {
            var hours = int.Parse(rest.AsSpan(1, 2), NumberStyles.None, CultureInfo.InvariantCulture);
            var minutes = int.Parse(rest.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture);
            if (hours > 14 || minutes > 59)
                return OutOfRange("time zone offset hour", text, out error);
            offset = new TimeSpan(hours, minutes, 0) * (rest[0] == '-' ? -1 : 1);
        }
        else
            return Cannot(rest, "Z07:00", text, out error);
        if (numbers[1] is < 1 or > 12)
            return OutOfRange("month", text, out error);
        if (numbers[0] < 1 || numbers[2] < 1 || numbers[2] > DateTime.DaysInMonth(numbers[0], numbers[1]))
            return OutOfRange("day", text, out error);
        if (numbers[3] > 23)
            return OutOfRange("hour", text, out error);
        if (numbers[4] > 59)
            return OutOfRange("minute", text, out error);
        if (numbers[5] > 59)
            return OutOfRange("second", text, out error);
        try
        {
            value = new DateTimeOffset(new DateTime(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]).AddTicks(fraction), offset);
        }
        catch (ArgumentOutOfRangeException)
        {
            return OutOfRange("time zone offset hour", text, out error);
        }
        return true;
    }

    private static bool AllDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
        }
        return true;
    }

    private static bool Cannot(string rest, string element, string text, out string error)
    {
        error = $"parsing time {Quote(text)} as \"{Layout}\": cannot parse {Quote(rest)} as \"{element}\"";
        return false;
    }

    private static bool OutOfRange(string what, string text, out string error)
    {
        error = $"parsing time {Quote(text)}: {what} out of range";
        return false;
    }

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
