using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using Xunit;

namespace Obshell.Recovery.Tests.Reports;

/// <summary>Hostile texts of an agent in a report: a name, a comment, a log line or an address must stay plain text.</summary>
[Trait("Promise", "3")]
[Trait("Topic", "Reports")]
public sealed partial class HostileReportTests
{
    /// <summary>A text that needs no encoding.</summary>
    private const string Harmless = "payments";

    public static TheoryData<string> Poison =>
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</style><style>*{display:none}</style>", "</title><base href=//evil.example>", "]]><x/>", "<![CDATA[x]]>", "--><!-- x", "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "&lt;b&gt;&amp;&#60;b&#62;",
        "{{constructor.constructor('alert(1)')()}}", "{% include 'x' %}", "${7*7}", "#{7*7}", "a | b | c", "| --- | --- |", "```", "~~~", "`code`", "[x](javascript:alert(1))", "![x](http://evil.example/x.png)", "[x]: http://evil.example", "<http://evil.example>", "http://evil.example/a",
        "www.evil.example", "WWW.evil.example", "mallory@evil.example", "mailto:mallory@evil.example", "@mallory #1 :smile:", ":)", "**b** __b__ *i* _i_ ~~s~~ ==m== ++i++ ^s^ ~s~", "# Heading", "> quote", "- item", "* item", "+ item", "1. item", "---", "===", "    code", "\\", "x\\", "$x^2$ $$y$$",
        "[^1]: note", "^[note]", "- [ ] task", "term\n: definition", "::: box", "*[HTML]: x", "x {#id .class onclick=alert(1)}", "\"\"cite\"\"", "a\n\nb\n# c\n<b>d</b>\n|e|", "a\r\nb\rc\td", "<details open ontoggle=alert(1)>", "<pre>", "</pre><script>alert(1)</script>", "javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
        "\u0000\u0001\u0008\u000b\u001b[31m\u007f\u0085\u009f", "\ufffe\uffff\ud800", "\udc00x\ud83d", "\u202eevil\u2066x\u2069\u200b\u200d\ufeff\u00ad", "a\u2028b\u2029c", "\U000E0041\U0001D173", "=cmd|' /C calc'!A0", "A---B", "``` mermaid\ngraph TD\n```", "<svg/onload=alert(1)>", "x\" style=\"position:fixed", "%3Cscript%3E", "\\u003cscript\\u003e",
    ];

    [Theory]
    [MemberData(nameof(Poison))]
    public void Promise_3_a_value_never_creates_an_element_an_attribute_or_an_address_in_a_page(string text)
    {
        string html = Written.As(ReportFormat.Html, FullOf.Everything(text), text);
        IDocument page = Shape.Page(html);

        Assert.Equal(Shape.Of(Shape.Page(Written.As(ReportFormat.Html, FullOf.Everything(Harmless), Harmless))), Shape.Of(page));
        Assert.Empty(page.QuerySelectorAll("script, img, iframe, object, embed, link, form, base, [src], [style]"));
        Assert.DoesNotContain(page.All.SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.All(page.QuerySelectorAll("[href]"), e => Assert.Matches("^#item-[0-9]+$", e.GetAttribute("href")));

        // The same is true for the HTML source, before a parser corrects it. The source also contains no brace, which a template engine
        // would use.
        string body = html[html.IndexOf("</style>", StringComparison.Ordinal)..];
        Assert.DoesNotContain("{", body, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(html, "</style"));
    }

    [Theory]
    [MemberData(nameof(Poison))]
    public void Promise_3_texts_from_agents_are_shown_completely(string text)
    {
        IDocument page = Shape.Page(Written.As(ReportFormat.Html, FullOf.Everything(text)));
        string shown = Obshell.Recovery.Reports.Text.DisplayText.Of(text).ToString();

        Assert.Contains(page.QuerySelectorAll("article .say .why"), e => e.TextContent == shown);
        Assert.Contains(page.QuerySelectorAll("pre"), e => e.TextContent.Contains(shown, StringComparison.Ordinal));
        Assert.Equal(shown, (string)JsonNode.Parse(Written.As(ReportFormat.Json, FullOf.Everything(text)))!["items"]![0]!["reason"]!);
        Assert.Contains(XDocument.Parse(Written.As(ReportFormat.JUnit, FullOf.Everything(text))).Descendants("failure"), f => (string)f.Attribute("message")! == shown);
    }

    [Theory]
    [MemberData(nameof(Poison))]
    public void Promise_3_a_value_never_creates_markup_or_a_link_in_Markdown(string text)
    {
        IDocument page = Shape.FromMarkdown(Written.As(ReportFormat.Markdown, FullOf.Everything(text), text));

        Assert.Equal(WithoutIds(Shape.FromMarkdown(Written.As(ReportFormat.Markdown, FullOf.Everything(Harmless), Harmless))), WithoutIds(page));
        Assert.Empty(page.QuerySelectorAll("a[href], img, script, style, input"));
    }

    [Theory]
    [MemberData(nameof(Poison))]
    public void Promise_3_a_value_never_changes_the_structure_of_JSON_and_JUnit(string text)
    {
        string json = Written.As(ReportFormat.Json, FullOf.Everything(text), text);
        Assert.Equal(Shape.Of(JsonNode.Parse(Written.As(ReportFormat.Json, FullOf.Everything(Harmless), Harmless))), Shape.Of(JsonNode.Parse(json)));
        Assert.DoesNotContain("<", json, StringComparison.Ordinal);

        XElement suites = XDocument.Parse(Written.As(ReportFormat.JUnit, FullOf.Everything(text), text)).Root!;
        Assert.Equal(Shape.Of(XDocument.Parse(Written.As(ReportFormat.JUnit, FullOf.Everything(Harmless), Harmless)).Root!), Shape.Of(suites));
    }

    [Theory]
    [MemberData(nameof(Poison))]
    public void Promise_3_no_report_format_has_invisible_characters(string text)
    {
        foreach (ReportFormat format in Enum.GetValues<ReportFormat>())
        {
            string report = Written.As(format, FullOf.Everything(text), text);
            Assert.DoesNotMatch(Hidden(), System.Net.WebUtility.HtmlDecode(report));
            Assert.DoesNotMatch(@"\\u(00[01][0-9a-f]|200b|202e|2066|d[89a-f])(?<!\\u000a|\\u0009)", report.ToLowerInvariant());

            // The text is unchanged in UTF-8. Half surrogate pairs would become question marks.
            Assert.Equal(report, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(report)));
        }
    }

    [Fact]
    public void Invisible_characters_are_shown_as_their_code()
    {
        string page = Shape.Page(Written.As(ReportFormat.Html, FullOf.Everything("a\u202eb\u0000c\ud800d\u200be\U000E0041f"))).Body!.TextContent;

        Assert.Contains("a[U+202E]b[U+0000]c[U+D800]d[U+200B]e[U+E0041]f", page, StringComparison.Ordinal);
        Assert.Contains("租户 ürün 🙂", Shape.Page(Written.As(ReportFormat.Html, FullOf.Everything("租户 ürün 🙂"))).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Promise", "6")]
    public void Promise_6_no_report_format_has_a_key_or_password()
    {
        string[] secrets =
        [
            "oss://b/d?host=h&access_id=CANARY1&access_key=CANARY2", "SET DECRYPTION IDENTIFIED BY 'CANARY3','CANARY4'", "root:CANARY5@tcp(10.0.0.1:2881)/x", "{\"root_password\":\"CANARY6\"}", "obclient -uroot -pCANARY7 -P2881", "secret_key: CANARY8",
        ];
        foreach (string secret in secrets)
        {
            foreach (ReportFormat format in Enum.GetValues<ReportFormat>())
            {
                string report = Written.As(format, FullOf.Everything(secret), secret);
                Assert.DoesNotContain("CANARY", report, StringComparison.Ordinal);
                Assert.Contains(format == ReportFormat.Markdown ? "\\*\\*\\*" : "***", report, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>These tests are complete only if FullOf fills every text property of a result.</summary>
    [Fact]
    public void FullOf_fills_every_text_property_of_a_result()
    {
        var missing = new List<string>();
        Walk(FullOf.Drill(Harmless), "Drill", []);
        Walk(FullOf.Job(Harmless), "Job", []);
        Assert.Empty(missing);

        void Walk(object value, string where, HashSet<object> seen)
        {
            if (!seen.Add(value))
            {
                return;
            }

            foreach (PropertyInfo property in value.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0))
            {
                string name = where + "." + property.Name;
                switch (property.GetValue(value))
                {
                    case string text when property.CanWrite && !text.Contains(Harmless, StringComparison.Ordinal):
                        missing.Add(name);
                        break;
                    case string:
                        break;
                    case IEnumerable list:
                        foreach (object item in list)
                        {
                            if (item is not string)
                            {
                                Walk(item, name, seen);
                            }
                        }

                        break;
                    case { } other when other.GetType().Namespace is "Obshell.Client" or "Obshell.Recovery" && !other.GetType().IsEnum:
                        Walk(other, name, seen);
                        break;
                    case null when property.PropertyType == typeof(string) || property.PropertyType.Namespace is "Obshell.Client" or "Obshell.Recovery":
                        missing.Add(name);
                        break;
                }
            }
        }
    }

    /// <summary>The structure without ids, because a renderer creates the ids of headings from their text.</summary>
    private static string WithoutIds(IDocument page) => Regex.Replace(Shape.Of(page), "(?m) (id)?$", "");

    [GeneratedRegex("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffe\uffff]")]
    private static partial Regex Hidden();
}
