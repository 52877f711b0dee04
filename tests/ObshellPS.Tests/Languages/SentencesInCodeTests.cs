using System;
using System.Collections.Generic;
using System.Linq;
using ObshellPS.Tests.Citations;
using Xunit;

namespace ObshellPS.Tests.Languages;

/// <summary>
/// Texts for users are in src/*/Texts, in both languages. A sentence in a string of the code would be English for every user.
/// </summary>
[Trait("Topic", "Languages")]
public sealed class SentencesInCodeTests
{
    private static readonly string[] Projects = ["src/Obshell.Client/", "src/Obshell.Recovery/", "src/ObshellPS/"];

    /// <summary>Strings that look like a sentence for users but are not: the file, a part of the string, and the reason.</summary>
    private static readonly (string File, string Part, string Why)[] Others =
    [
        ("src/Obshell.Client/Dags/Kinds/BackupDag.cs", "backup", "The agent's names of its DAGs."),
        ("src/Obshell.Client/Dags/Kinds/RestoreDag.cs", "restore", "The agent's names of its nodes."),
        ("src/ObshellPS/Commands/Backups/SetObTenantBackupCommand.cs", "archive log is interrupted", "What OceanBase says (trap B14)."),
        ("src/Obshell.Recovery/Plans/Format/PlanReader.cs", "could not be", "What System.Text.Json says."),
        ("src/Obshell.Recovery/Reports/Html/HtmlWriter.cs", "still open", "A mistake in our code, which no user can cause."),
        ("src/ObshellPS/Requests/RestoreFieldsCmdlet.cs", "has no parameter", "A mistake in our code, which no user can cause."),
    ];

    public static TheoryData<string, string> Exceptions
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach ((string file, string part, _) in Others)
            {
                all.Add(file, part);
            }

            return all;
        }
    }

    [Fact]
    public void No_string_in_the_code_is_a_sentence_for_users() =>
        Faults.None(Sentences(_ => true)
            .Where(s => !Others.Any(o => o.File == s.File && s.Text.Contains(o.Part, StringComparison.Ordinal)))
            .Select(s => $"{s.File}:{s.Line} \"{s.Text}\""));

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Each_exception_of_this_test_is_still_needed(string file, string part) =>
        Assert.Contains(Sentences(f => f == file), s => s.Text.Contains(part, StringComparison.Ordinal));

    [Theory]
    [InlineData("throw new X(\"The tenant is missing.\");", "The tenant is missing.")]
    [InlineData("throw new X($\"Tenant {name} is not {what} there at all.\");", "Tenant {} is not {} there at all.")]
    [InlineData("x = \"\"\"\n    it was not sent\n    \"\"\";", "it was not sent")]
    [InlineData("#if NETFRAMEWORK\nx = \"not on this edition\";\n#endif", "not on this edition")]
    [InlineData("x = \"not sent\" + \" again, and\";", null)]
    [InlineData("// it is not sent again\nx = \"a b\";", null)]
    [InlineData("[Thing(\"it is not sent again\")] class A { }", null)]
    [InlineData("x = \"SELECT a FROM oceanbase.t WHERE b\";", null)]
    [InlineData("x = \"<p>it is not sent</p>\";", null)]
    public void A_string_with_three_words_in_a_row_is_found_as_a_sentence(string code, string? sentence) =>
        Assert.Equal(sentence is null ? [] : [sentence], CodeStrings.In(code).Where(s => s.IsSentence).Select(s => s.Text));

    private static IEnumerable<(string File, int Line, string Text)> Sentences(Func<string, bool> isWanted) => RepositoryFile.All
        .Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal) && Projects.Any(p => f.Path.StartsWith(p, StringComparison.Ordinal)) && isWanted(f.Path))
        .SelectMany(f => CodeStrings.In(f.Text).Where(s => s.IsSentence).Select(s => (f.Path, s.Line, s.Text)));
}
