using System.Text;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Markdown;

/// <summary>
/// Escapes text for Markdown, so that it is shown as text. It cannot become markup, a link (renderers also make links from plain
/// addresses), an emoji or a template, and it cannot end a table cell. Only characters that have a special meaning are escaped, so the file
/// is easy to read as plain text.
/// </summary>
internal static class MarkdownText
{
    public static string Of(DisplayText text) => Of(text.ToString());

    /// <summary>Escapes a text that follows other text on the same line.</summary>
    public static string Of(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            Append(safe, text, i);
        }

        return safe.ToString();
    }

    public static string Line(DisplayText text) => Line(text.ToString());

    /// <summary>
    /// Escapes a text at the start of a line. It cannot become a heading, a list, a quotation, a horizontal line or a definition.
    /// </summary>
    public static string Line(string text)
    {
        int marker = MarkerOf(text);
        return marker < 0 ? Of(text) : Of(text.Substring(0, marker)) + "\\" + text[marker] + Of(text.Substring(marker + 1));
    }

    /// <summary>Escapes a text for a <c>pre</c> element. Renderers do not read Markdown there.</summary>
    public static string Preformatted(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            if (c is '&' or '<' or '>' or '{' or '}')
            {
                Entity(safe, c);
            }
            else
            {
                safe.Append(c == '\n' ? ' ' : c);
            }
        }

        return safe.ToString();
    }

    private static void Append(StringBuilder safe, string text, int at)
    {
        char c = text[at];
        char before = at > 0 ? text[at - 1] : ' ';
        char after = at + 1 < text.Length ? text[at + 1] : ' ';
        switch (c)
        {
            case '\n' or '\t' or '\r':
                safe.Append(' ');
                break;

            // Template engines ignore a backslash, and some renderers read HTML before Markdown. So these characters become HTML entities.
            case '{' or '}' or '<':
                Entity(safe, c);
                break;
            case '&' when IsEntity(text, at):
                safe.Append("&amp;");
                break;
            case '*' or '[' or '`' or '~' or '$' or '^' or '@' or '|':
            case '_' when !IsWord(before) || !IsWord(after):
            case '\\' when at + 1 == text.Length || MarkdownPunctuation.Is(after):
            case '#' when at + 1 == text.Length || (char.IsWhiteSpace(before) && !char.IsWhiteSpace(after)):
            case '"' or '=' or '+' or '-' when before == c || after == c:
            case '>' or ';' or '-' when after is ':' or '(' or ')' or '-':
            case ':' when !MarkdownColon.IsPlain(text, at):
            case '.' when IsWww(text, at):
                safe.Append('\\').Append(c);
                break;
            default:
                safe.Append(c);
                break;
        }
    }

    /// <summary>The position of a character that makes the line a heading, a list or another block; -1 when there is none.</summary>
    private static int MarkerOf(string text)
    {
        if (text.Length > 0 && text[0] is '#' or '>' or '-' or '+' or '=' or ':')
        {
            // If the method Of already escapes the character, it must not be escaped twice.
            return Of(text)[0] == '\\' ? -1 : 0;
        }

        // A list can start with 1. or a) or iv.
        int end = 0;
        while (end < text.Length && IsWord(text[end]))
        {
            end++;
        }

        bool isMarked = end is > 0 and < 10 && end < text.Length && text[end] is '.' or ')' && (end + 1 == text.Length || char.IsWhiteSpace(text[end + 1]));
        string item = isMarked ? text.Substring(0, end) : "";
        return isMarked && (item.All(char.IsDigit) || item.Length == 1 || item.All(c => "ivxlcdmIVXLCDM".IndexOf(c) >= 0)) ? end : -1;
    }

    private static bool IsEntity(string text, int at)
    {
        int end = at + 1;
        while (end < text.Length && end - at < 40 && (IsWord(text[end]) || text[end] == '#'))
        {
            end++;
        }

        return end > at + 1 && end < text.Length && text[end] == ';';
    }

    /// <summary>Whether the dot is part of <c>www.</c>: renderers make links from such texts.</summary>
    private static bool IsWww(string text, int at) => at >= 3 && string.Compare(text, at - 3, "www", 0, 3, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsWord(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    private static void Entity(StringBuilder safe, char c) => safe.Append(c switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", _ => "&#" + ((int)c).ToString(System.Globalization.CultureInfo.InvariantCulture) + ";" });
}
