using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace ObshellPS.Tests.Citations;

/// <summary>A citation in a text: the number of a section, a trap or a promise in docs/protocol.md or docs/promises.md.</summary>
/// <param name="Of">The word before the number: PROTOCOL, PROTOCOL-BACKUP, trap or promise.</param>
internal sealed partial record Citation(string Of, string Number)
{
    // A version such as 4.2.3.0 is not a section.
    private const string One = @"(?:B\d+|\d+(?:\.\d+)?(?!\.?\d))";
    private const string Several = "(?<number>" + One + ")(?:(?:,? and|,? or|,| to) (?<number>" + One + "))*";

    /// <summary>All citations in a text, in their order: single numbers, lists, ranges, names of tests and traits.</summary>
    public static IEnumerable<Citation> In(string text) => Cited().Matches(Joined(text)).SelectMany(match =>
        match.Groups["number"].Captures.Select(number => new Citation(Document(match.Groups["of"].Value), number.Value)));

    private static string Document(string word) => word switch
    {
        "Trap" => "trap",
        "Promise" => "promise",
        "Row" => "PROTOCOL",
        _ => word,
    };

    /// <summary>The text without the line breaks of comments, because a list of numbers can continue on the next line.</summary>
    private static string Joined(string text) => EndOfLine().Replace(text, " ");

    [GeneratedRegex(@"\s*\n[ \t]*(?:///?|#)?[ \t]*")]
    private static partial Regex EndOfLine();

    [GeneratedRegex(
        "(?<!\\w)(?<of>PROTOCOL(?:-BACKUP)?)(?: section)? " + Several
        + "|(?<![A-Za-z])(?<of>[Tt]rap|[Pp]romise)s?[ _]" + Several
        + "|Trait\\(\"(?<of>Trap|Promise|Row)\", \"(?<number>[^\" ]*)")]
    private static partial Regex Cited();
}
