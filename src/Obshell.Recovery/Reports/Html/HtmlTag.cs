namespace Obshell.Recovery.Reports.Html;

/// <summary>An HTML element. Only the elements that this class defines can be written.</summary>
internal sealed class HtmlTag
{
    public static readonly HtmlTag Html = new("html", startsLine: true);
    public static readonly HtmlTag Head = new("head", startsLine: true);
    public static readonly HtmlTag Meta = new("meta", startsLine: true);
    public static readonly HtmlTag Title = new("title", startsLine: true);
    public static readonly HtmlTag Style = new("style", startsLine: true);
    public static readonly HtmlTag Body = new("body", startsLine: true);
    public static readonly HtmlTag Header = new("header", startsLine: true);
    public static readonly HtmlTag Main = new("main", startsLine: true);
    public static readonly HtmlTag Footer = new("footer", startsLine: true);
    public static readonly HtmlTag Section = new("section", startsLine: true);
    public static readonly HtmlTag Article = new("article", startsLine: true);
    public static readonly HtmlTag Division = new("div", startsLine: true);
    public static readonly HtmlTag Heading1 = new("h1", startsLine: true);
    public static readonly HtmlTag Heading2 = new("h2", startsLine: true);
    public static readonly HtmlTag Heading3 = new("h3", startsLine: true);
    public static readonly HtmlTag Heading4 = new("h4", startsLine: true);
    public static readonly HtmlTag Paragraph = new("p", startsLine: true);
    public static readonly HtmlTag Preformatted = new("pre", startsLine: true);
    public static readonly HtmlTag Details = new("details", startsLine: true);
    public static readonly HtmlTag Summary = new("summary");
    public static readonly HtmlTag Figure = new("figure", startsLine: true);
    public static readonly HtmlTag Caption = new("figcaption", startsLine: true);
    public static readonly HtmlTag Table = new("table", startsLine: true);
    public static readonly HtmlTag TableCaption = new("caption", startsLine: true);
    public static readonly HtmlTag TableHead = new("thead", startsLine: true);
    public static readonly HtmlTag TableBody = new("tbody", startsLine: true);
    public static readonly HtmlTag Row = new("tr", startsLine: true);
    public static readonly HtmlTag HeaderCell = new("th");
    public static readonly HtmlTag Cell = new("td");
    public static readonly HtmlTag Terms = new("dl", startsLine: true);
    public static readonly HtmlTag Term = new("dt");
    public static readonly HtmlTag Description = new("dd");
    public static readonly HtmlTag List = new("ul", startsLine: true);
    public static readonly HtmlTag ListItem = new("li", startsLine: true);
    public static readonly HtmlTag Span = new("span");
    public static readonly HtmlTag Strong = new("strong");
    public static readonly HtmlTag Code = new("code");
    public static readonly HtmlTag Link = new("a");
    public static readonly HtmlTag Svg = new("svg");
    public static readonly HtmlTag SvgTitle = new("title");
    public static readonly HtmlTag Rectangle = new("rect");
    public static readonly HtmlTag Line = new("line");
    public static readonly HtmlTag Path = new("path");
    public static readonly HtmlTag Circle = new("circle");

    private HtmlTag(string name, bool startsLine = false)
    {
        Name = name;
        StartsLine = startsLine;
    }

    public string Name { get; }

    /// <summary>Whether the element starts a new line, so that the source of the page is easy to read.</summary>
    public bool StartsLine { get; }
}
