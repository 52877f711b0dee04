namespace Obshell.Recovery.Reports.Markdown;

/// <summary>
/// Decides whether a colon is plain text in Markdown, as in <c>Restore: done</c>, <c>22:09:12</c>, <c>zone1:s1:1</c>. Other colons may be
/// part of an address (<c>http://</c>, <c>mailto:</c>), an emoji (<c>:smile:</c>, <c>:)</c>), a definition or a container.
/// </summary>
internal static class MarkdownColon
{
    private static readonly HashSet<string> Schemes = new(StringComparer.OrdinalIgnoreCase)
    {
        "mailto", "tel", "xmpp", "http", "https", "ftp", "ftps", "file", "javascript", "vbscript", "data", "news", "irc", "ircs", "sip", "sms", "magnet", "urn", "skype",
    };

    public static bool IsPlain(string text, int at)
    {
        int begin = at;
        while (begin > 0 && !char.IsWhiteSpace(text[begin - 1]))
        {
            begin--;
        }

        // The word before the colon needs at least two characters: one character and a colon may be an emoji.
        bool hasWord = at - begin >= 2 && text[at - 1] != ':';
        return hasWord && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || (IsWord(text[at - 1]) && IsWord(text[at + 1]) && !IsScheme(text, at)));
    }

    private static bool IsScheme(string text, int at)
    {
        int begin = at;
        while (begin > 0 && text[begin - 1] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
        {
            begin--;
        }

        return Schemes.Contains(text.Substring(begin, at - begin));
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c);
}
