using Obshell.Recovery.Reports.Facts;

namespace Obshell.Recovery.Reports.Html;

/// <summary>RTO or RPO as a bar. The target is a line across the bar.</summary>
internal static class TargetChart
{
    public static void Write(HtmlWriter html, Target target)
    {
        if (target.Seen is null && target.Demanded is null)
        {
            return;
        }

        using (html.In(HtmlTag.Division, HtmlAttribute.Class("target")))
        {
            html.Element(HtmlTag.Span, target.Label, HtmlAttribute.Class("name"));
            html.Element(HtmlTag.Span, target.SeenText, HtmlAttribute.Class("value"));
            html.Element(HtmlTag.Span, target.Judgement, HtmlAttribute.Class(target.IsMet == false ? "judged over" : "judged name"));
            if (target.Demanded is not { } demanded || demanded <= TimeSpan.Zero)
            {
                return;
            }

            double seen = target.Seen?.TotalSeconds ?? 0;
            double whole = Math.Max(seen, demanded.TotalSeconds) * 1.15;
            using (html.In(HtmlTag.Svg, HtmlAttribute.Hidden))
            {
                html.Empty(HtmlTag.Rectangle, HtmlAttribute.Whole("x", 0), HtmlAttribute.Whole("y", 2), HtmlAttribute.Part("width", 1), HtmlAttribute.Whole("height", 6), HtmlAttribute.Class("track"));
                html.Empty(HtmlTag.Rectangle, HtmlAttribute.Whole("x", 0), HtmlAttribute.Whole("y", 2), HtmlAttribute.Part("width", seen / whole), HtmlAttribute.Whole("height", 6), HtmlAttribute.Class(target.IsMet == false ? "beyond" : "within"));
                double at = demanded.TotalSeconds / whole;
                html.Empty(HtmlTag.Line, HtmlAttribute.Part("x1", at), HtmlAttribute.Part("x2", at), HtmlAttribute.Whole("y1", 0), HtmlAttribute.Whole("y2", 10), HtmlAttribute.Class("limit"));
            }
        }
    }
}
