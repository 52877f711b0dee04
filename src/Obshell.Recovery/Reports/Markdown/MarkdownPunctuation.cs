namespace Obshell.Recovery.Reports.Markdown;

/// <summary>The characters that can be escaped with a backslash.</summary>
internal static class MarkdownPunctuation
{
    public static bool Is(char c) => c is (>= '!' and <= '/') or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~');
}
