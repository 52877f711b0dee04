using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace ObshellPS.Help.Pages;

/// <summary>Converts inline Markdown to plain text, because a console cannot show bold text and links.</summary>
internal static partial class MarkdownLine
{
    private const string CodeMark = "\u0001";

    public static string Plain(string text)
    {
        // The text between backticks is code, not Markdown: `[int](1)` is not a link. So the code is taken out first. It stays unchanged.
        var code = new Queue<string>();
        text = Code().Replace(text, m =>
        {
            code.Enqueue(m.Groups[1].Value);
            return CodeMark;
        });
        text = Link().Replace(text, "$1");
        text = Bold().Replace(text, "$1");
        text = Regex.Replace(text, CodeMark, _ => code.Dequeue());
        return text.Replace("\\|", "|", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
