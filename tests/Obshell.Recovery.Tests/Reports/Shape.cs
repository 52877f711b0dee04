using System.Linq;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Markdig;

namespace Obshell.Recovery.Tests.Reports;

/// <summary>
/// The structure of a report without its texts: elements, attributes and members. The structure changes if a text of the input becomes
/// markup.
/// </summary>
internal static class Shape
{
    /// <summary>Renders Markdown with every extension, as some wikis do.</summary>
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
