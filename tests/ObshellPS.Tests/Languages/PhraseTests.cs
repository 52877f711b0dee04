using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ObshellPS.Tests.Citations;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Languages;

/// <summary>
/// Code, comments, names of tests, texts and pages do not use the phrases of the table "Not this, but this" in CONTRIBUTING.md.
/// </summary>
[Trait("Topic", "Languages")]
public sealed class PhraseTests
{
    private static readonly string Root = HostedSession.RepoRoot;

    /// <summary>Files that were not written by us, or that are about the phrases.</summary>
    private static readonly string[] Exceptions =
    [
        "tests/fixtures/", // recorded from an agent, or written by earlier versions
        "tests/ObshellPS.Tests/Languages/PhraseTests.cs",
        "THIRD-PARTY-NOTICES.txt",
        "LICENSE",
    ];

    public static TheoryData<string> Phrases => [.. Table()];

    [Fact]
    public void The_table_has_phrases() => Assert.InRange(Table().Count, 20, 80);

    [Theory]
    [MemberData(nameof(Phrases))]
    public void A_phrase_of_the_table_is_not_used(string phrase)
    {
        var words = new Regex(@"(?<!\w)" + Regex.Escape(phrase).Replace(@"\ ", @"[\s_]+", StringComparison.Ordinal) + @"(?!\w)", RegexOptions.IgnoreCase);

        string[] found = [.. RepositoryFile.All.Where(f => !Exceptions.Any(e => f.Path.StartsWith(e, StringComparison.Ordinal)))
            .SelectMany(f => Lines(f).Where(l => words.IsMatch(l.Text)).Select(l => $"{f.Path}:{l.Number}: {l.Text.Trim()}"))];

        Assert.True(found.Length == 0, $"'{phrase}' is written in {found.Length} lines:{Environment.NewLine}{string.Join(Environment.NewLine, found.Take(200))}");
    }

    private static IReadOnlyList<string> Table() =>
        [.. File.ReadLines(Path.Combine(Root, "CONTRIBUTING.md")).SkipWhile(l => !l.StartsWith("| Not this ", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|'))
            .SelectMany(l => l.Split('|')[1].Split(',', StringSplitOptions.TrimEntries))];

    /// <summary>
    /// The lines of a file without the table itself. In C# code underscores are replaced by blanks, so that names of tests are split into
    /// words.
    /// </summary>
    private static IEnumerable<(int Number, string Text)> Lines(RepositoryFile file)
    {
        bool isTable = false;
        int number = 0;
        foreach (string line in file.Text.Split('\n'))
        {
            number++;
            isTable = file.Path == "CONTRIBUTING.md" && (line.StartsWith("| Not this ", StringComparison.Ordinal) || (isTable && line.StartsWith('|')));
            if (!isTable)
            {
                yield return (number, file.Path.EndsWith(".cs", StringComparison.Ordinal) ? line.Replace('_', ' ') : line);
            }
        }
    }
}
