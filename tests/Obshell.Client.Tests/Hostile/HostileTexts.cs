using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Obshell.Client.Tests.Hostile;

/// <summary>
/// Hostile texts: valid texts with a forbidden part at a known position. The forbidden parts are written here by hand, independent of the
/// rules in the code.
/// </summary>
internal static class HostileTexts
{
    /// <summary>The control characters C0, DEL and C1, including the null character and line ends.</summary>
    public static IReadOnlyList<string> Controls { get; } = [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => ((char)c).ToString())];

    /// <summary>Characters that are invisible or reverse the text.</summary>
    public static IReadOnlyList<string> Unseen { get; } =
    [
        "\u00AD", "\u061C", "\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2060", "\u2061", "\u2064", "\u2066", "\u2067", "\u2068", "\u2069", "\u206A", "\uFEFF", "\uFFF9", "\uFFFA",
        "\uFFFB", "\u2028", "\u2029", "\U000E0001", "\U000E0041", "\U000E007F", "\U0001D173",
    ];

    /// <summary>Quotes of other scripts and widths, and characters that look like quotes.</summary>
    public static IReadOnlyList<string> QuoteLike { get; } =
    [
        "\u2018", "\u2019", "\u201A", "\u201B", "\u201C", "\u201D", "\u201E", "\u201F", "\u2032", "\u2033", "\u2034", "\u2035", "\u2036", "\u2037", "\u2039", "\u203A", "\u2057", "\u00AB", "\u00B4", "\u00BB", "\u02B9", "\u02BA", "\u02BB", "\u02BC",
        "\u02BD", "\u02BE", "\u02C8", "\u02CA", "\u02CB", "\u02EE", "\u02F4", "\u0374", "\u05F3", "\u05F4", "\u07F4", "\u07F5", "\u144A", "\u16CC", "\u275B", "\u275C", "\u275D", "\u275E", "\u301D", "\u301E", "\u301F", "\uA78B", "\uA78C", "\uFF02",
        "\uFF07", "\uFF3C", "\uFF40", "\u0149",
    ];

    /// <summary>Halves of surrogate pairs, which have no UTF-8 encoding.</summary>
    public static IReadOnlyList<string> Halves { get; } = ["\uD800", "\uDBFF", "\uDC00", "\uDFFF", "\uD83D", "\uDE00", "\uDC00\uD800"];

    /// <summary>
    /// Characters that are not a letter, digit or mark of any script: spaces, characters that look like separators, symbols, fillers.
    /// </summary>
    public static IReadOnlyList<string> NoLetters { get; } =
    [
        "\u00A0", "\u1680", "\u2000", "\u2003", "\u2009", "\u202F", "\u205F", "\u3000", "\u037E", "\u060C", "\u061B", "\u3001", "\u3002", "\uFF0C", "\uFF1B", "\uFF06", "\uFF20", "\uFF0F", "\uFE50", "\uFE54", "\u2044", "\u2215", "\u2216", "\u29F5",
        "\uFE68", "\u2010", "\u2014", "\u2212", "\u00B7", "\u2026", "\uFFFD", "\uFFFC", "\uE000", "\u2603", "\U0001F600", "\U0001F4A3", "\u3164", "\u115F", "\u1160", "\uFFA0", "\u034F", "\u180B", "\uFE0F", "\U000E0100",
    ];

    /// <summary>Known texts of SQL and shell injection. {0} is the quote that ends the quoted value.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        "{0}; DROP TENANT prod FORCE; -- ", "{0}; DROP TENANT prod FORCE; #", "{0} OR {0}1{0}={0}1", "{0}/**/;DROP/**/TENANT/**/prod", "{0} UNION SELECT password FROM mysql.user -- ", "{0});ALTER SYSTEM SET x={0}1", "{0}||(SELECT 1)||{0}",
        "{0};SET GLOBAL x=1;SELECT {0}", "{0}\n; DROP TENANT prod", "{0}\\{0}; DROP TENANT prod", "\\{0}; DROP TENANT prod; -- ", "{0}{0}; DROP TENANT prod", "{0}$(reboot){0}", "{0};reboot;{0}", "{0} && reboot {0}", "{0}|tee /etc/passwd{0}",
        "{0}`id`{0}", "x{0}&locality=FULL@z9&pool_list=p9{0}", "{0} WITH {0}pool_list=p9", "{0}%27;DROP", "{0}\u202E--", "/*!50000 {0} */", "{0}; -- \u0000",
    ];

    /// <summary>Hostile texts, each with the position of its first forbidden part.</summary>
    /// <param name="legal">Valid characters around the forbidden part.</param>
    /// <param name="start">The beginning of each text.</param>
    /// <param name="poison">The forbidden parts.</param>
    /// <param name="quote">The quote around the value in SQL or in a shell.</param>
    /// <param name="count">The smallest number of texts.</param>
    public static IEnumerable<(string Text, int At)> Around(string legal, string start, IReadOnlyList<string> poison, string quote, int count)
    {
        var chance = new Chance(20261124);
        string Legal(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => legal[chance.Below(legal.Length)]));
        int made = 0;
        foreach (string one in poison)
        {
            yield return (start + "a" + one + "b", start.Length + 1);
            made++;
        }

        foreach (string statement in Statements)
        {
            string text = start + "a" + string.Format(CultureInfo.InvariantCulture, statement, quote);
            int at = poison.Where(p => text.IndexOf(p, start.Length, StringComparison.Ordinal) >= 0).Select(p => text.IndexOf(p, start.Length, StringComparison.Ordinal)).DefaultIfEmpty(-1).Min();
            if (at >= 0)
            {
                yield return (text, at);
                made++;
            }
        }

        while (made++ < count)
        {
            var text = new StringBuilder(start).Append(Legal(1 + chance.Below(12)));
            int at = text.Length;
            text.Append(poison[chance.Below(poison.Count)]).Append(Legal(1 + chance.Below(6)));
            for (int more = chance.Below(3); more > 0; more--)
            {
                text.Append(poison[chance.Below(poison.Count)]).Append(Legal(1 + chance.Below(6)));
            }

            yield return (text.ToString(), at);
        }
    }
}
