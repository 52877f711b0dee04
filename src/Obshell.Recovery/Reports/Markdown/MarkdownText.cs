using System.Text;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Markdown;

/// <summary>
/// Text in Markdown that stays text: no markup, no link (renderers make them of bare addresses too), no mention, no template,
/// no end of a table's cell.
/// </summary>
internal static class MarkdownText
{
    public static string Of(DisplayText text) => Of(text.ToString());

    /// <summary>On one line.</summary>
    public static string Of(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '\n' or '\t' or '\r':
                    safe.Append(' ');
                    break;
                case '\\' or '*' or '_' or '[' or ']' or '#' or '~' or '!' or '$' or '^':
                    safe.Append('\\').Append(c);
                    break;
                case '&' or '<' or '>' or '|' or '`' or '{' or '}' or '@' or '"' or '\'' or '=' or '+':
                    Entity(safe, c);
                    break;

                // http://, mailto:someone, :smile:
                case ':':

                // www.something, 1. first
                case '.' when i >= 3 && text[i - 1] is 'w' or 'W':
                case '.' or ')' when IsNumber(text, i):
                case '-' when i == 0:
                    Entity(safe, c);
                    break;
                default:
                    safe.Append(c);
                    break;
            }
        }

        return safe.ToString();
    }

    /// <summary>For a pre element, in which Markdown is not looked for.</summary>
    public static string Preformatted(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            if (c is '&' or '<' or '>' or '{' or '}' or '@' or '`' or '"' or '\'')
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

    private static bool IsNumber(string text, int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (text[i] is not (>= '0' and <= '9'))
            {
                return false;
            }
        }

        return length > 0;
    }

    private static void Entity(StringBuilder safe, char c) => safe.Append("&#").Append((int)c).Append(';');
}
