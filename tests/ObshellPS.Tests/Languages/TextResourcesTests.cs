using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ObshellPS.Tests.Citations;
using Xunit;

namespace ObshellPS.Tests.Languages;

/// <summary>Each text of src/*/Texts exists in both languages, has the same placeholders, and is used.</summary>
[Trait("Topic", "Languages")]
public sealed partial class TextResourcesTests
{
    public static TheoryData<string> Files => [.. TextResource.All.Where(r => !r.IsChinese).Select(r => r.Path)];

    public static TheoryData<string> ChineseFiles => [.. TextResource.All.Where(r => r.IsChinese).Select(r => r.Path)];

    [Fact]
    public void English_and_Chinese_text_files_exist_in_pairs() =>
        Assert.Equal(
            TextResource.All.Where(r => !r.IsChinese).Select(r => r.Subject),
            TextResource.All.Where(r => r.IsChinese).Select(r => r.Subject));

    [Theory]
    [MemberData(nameof(Files))]
    public void Both_languages_have_the_same_keys(string file)
    {
        TextResource english = TextResource.Of(file);

        Assert.Equal(english.Texts.Keys, english.Chinese.Texts.Keys);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Both_languages_have_the_same_placeholders(string file)
    {
        TextResource english = TextResource.Of(file);

        Faults.None(english.Texts
            .Where(t => english.Chinese.Texts.TryGetValue(t.Key, out string? chinese) && !Placeholders(t.Value).SetEquals(Placeholders(chinese)))
            .Select(t => $"{file}, {t.Key}: {t.Value} / {english.Chinese.Texts[t.Key]}"));
    }

    /// <summary>The formatting code would parse a literal brace as a placeholder.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void A_text_with_placeholders_has_no_other_braces(string file)
    {
        TextResource english = TextResource.Of(file);

        Faults.None(english.Texts.Concat(english.Chinese.Texts)
            .Where(t => Placeholders(t.Value).Count > 0 && Placeholder().Replace(t.Value, "").IndexOfAny(['{', '}']) >= 0)
            .Select(t => $"{file}, {t.Key}: {t.Value}"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_text_is_used_by_its_project(string file)
    {
        TextResource english = TextResource.Of(file);
        HashSet<string> used = [.. RepositoryFile.All
            .Where(f => f.Path.StartsWith(english.Project + "/", System.StringComparison.Ordinal) && f.Path.EndsWith(".cs", System.StringComparison.Ordinal))
            .SelectMany(f => Regex.Matches(f.Text, $@"\b{english.Subject}\.(?:Format)?(\w+)").SelectMany(m => new[] { m.Groups[1].Value, m.Value[(english.Subject.Length + 1)..] }))];

        Faults.None(english.Texts.Keys.Where(k => !used.Contains(k)).Select(k => $"{file}: {k} is not used."));
    }

    [Theory]
    [MemberData(nameof(Files))]
    [MemberData(nameof(ChineseFiles))]
    public void Keys_are_sorted(string file)
    {
        string[] keys = [.. TextResource.Of(file).Texts.Keys];

        Assert.Equal(keys.Order(System.StringComparer.Ordinal), keys);
    }

    /// <summary>A text that joins other texts (", ", " and ") starts or ends with a blank. A sentence does not.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    [MemberData(nameof(ChineseFiles))]
    public void Only_texts_that_join_other_texts_are_empty_or_start_or_end_with_a_blank(string file)
    {
        TextResource resource = TextResource.Of(file);

        Faults.None(resource.Texts
            .Where(t => (t.Value.Trim().Length == 0 || t.Value.Trim() != t.Value) && !(resource.Subject == "DisplayTexts" && t.Value.Length <= 5))
            .Select(t => $"{file}, {t.Key}: '{t.Value}'"));
    }

    [Theory]
    [MemberData(nameof(ChineseFiles))]
    public void A_Chinese_text_with_words_has_Chinese_characters(string file) =>
        Faults.None(TextResource.Of(file).Texts
            .Where(t => HasWords(t.Value) && !Chinese().IsMatch(t.Value))
            .Select(t => $"{file}, {t.Key}: {t.Value}"));

    [Theory]
    [MemberData(nameof(Files))]
    public void An_English_text_has_no_Chinese_characters(string file) =>
        Faults.None(TextResource.Of(file).Texts.Where(t => Chinese().IsMatch(t.Value)).Select(t => $"{file}, {t.Key}: {t.Value}"));

    [Theory]
    [MemberData(nameof(ChineseFiles))]
    public void A_Chinese_text_has_full_width_punctuation_and_blanks_next_to_Latin_words(string file) =>
        Faults.None(TextResource.Of(file).Texts
            .Where(t => HalfWidthMark().IsMatch(t.Value) || TouchesLatin().IsMatch(t.Value))
            .Select(t => $"{file}, {t.Key}: {t.Value}"));

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Value)];

    /// <summary>True if the text has words besides placeholders, quoted names and English terms.</summary>
    private static bool HasWords(string text) => Word().IsMatch(Names().Replace(Placeholder().Replace(text, ""), ""));

    [GeneratedRegex(@"\{[A-Za-z]\w*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[\u3400-\u9FFF]")]
    private static partial Regex Chinese();

    [GeneratedRegex("[a-z]{3,}")]
    private static partial Regex Word();

    [GeneratedRegex(@"'[^']*'|\b(?:Zone|Unit|Locality|Primary|Piece|Tablets?|obshell|agent|trace|OceanBase)\b")]
    private static partial Regex Names();

    [GeneratedRegex("[\u3400-\u9FFF][,;:?!(]|[)][\u3400-\u9FFF]")]
    private static partial Regex HalfWidthMark();

    [GeneratedRegex("[\u3400-\u9FFF][A-Za-z0-9]|[A-Za-z0-9][\u3400-\u9FFF]")]
    private static partial Regex TouchesLatin();
}
