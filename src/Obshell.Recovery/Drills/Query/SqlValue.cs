using System.Globalization;
using System.Text;
using Obshell.Client;

namespace Obshell.Recovery.Drills.Query;

/// <summary>The one value that a query answered.</summary>
internal readonly struct SqlValue
{
    /// <summary>Of a long text only the beginning is shown.</summary>
    private const int MaxShown = 200;

    private SqlValue(bool hasRow, object? content)
    {
        HasRow = hasRow;
        Content = content;
    }

    public static SqlValue NoRow => new(false, null);

    public bool HasRow { get; }

    /// <summary>Null for NULL.</summary>
    public object? Content { get; }

    public bool IsAbsent => Content is null;

    /// <summary>
    /// The value as an instant; null when it is not one. The session's zone is UTC: a TIMESTAMP is exact, a DATETIME is taken
    /// for UTC, and a text must say its zone.
    /// </summary>
    public DateTimeOffset? Time => Content switch
    {
        // The zero date 0000-00-00 comes as year 1, and is as old as that.
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        DateTimeOffset time => time,
        string text => Parse(text),
        _ => null,
    };

    /// <param name="content">As the library gives it; DBNull for NULL.</param>
    public static SqlValue Of(object? content) => new(true, content switch
    {
        null or DBNull => null,
        byte[] bytes => Text(bytes),
        sbyte or byte or short or ushort or int or uint or long or ulong or bool => Convert.ToDecimal(content, CultureInfo.InvariantCulture),
        _ => content,
    });

    /// <summary>Numbers as numbers, so that <c>1</c> is <c>1.0</c>; everything else as text.</summary>
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

    /// <summary>Functions of a server may call their text binary.</summary>
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
