using System.Globalization;
using System.Text;

namespace Obshell.Client.Display;

/// <summary>
/// Makes text from agents and users safe for reports and the screen. It writes a dangerous character as a code, such as <c>[U+202E]</c>. A
/// character is dangerous if it is invisible, changes the direction of text, controls a terminal, or is not possible in a file.
/// </summary>
public static class VisibleText
{
    /// <summary>Makes text safe. Line ends and tabs stay unchanged.</summary>
    public static string Of(string? text) => Written(text ?? "", oneLine: false);

    /// <summary>
    /// Makes text safe for one line: in questions, table cells and progress bars. Line ends and tabs are also written as a code.
    /// </summary>
    public static string OneLine(string? text) => Written(text ?? "", oneLine: true);

    /// <summary>Returns the same JSON, but with invisible characters escaped, such as <c>\u202E</c>.</summary>
    public static string EscapedJson(string json) => Written(json, oneLine: false, asJson: true);

    private static string Written(string text, bool oneLine, bool asJson = false)
    {
        int at = FirstHidden(text, 0, oneLine);
        if (at < 0)
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 32);
        int from = 0;
        while (at >= 0)
        {
            shown.Append(text, from, at - from);
            bool pair = IsPair(text, at);
            int code = pair ? char.ConvertToUtf32(text, at) : text[at];
            from = at + (pair ? 2 : 1);
            if (asJson)
            {
                foreach (char c in text.AsSpan(at, from - at))
                {
                    shown.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
                }
            }
            else if (!oneLine && code == '\r' && from < text.Length && text[from] == '\n')
            {
                // A carriage return before a line feed is left out. The line feed stays.
            }
            else
            {
                shown.Append("[U+").Append(code.ToString("X4", CultureInfo.InvariantCulture)).Append(']');
            }

            at = FirstHidden(text, from, oneLine);
        }

        return shown.Append(text, from, text.Length - from).ToString();
    }

    private static int FirstHidden(string text, int from, bool oneLine)
    {
        for (int i = from; i < text.Length; i++)
        {
            char c = text[i];
            if (c is >= ' ' and < '\u007F' || (!oneLine && (c is '\n' or '\t')))
            {
                continue;
            }

            if (IsPair(text, i))
            {
                if (IsHidden(CharUnicodeInfo.GetUnicodeCategory(text, i)))
                {
                    return i;
                }

                i++;
            }
            else if (c is '\uFFFE' or '\uFFFF' or '\u3164' or '\uFFA0' or '\u115F' or '\u1160' or '\u034F' || IsHidden(CharUnicodeInfo.GetUnicodeCategory(c)))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsPair(string text, int at) => char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);

    private static bool IsHidden(UnicodeCategory category) => category
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
