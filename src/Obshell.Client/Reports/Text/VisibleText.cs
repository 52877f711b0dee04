using System.Globalization;
using System.Text;

namespace Obshell.Client.Reports;

/// <summary>
/// Characters that show nothing, turn text around, or fit into no file are written out: <c>[U+202E]</c>. Text of others could
/// otherwise look like what it is not. Line ends and tabs stay.
/// </summary>
internal static class VisibleText
{
    public static string Of(string text)
    {
        int at = FirstHidden(text, 0);
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
            if (code == '\r' && from < text.Length && text[from] == '\n')
            {
                // The line feed behind it stays.
            }
            else
            {
                shown.Append("[U+").Append(code.ToString("X4", CultureInfo.InvariantCulture)).Append(']');
            }

            at = FirstHidden(text, from);
        }

        return shown.Append(text, from, text.Length - from).ToString();
    }

    private static int FirstHidden(string text, int from)
    {
        for (int i = from; i < text.Length; i++)
        {
            char c = text[i];
            if (c is >= ' ' and < '\u007F' or '\n' or '\t')
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
