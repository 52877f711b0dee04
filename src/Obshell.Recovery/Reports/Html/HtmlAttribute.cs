using System.Globalization;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Html;

/// <summary>
/// An attribute of an HTML element. Only the attributes that this type defines can be written. None of them runs a script or loads
/// anything. Links can only point to positions in the page itself.
/// </summary>
internal readonly struct HtmlAttribute
{
    private HtmlAttribute(string name, string value)
    {
        Name = name;
        Value = value;
    }

    public string Name { get; }

    public string Value { get; }

    /// <summary>A class of the style sheet.</summary>
    public static HtmlAttribute Class(string name) => new("class", name);

    /// <summary>The language of this module's texts.</summary>
    public static HtmlAttribute Language => new("lang", ReportTexts.Language);

    public static HtmlAttribute CharacterSet => new("charset", "utf-8");

    public static HtmlAttribute MetaName(string name) => new("name", name);

    public static HtmlAttribute HttpEquivalent(string name) => new("http-equiv", name);

    /// <summary>The content of a meta element. It is always a text of this module.</summary>
    public static HtmlAttribute Content(string words) => new("content", words);

    /// <summary>The id of an item, as a target for links.</summary>
    public static HtmlAttribute Id(string kind, int number) => new("id", Place(kind, number));

    public static HtmlAttribute LinkTo(string kind, int number) => new("href", "#" + Place(kind, number));

    public static HtmlAttribute LabelledBy(string kind, int number) => new("aria-labelledby", Place(kind, number));

    public static HtmlAttribute Label(DisplayText text) => new("aria-label", text.ToString());

    public static HtmlAttribute Label(string words) => new("aria-label", words);

    /// <summary>The label that is shown before a cell when the table is too wide for the screen.</summary>
    public static HtmlAttribute CellLabel(string words) => new("data-label", words);

    public static HtmlAttribute Hidden => new("aria-hidden", "true");

    public static HtmlAttribute Role(string role) => new("role", role);

    public static HtmlAttribute Focusable => new("tabindex", "0");

    public static HtmlAttribute ScopeColumn => new("scope", "col");

    public static HtmlAttribute ScopeRow => new("scope", "row");

    public static HtmlAttribute Whole(string name, double value) => name is "x" or "y" or "width" or "height" or "x1" or "x2" or "y1" or "y2" or "cx" or "cy" or "r" or "rx"
        ? new(name, Number(value))
        : throw new ArgumentException("No measure: " + name);

    /// <summary>A fraction of the drawing's width or height, from 0 to 1.</summary>
    public static HtmlAttribute Part(string name, double part) => name is "x" or "width" or "x1" or "x2" or "y" or "height"
        ? new(name, Number(Math.Max(0, Math.Min(1, part)) * 100) + "%")
        : throw new ArgumentException("No measure: " + name);

    public static HtmlAttribute ViewBox(int width, int height) => new("viewBox", "0 0 " + Number(width) + " " + Number(height));

    public static HtmlAttribute Stretched => new("preserveAspectRatio", "none");

    /// <summary>The path of a drawing. It consists only of numbers and commands for lines.</summary>
    public static HtmlAttribute Drawing(SvgPath path) => new("d", path.ToString());

    internal static string Number(double value) => double.IsNaN(value) || double.IsInfinity(value) ? "0" : value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Place(string kind, int number) => kind + "-" + number.ToString(CultureInfo.InvariantCulture);
}
