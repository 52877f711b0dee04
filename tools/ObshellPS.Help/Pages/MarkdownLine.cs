using System.Text.RegularExpressions;

namespace ObshellPS.Help.Pages;

/// <summary>Converts inline Markdown to plain text, because a console cannot show bold text and links.</summary>
internal static partial class MarkdownLine
{
    public static string Plain(string text)
    {
        text = Link().Replace(text, "$1");
        text = Bold().Replace(text, "$1");

        // The backticks of code are removed too. The text between them is code, not Markdown: it stays unchanged.
        return Code().Replace(text, "$1").Replace("\\|", "|", System.StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
