using AngleSharp.Dom;
using Obshell.Recovery.Reports.Markdown;
using Xunit;

namespace Obshell.Recovery.Tests.Reports;

/// <summary>A Markdown report is readable as plain text: only characters that have a meaning in Markdown are escaped.</summary>
[Trait("Topic", "Reports")]
public sealed class ReadableMarkdownTests
{
    [Theory]
    [InlineData("1.0 MB")]
    [InlineData("22:09:12")]
    [InlineData("2026-11-22T05:30:00Z")]
    [InlineData("Restore: done, 12 min 03 s")]
    [InlineData("zone1:s1:1, zone2:s1:1")]
    [InlineData("127.0.0.1:2886")]
    [InlineData("drill_orders_202611220157_0a1b2c3d")]
    [InlineData("'orders' (RTO): within 15 min - 50 %!")]
    [InlineData("host=h&access_id=i + 2 = 4; x > y")]
    [InlineData("租户 'orders' 的恢复演练：失败。")]
    public void Characters_without_a_meaning_in_Markdown_are_not_changed(string text)
    {
        Assert.Equal(text, MarkdownText.Of(text));
        Assert.Equal(text, MarkdownText.Line(text));
    }

    [Theory]
    [InlineData("http://evil.example", "http\\://evil.example")]
    [InlineData("mailto:mallory@evil.example", "mailto\\:mallory\\@evil.example")]
    [InlineData("www.evil.example", "www\\.evil.example")]
    [InlineData(":smile: :)", "\\:smile: \\:)")]
    [InlineData("**b** _i_ `c`", "\\*\\*b\\*\\* \\_i\\_ \\`c\\`")]
    [InlineData("a | b", "a \\| b")]
    [InlineData("<b> &lt; {{x}}", "&lt;b> &amp;lt; &#123;&#123;x&#125;&#125;")]
    [InlineData("C:\\backup\\", "C\\:\\backup\\\\")]
    public void Characters_with_a_meaning_in_Markdown_are_escaped(string text, string written) => Assert.Equal(written, MarkdownText.Of(text));

    [Theory]
    [InlineData("# Heading", "\\# Heading")]
    [InlineData("- item", "\\- item")]
    [InlineData("1. item", "1\\. item")]
    [InlineData("iv) item", "iv\\) item")]
    [InlineData("> quote", "\\> quote")]
    [InlineData("1.0 MB", "1.0 MB")]
    public void The_start_of_a_line_is_escaped_only_if_it_has_a_meaning_in_Markdown(string text, string written) => Assert.Equal(written, MarkdownText.Line(text));

    [Fact]
    public void A_report_has_no_entities_except_for_braces_and_shows_its_texts_unchanged()
    {
        string text = Written.As(ReportFormat.Markdown, WeeklyDrills.All, "Weekly drills: 22:09, 1.0 MB");
        IDocument page = Shape.FromMarkdown(text);

        // Only braces are written as entities, because template engines would use them.
        Assert.DoesNotMatch("&#(?!12[35];)", text);
        Assert.Equal("Weekly drills: 22:09, 1.0 MB", page.QuerySelector("h1")!.TextContent);
        Assert.Contains(page.QuerySelectorAll("td"), c => c.TextContent == "payments");
    }
}
