using System.Globalization;

namespace Obshell.Client.Time;

/// <summary>Reads times as agents write them: RFC 3339 with up to nine fraction digits (PROTOCOL 1.3, 5.5).</summary>
public static class AgentTimeText
{
    /// <summary>All times before this year fit into 64 bits of nanoseconds. Later times may cause an overflow.</summary>
    private const int TooLate = 2262;

    /// <summary>The time that an agent's text means.</summary>
    /// <returns>Null for a text that is not a time, and for the years 1 and 1970, which mean "none" (trap 7).</returns>
    public static DateTimeOffset? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text!.Length > 64)
        {
            return null;
        }

        // DateTimeOffset accepts at most seven fraction digits.
        int dot = text.IndexOf('.');
        if (dot > 0)
        {
            int end = dot + 1;
            while (end < text.Length && text[end] is >= '0' and <= '9')
            {
                end++;
            }

            if (end - dot - 1 > 7)
            {
                text = text.Substring(0, dot + 8) + text.Substring(end);
            }
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            && time.Year is > 1970 and < TooLate
            ? time
            : null;
    }
}
