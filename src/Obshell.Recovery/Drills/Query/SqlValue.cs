using System.Globalization;
using System.Text;
using Obshell.Client;

namespace Obshell.Recovery.Drills.Query;

/// <summary>The value that a query returned.</summary>
internal readonly struct SqlValue
{
    /// <summary>The maximum length of a value that is shown. The rest is cut.</summary>
    private const int MaxShown = 200;

    private SqlValue(bool hasRow, object? content)
    {
        HasRow = hasRow;
        Content = content;
    }

    public static SqlValue NoRow => new(false, null);

    public bool HasRow { get; }

    /// <summary>The value; null for SQL's NULL.</summary>
    public object? Content { get; }

    public bool IsAbsent => Content is null;

    /// <summary>
    /// The value as a time; null when it is not a time. The session's time zone is UTC: a TIMESTAMP is exact, a DATETIME is read as UTC,
    /// and a text must contain its time zone.
    /// </summary>
    public DateTimeOffset? Time => Content switch
    {
        // The library returns the date 0000-00-00 as a time in year 1.
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        DateTimeOffset time => time,
        string text => Parse(text),
        _ => null,
    };

    /// <param name="content">The value from the library; DBNull for NULL.</param>
    public static SqlValue Of(object? content) => new(true, content switch
    {
        null or DBNull => null,
        byte[] bytes => Text(bytes),
        sbyte or byte or short or ushort or int or uint or long or ulong or bool => Convert.ToDecimal(content, CultureInfo.InvariantCulture),
        _ => content,
    });

    /// <summary>Compares numbers as numbers, so that <c>1</c> equals <c>1.0</c>, and everything else as text.</summary>
    public static bool AreEqual(object wanted, object seen) =>
        Number(wanted) is { } left && Number(seen) is { } right ? left == right : string.Equals(Format(wanted), Format(seen), StringComparison.Ordinal);

    public static string Show(object value)
    {
        string text = Format(value);
        return text.Length <= MaxShown ? text
            : text.Substring(0, char.IsHighSurrogate(text[MaxShown - 1]) ? MaxShown - 1 : MaxShown) + "...";
    }

    /// <inheritdoc/>
    public override string ToString() => Content is null ? "NULL" : Show(Content);

    private static string Format(object value) => value switch
    {
        DateTime time when time == DateTime.MinValue => "0000-00-00 00:00:00",
        DateTime time => time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        DateTimeOffset time => Format(time.UtcDateTime),
        bool flag => flag ? "1" : "0",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static decimal? Number(object value) =>
        value is DateTime or DateTimeOffset ? null
        : decimal.TryParse(Format(value), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number
        : null;

    private static DateTimeOffset? Parse(string text)
    {
        try
        {
            return RestorePoint.Parse(text).DateTimeOffset;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Reads bytes as text if they are valid UTF-8: a server may mark text from an SQL function as binary.</summary>
    private static string Text(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (ArgumentException)
        {
            return "0x" + BitConverter.ToString(bytes, 0, Math.Min(bytes.Length, MaxShown)).Replace("-", "");
        }
    }
}
