using System.Text.RegularExpressions;

namespace ObshellPS.Help.Pages;

/// <summary>Inline Markdown as plain text: a console shows no bold and follows no link.</summary>
internal static partial class MarkdownLine
{
    public static string Plain(string text)
    {
        text = Link().Replace(text, "$1");
        text = Bold().Replace(text, "$1");

        // Code loses its marks too: -Timestamp reads better than `-Timestamp`. The text between them is not Markdown.
        return Code().Replace(text, "$1").Replace("\\|", "|", System.StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
