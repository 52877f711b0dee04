using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.Drills.Query;

/// <summary>
/// Checks that a text is one statement that only reads. A second statement could end the read-only transaction and then change data. The
/// tenant's sql_mode decides where a quoted string ends, and the sql_mode is not known before the login. So the text is read in all modes,
/// and it must be one statement in each of them.
/// </summary>
internal static class QueryText
{
    private static readonly string[] Readers = ["SELECT", "SHOW", "WITH", "VALUES", "TABLE", "DESC", "DESCRIBE", "EXPLAIN"];

    private static readonly HashSet<string> First = new(Readers, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// A statement that contains one of these words writes or locks. The words are reserved, so an unquoted column cannot have such a name.
    /// </summary>
    private static readonly HashSet<string> Writing = new(StringComparer.OrdinalIgnoreCase) { "INTO", "UPDATE", "DELETE" };

    /// <summary>What is wrong with the text; null when nothing is wrong.</summary>
    public static string? FaultOf(string text)
    {
        // The bits of a mode answer three questions. Is a backslash an escape in '...' (NO_BACKSLASH_ESCAPES, Oracle)? Is it an escape in
        // "..." (ANSI_QUOTES)? Does # start a comment (Oracle)?
        for (int mode = 0; mode < 8; mode++)
        {
            if (new Scan(text, (mode & 1) == 0, (mode & 2) == 0, (mode & 4) == 0).Run() is { } fault && !(fault.IsOpenEnd && mode > 0))
            {
                return fault.Text;
            }
        }

        return null;
    }

    private readonly record struct Found(string Text, bool IsOpenEnd = false);

    private sealed class Scan(string text, bool escapesInSingle, bool escapesInDouble, bool hashIsComment)
    {
        private int at;
        private int end = -1;
        private string first = "";
        private string last = "";
        private string beforeLast = "";

        public Found? Run()
        {
            while (at < text.Length)
            {
                if (Next() is { } fault)
                {
                    return fault;
                }
            }

            return first.Length > 0 ? null : new Found(DrillQueryTexts.NoStatement);
        }

        private Found? Next()
        {
            char c = text[at];
            char next = at + 1 < text.Length ? text[at + 1] : '\0';
            if (c == '\0')
            {
                return new Found(DrillQueryTexts.FormatZeroCharacter(at + 1));
            }

            if (char.IsWhiteSpace(c))
            {
                at++;
                return null;
            }

            if (c == '#' && hashIsComment)
            {
                return SkipLine();
            }

            if (c == '-' && next == '-')
            {
                // If no space follows, -- is a comment for some servers and two minus signs for others.
                return at + 2 == text.Length || text[at + 2] <= ' ' ? SkipLine()
                    : new Found(DrillQueryTexts.FormatDashes(at + 1));
            }

            if (c == '/' && next == '*')
            {
                return SkipComment();
            }

            if (c == ';')
            {
                end = end < 0 ? at : end;
                at++;
                return null;
            }

            if (end >= 0)
            {
                return new Found(DrillQueryTexts.FormatSecondStatement(end + 1));
            }

            return c is '\'' or '"' or '`' ? SkipQuoted(c) : IsWordPart(c) ? TakeWord() : TakeSign(c);
        }

        private Found? SkipLine()
        {
            while (at < text.Length && text[at] is not ('\n' or '\r'))
            {
                at++;
            }

            return null;
        }

        private Found? SkipComment()
        {
            char kind = at + 2 < text.Length ? text[at + 2] : '\0';
            if (kind == '!' || (kind is 'M' or 'm' && at + 3 < text.Length && text[at + 3] == '!'))
            {
                return new Found(DrillQueryTexts.FormatComment(at + 1));
            }

            int close = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
            if (close < 0)
            {
                return new Found(DrillQueryTexts.FormatCommentOpen(at + 1));
            }

            at = close + 2;
            return null;
        }

        private Found? SkipQuoted(char quote)
        {
            int begin = at++;
            bool escapes = quote == '\'' ? escapesInSingle : quote == '"' && escapesInDouble;
            for (; at < text.Length; at++)
            {
                if (text[at] == '\\' && escapes)
                {
                    at++;
                }
                else if (text[at] == quote)
                {
                    at++;
                    return TakeToken(quote.ToString());
                }
            }

            // The string has no end. If it has no end only in an unusual mode, the text is accepted: a server in that mode reports a syntax
            // error and runs nothing.
            return new Found(DrillQueryTexts.FormatQuoteOpen(begin + 1), IsOpenEnd: true);
        }

        private Found? TakeWord()
        {
            int begin = at;
            while (at < text.Length && IsWordPart(text[at]))
            {
                at++;
            }

            string word = text.Substring(begin, at - begin);
            bool isName = last is "." or "@";
            if (!isName && Writing.Contains(word))
            {
                return new Found(DrillQueryTexts.FormatWrites(word.ToUpperInvariant(), begin + 1));
            }

            if (!isName && word.Equals("SHARE", StringComparison.OrdinalIgnoreCase)
                && (last.Equals("FOR", StringComparison.OrdinalIgnoreCase) || (last.Equals("IN", StringComparison.OrdinalIgnoreCase) && beforeLast.Equals("LOCK", StringComparison.OrdinalIgnoreCase))))
            {
                return new Found(DrillQueryTexts.FormatLocks(begin + 1));
            }

            return TakeToken(word);
        }

        private Found? TakeSign(char sign)
        {
            at++;
            return sign == '(' && first.Length == 0 ? null : TakeToken(sign.ToString());
        }

        private Found? TakeToken(string token)
        {
            beforeLast = last;
            last = token;
            if (first.Length > 0)
            {
                return null;
            }

            first = token;

            // A # at the start is accepted: if a server does not read it as a comment, the server reports a syntax error.
            return First.Contains(token) || token == "#" ? null
                : new Found(DrillQueryTexts.FormatFirstWord(TextFault.Quote(token), Listing.Or(Readers)));
        }

        private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';
    }
}
