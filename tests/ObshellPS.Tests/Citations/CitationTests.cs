using System;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace ObshellPS.Tests.Citations;

/// <summary>Each number that the code, a test or a page cites exists in the repository.</summary>
[Trait("Topic", "Citations")]
public sealed partial class CitationTests
{
    [Theory]
    [InlineData("PROTOCOL", "docs/protocol.md, a heading")]
    [InlineData("PROTOCOL-BACKUP", "docs/protocol.md, a heading of its second part")]
    [InlineData("trap", "docs/protocol.md, a row of section 9 or of PROTOCOL-BACKUP 11")]
    [InlineData("promise", "docs/promises.md, a heading")]
    public void Each_number_that_is_cited_exists(string of, string where)
    {
        string[] numbers = NumberedDocuments.Numbers[of];

        Faults.None(RepositoryFile.All
            .SelectMany(file => Citation.In(file.Text).Select(cited => (file.Path, cited)))
            .Where(c => c.cited.Of == of && !numbers.Contains(c.cited.Number))
            .Select(c => $"{c.Path}: {of} {c.cited.Number} is not in {where}"));
    }

    [Fact]
    public void Each_backup_trap_that_the_protocol_cites_exists() => Faults.None(
        BackupTrap().Matches(RepositoryFile.TextOf(NumberedDocuments.Protocol)).Select(m => m.Value).Except(NumberedDocuments.Numbers["trap"])
            .Select(trap => $"{NumberedDocuments.Protocol}: there is no trap {trap}"));

    [Theory]
    [InlineData("PROTOCOL", 11)]
    [InlineData("PROTOCOL-BACKUP", 12)]
    [InlineData("promise", 15)]
    public void Numbers_of_headings_are_consecutive(string of, int atLeast)
    {
        int[] numbers = [.. NumberedDocuments.Numbers[of].Where(n => !n.Contains('.')).Select(int.Parse)];

        Assert.Equal(Enumerable.Range(1, numbers.Length), numbers);
        Assert.True(numbers.Length >= atLeast, $"{of} ended with {atLeast} once: a number that is cited is not taken away.");
    }

    [Fact]
    public void Numbers_of_traps_are_consecutive()
    {
        string[] traps = NumberedDocuments.Numbers["trap"];
        int restore = traps.Count(t => t[0] != 'B');

        Assert.Equal([.. Enumerable.Range(1, restore).Select(n => $"{n}"), .. Enumerable.Range(1, traps.Length - restore).Select(n => $"B{n}")], traps);
        Assert.True(restore >= 40 && traps.Length - restore >= 22, "A trap that is cited is not taken away.");
    }

    [Fact]
    public void No_text_cites_a_document_that_is_not_in_the_repository() => Faults.None(RepositoryFile.All
        .SelectMany(file => Elsewhere().Matches(file.Text).Select(m => $"{file.Path}: '{m.Value}' is not in the repository; cite a page of docs")));

    [Theory]
    [InlineData("PROTOCOL 4.5 and what follows", "PROTOCOL 4.5")]
    [InlineData("(PROTOCOL 4.5, 4.6 and 5.4 to 5.6).", "PROTOCOL 4.5 | PROTOCOL 4.6 | PROTOCOL 5.4 | PROTOCOL 5.6")]
    [InlineData("PROTOCOL section 10 is", "PROTOCOL 10")]
    [InlineData("PROTOCOL 8, 4.2.3.0: a version", "PROTOCOL 8")]
    [InlineData("/// (PROTOCOL 4.8,\n    /// 5.4): cut", "PROTOCOL 4.8 | PROTOCOL 5.4")]
    [InlineData("PROTOCOL-BACKUP 8 and 9", "PROTOCOL-BACKUP 8 | PROTOCOL-BACKUP 9")]
    [InlineData("CLIENT_PROTOCOL_41, a protocol 3", "")]
    [InlineData("(trap 31) and traps 10, 11; Trap B9, traps B1 and B2", "trap 31 | trap 10 | trap 11 | trap B9 | trap B1 | trap B2")]
    [InlineData("public void Trap_8_a_restore_3_times()", "trap 8")]
    [InlineData("Promise_3_trap_4_x, Row_12_Trap_36_RANDOM", "promise 3 | trap 4 | trap 36")]
    [InlineData("[Trait(\"Trap\", \"7\")] [Trait(\"Row\", \"5.4 FAILED/RUN\")]", "trap 7 | PROTOCOL 5.4")]
    [InlineData("[Trait(\"Promise\", \"15\")] -Tag 'Promise 7', 'Promise 13'", "promise 15 | promise 7 | promise 13")]
    [InlineData("Promises 4, 5 and 8 in the mass, compromise 2", "promise 4 | promise 5 | promise 8")]
    public void Citations_are_recognized_in_text(string text, string citations) =>
        Assert.Equal(citations, string.Join(" | ", Citation.In(text).Select(c => $"{c.Of} {c.Number}")));

    [GeneratedRegex(@"\bB\d+\b")]
    private static partial Regex BackupTrap();

    // The brackets ensure that the expression does not match its own text.
    [GeneratedRegex(@"\bDESIG[N](?:\.md)?(?: section| promise)? ?\d*|\bANCHOR[S]\b[^)\s]* ?[\w.]*|\bPROTOCO[L](?:-BACKUP)?\.md|\.\./share[d]\b")]
    private static partial Regex Elsewhere();
}
