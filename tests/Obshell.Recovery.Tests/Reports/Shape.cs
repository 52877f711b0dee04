using System.Linq;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Markdig;

namespace Obshell.Recovery.Tests.Reports;

/// <summary>
/// What is left of a report without its texts: elements, attributes, members. A text that becomes part of the shape has got
/// out of its place.
/// </summary>
internal static class Shape
{
    /// <summary>As a wiki with every extension would show it.</summary>
    private static readonly MarkdownPipeline Wiki = new MarkdownPipelineBuilder().UseAdvancedExtensions().UseEmojiAndSmiley().Build();

    public static IDocument Page(string html) => new HtmlParser().ParseDocument(html);

    public static IDocument FromMarkdown(string markdown) => Page(Markdown.ToHtml(markdown, Wiki));

    public static string Of(IDocument page) => string.Join("\n", page.All.Select(e => $"{Depth(e)} {e.LocalName} {string.Join(",", e.Attributes.Select(a => a.Name))}"));

    public static string Of(JsonNode? node) => node switch
    {
        JsonObject members => "{" + string.Join(",", members.Select(m => m.Key + ":" + Of(m.Value))) + "}",
        JsonArray items => "[" + string.Join(",", items.Select(Of)) + "]",
        null => "null",
        _ => node.GetValueKind().ToString(),
    };

    public static string Of(XElement element) =>
        $"<{element.Name} {string.Join(",", element.Attributes().Select(a => a.Name))}>{string.Concat(element.Elements().Select(Of))}";

    private static int Depth(IElement element)
    {
        int depth = 0;
        for (IElement? at = element.ParentElement; at is not null; at = at.ParentElement)
        {
            depth++;
        }

        return depth;
    }
}
