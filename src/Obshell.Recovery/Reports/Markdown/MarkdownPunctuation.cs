namespace Obshell.Recovery.Reports.Markdown;

/// <summary>The characters that a backslash escapes.</summary>
internal static class MarkdownPunctuation
{
    public static bool Is(char c) => c is (>= '!' and <= '/') or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~');
}
