using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace ObshellPS.Tests.Citations;

/// <summary>The numbered headings and table rows of docs/protocol.md and docs/promises.md.</summary>
internal static partial class NumberedDocuments
{
    public const string Protocol = "docs/protocol.md";
    public const string Promises = "docs/promises.md";

    /// <summary>The numbers in the order of the document. The key is the word before the number in a citation.</summary>
    public static IReadOnlyDictionary<string, string[]> Numbers { get; } = Read();

    /// <summary>The text of each promise in docs/promises.md. The key is its number.</summary>
    public static IReadOnlyDictionary<string, string> TextOfPromises { get; } = Parts(RepositoryFile.TextOf(Promises))
        .Where(p => p.Number.Length > 0).ToDictionary(p => p.Number, p => p.Text);

    private static Dictionary<string, string[]> Read()
    {
        string protocol = RepositoryFile.TextOf(Protocol);
        return new Dictionary<string, string[]>
        {
            ["PROTOCOL"] = All(Section(), protocol),
            ["PROTOCOL-BACKUP"] = All(BackupSection(), protocol),
            ["trap"] = [.. All(Row(), Parts(protocol).Single(p => p.Number == "9").Text), .. All(BackupRow(), protocol)],
            ["promise"] = All(Section(), RepositoryFile.TextOf(Promises)),
        };
    }

    private static string[] All(Regex numbers, string text) => [.. numbers.Matches(text).Select(m => m.Groups[1].Value)];

    /// <summary>The sections of a page, split at its second-level headings.</summary>
    private static IEnumerable<(string Number, string Text)> Parts(string text) => Heading().Split(text)
        .Select(part => (Number().Match(part).Groups[1].Value, part));

    [GeneratedRegex(@"^#{2,3} (\d+(?:\.\d+)?)\.? ", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^### PROTOCOL-BACKUP (\d+)\. ", RegexOptions.Multiline)]
    private static partial Regex BackupSection();

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| (B\d+) \|", RegexOptions.Multiline)]
    private static partial Regex BackupRow();

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\A(\d+)\. ")]
    private static partial Regex Number();
}
