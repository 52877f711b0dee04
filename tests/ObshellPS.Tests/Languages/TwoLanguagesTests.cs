using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Languages;

/// <summary>English and Chinese pages have the same headings, code and links.</summary>
[Trait("Topic", "Languages")]
public sealed class TwoLanguagesTests : CmdletTest
{
    private static readonly string Root = HostedSession.RepoRoot;

    private static readonly string Docs = Path.Combine(Root, "docs");

    public static TheoryData<string> Topics => [.. Files("en-US")];

    [Fact]
    public void The_README_has_the_same_headings_code_tables_and_links_in_both_languages()
    {
        string[] english = File.ReadAllLines(Path.Combine(Root, "README.md"));
        string[] chinese = File.ReadAllLines(Path.Combine(Root, "README.zh-CN.md"));

        Assert.Equal(Headings(english), Headings(chinese));
        Assert.Equal(Fenced(english), Fenced(chinese));
        Assert.Equal(english.Count(l => l.StartsWith('|')), chinese.Count(l => l.StartsWith('|')));
        Assert.Equal(Links(english), Links(chinese));
    }

    public static TheoryData<string> Pages => [.. Directory.GetFiles(Docs, "*.zh-CN.md").Select(f => Path.GetFileName(f).Replace(".zh-CN.md", "", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_the_same_headings_code_tables_and_links_in_both_languages(string page)
    {
        string[] english = File.ReadAllLines(Path.Combine(Docs, page + ".md"));
        string[] chinese = File.ReadAllLines(Path.Combine(Docs, page + ".zh-CN.md"));

        Assert.Equal(Headings(english), Headings(chinese));
        Assert.Equal(Fenced(english).Select(WithoutComment), Fenced(chinese).Select(WithoutComment));
        Assert.Equal(english.Count(l => l.StartsWith('|')), chinese.Count(l => l.StartsWith('|')));
        Assert.Equal(Links(english).Select(l => l.Split('#')[0]), Links(chinese).Select(l => l.Split('#')[0]));
    }

    /// <summary>The headings of a Chinese page are Chinese, so its links to headings differ from those of the English page.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_go_to_existing_headings_and_Chinese_pages_link_to_Chinese_pages(string page)
    {
        foreach (string file in new[] { page + ".md", page + ".zh-CN.md" })
        {
            string[] links = [.. Targets(File.ReadAllLines(Path.Combine(Docs, file)))];

            Assert.All(links.Where(l => l.Contains('#', StringComparison.Ordinal)).Select(l => l.Split('#')), l =>
                Assert.Contains(l[1], File.ReadAllLines(Path.Combine(Docs, l[0].Length == 0 ? file : l[0])).Where(h => h.StartsWith('#')).Select(Anchor)));
            if (file.EndsWith(".zh-CN.md", StringComparison.Ordinal))
            {
                // The first link of a Chinese page goes to its English page.
                Assert.Equal(page + ".md", links[0]);
                Assert.All(links.Skip(1), l => Assert.False(File.Exists(Path.Combine(Docs, l.Split('#')[0].Replace(".md", ".zh-CN.md", StringComparison.Ordinal))) && !l.Contains(".zh-CN.", StringComparison.Ordinal) && l.Contains(".md", StringComparison.Ordinal), l));
            }
        }
    }

    [Fact]
    public void Every_help_topic_exists_in_Chinese() =>
        Assert.Equal(Files("en-US"), Files("zh-CN"));

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_help_topic_has_the_same_sections_and_code_in_both_languages(string file)
    {
        string[] english = File.ReadAllLines(Path.Combine(Root, "module", "en-US", file));
        string[] chinese = File.ReadAllLines(Path.Combine(Root, "module", "zh-CN", file));

        // Get-Help recognizes a topic by the English names of its sections, so these are not translated.
        Assert.Equal(english.Where(l => l.Length > 0 && l[0] != ' '), chinese.Where(l => l.Length > 0 && l[0] != ' '));
        Assert.Equal(english.Where(l => l.StartsWith("        ", StringComparison.Ordinal)), chinese.Where(l => l.StartsWith("        ", StringComparison.Ordinal)));
        Assert.Equal(english.Count(IsEnglishHeading), chinese.Count(l => l.StartsWith("    【", StringComparison.Ordinal)));
        Assert.Equal(english.SkipWhile(l => l != "SEE ALSO"), chinese.SkipWhile(l => l != "SEE ALSO"));

        // The limit of 74 columns counts a Chinese character as two columns.
        Assert.All(chinese, l => Assert.True(l.Sum(c => c >= 0x1100 ? 2 : 1) <= 74, l));
    }

    /// <summary>Windows PowerShell reads a file without a byte order mark in the code page of the machine.</summary>
    [Theory]
    [MemberData(nameof(Topics))]
    public void A_Chinese_topic_has_the_UTF_8_byte_order_mark(string file) =>
        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(Path.Combine(Root, "module", "zh-CN", file)).Take(3));

    [Theory]
    [InlineData("zh-CN", "通过 obshell agent")]
    [InlineData("en-US", "through the obshell agent")]
    [InlineData("de-DE", "through the obshell agent")]
    public void Get_Help_shows_a_topic_in_the_language_of_the_session(string culture, string words)
    {
        SessionResult result = Run("[cultureinfo]::CurrentUICulture = $args[0]; Get-Help about_ObshellPS", CultureInfo.GetCultureInfo(culture));

        Assert.Contains(words, result.ThrowIfFailed().Output[0].ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Files(string culture) =>
        Directory.GetFiles(Path.Combine(Root, "module", culture), "about_*.help.txt").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    private static IEnumerable<int> Headings(string[] lines)
    {
        bool code = false;
        foreach (string line in lines)
        {
            code ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!code && line.StartsWith('#'))
            {
                yield return line.TakeWhile(c => c == '#').Count();
            }
        }
    }

    private static IEnumerable<string> Fenced(string[] lines)
    {
        bool code = false;
        foreach (string line in lines)
        {
            bool fence = line.StartsWith("```", StringComparison.Ordinal);
            if (fence || code)
            {
                yield return line;
            }

            code ^= fence;
        }
    }

    private static string WithoutComment(string code) => code.Split(" # ")[0].TrimEnd();

    private static IEnumerable<string> Links(string[] lines) => Targets(lines)
        .Select(l => l.Replace(".zh-CN.", ".", StringComparison.Ordinal).Replace("/zh-CN/", "/", StringComparison.Ordinal))
        .Where(l => !l.StartsWith("README", StringComparison.Ordinal));

    private static IEnumerable<string> Targets(string[] lines) => string.Join('\n', lines).Split("](").Skip(1)
        .Select(l => l[..l.IndexOf(')', StringComparison.Ordinal)]);

    /// <summary>The anchor that GitHub creates from a heading.</summary>
    private static string Anchor(string heading) => string.Concat(heading.TrimStart('#').Trim().ToLowerInvariant()
        .Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : c));

    private static bool IsEnglishHeading(string line) =>
        (line.Length > 5 && line.StartsWith("    ", StringComparison.Ordinal) && line[4] != ' ' && line.Trim() == line.Trim().ToUpperInvariant() && line.Any(char.IsLetter))
        || line.StartsWith("    WHAT -", StringComparison.Ordinal);
}
