using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ObshellPS.Tests.Citations;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Languages;

/// <summary>Relative links of the pages: the file exists, and so does the heading after a <c>#</c>.</summary>
[Trait("Topic", "Languages")]
public sealed partial class LinksTests
{
    private static readonly Dictionary<string, string> Pages = RepositoryFile.All
        .Where(f => f.Path.EndsWith(".md", StringComparison.Ordinal) && !f.Path.StartsWith("tests/", StringComparison.Ordinal))
        .ToDictionary(f => f.Path, f => Fence().Replace(f.Text.ReplaceLineEndings("\n"), ""));

    [Fact]
    public void The_target_of_a_link_exists() => Faults.None(
        from link in Links()
        where link.Target.Length == 0 || !Path.Exists(Path.Combine(HostedSession.RepoRoot, link.Target))
        select $"{link.Page}: {link.Text} is not a file or folder of the repository.");

    [Fact]
    public void The_heading_of_a_link_with_an_anchor_exists() => Faults.None(
        from link in Links()
        where link.Anchor.Length > 0 && Pages.ContainsKey(link.Target) && !Anchors(Pages[link.Target]).Contains(link.Anchor)
        select $"{link.Page}: {link.Target} has no heading #{link.Anchor}.");

    [Fact]
    public void The_search_finds_links_and_headings()
    {
        Assert.True(Links().Count() > 200, $"{Links().Count()} links were found.");
        Assert.Contains("pinning-the-agents-key", Anchors("# Connecting\n## Pinning the agent's key\n"));
        Assert.Equal(["two", "two-1", "备份是否足够新"], Anchors("# `Two`\n## Two\n## 备份是否足够新？\n").Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Each relative link: its page, its text, and its target relative to the root. An empty target is outside the repository.
    /// </summary>
    private static IEnumerable<(string Page, string Text, string Target, string Anchor)> Links() =>
        from page in Pages
        from match in Link().Matches(page.Value)
        let text = match.Groups["inline"].Success ? match.Groups["inline"].Value : match.Groups["html"].Value
        where !text.Contains("://", StringComparison.Ordinal) && !text.StartsWith("mailto:", StringComparison.Ordinal)
        let parts = text.Split('#', 2)
        select (page.Key, text, parts[0].Length == 0 ? page.Key : FromRoot(page.Key, parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");

    private static string FromRoot(string page, string target)
    {
        var root = new Uri("file:///root/");
        Uri whole = new(new Uri(root, page), target);
        string path = Uri.UnescapeDataString(root.MakeRelativeUri(whole).ToString());
        return !root.IsBaseOf(whole) ? "" : path.Length == 0 ? "." : path;
    }

    /// <summary>The anchors that GitHub creates from the headings of a page, and the anchors in HTML.</summary>
    private static HashSet<string> Anchors(string page)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Match heading in Heading().Matches(page))
        {
            string anchor = Dropped().Replace(LinkText().Replace(heading.Groups[1].Value, "$1").Trim(), "").Replace(' ', '-').ToLowerInvariant();
            int before = seen.GetValueOrDefault(anchor);
            seen[anchor] = before + 1;
            anchors.Add(before == 0 ? anchor : $"{anchor}-{before}");
        }

        anchors.UnionWith(HtmlAnchor().Matches(page).Select(m => m.Groups[1].Value));
        return anchors;
    }

    [GeneratedRegex(@"\]\((?<inline>[^)\s]+)(?:\s+""[^""]*"")?\)|\b(?:href|src)=""(?<html>[^""]+)""")]
    private static partial Regex Link();

    /// <summary>A block of code. It contains no links and no headings.</summary>
    [GeneratedRegex(@"^ *```.*\n(?:.*\n)*? *```.*$", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}\p{Pc}\- ]")]
    private static partial Regex Dropped();

    [GeneratedRegex(@"<a (?:id|name)=""([^""]+)""")]
    private static partial Regex HtmlAnchor();
}
