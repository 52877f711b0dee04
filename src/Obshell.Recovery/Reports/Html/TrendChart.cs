using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Html;

/// <summary>Recovery times of the earlier drills as bars, the drill itself last.</summary>
internal static class TrendChart
{
    /// <summary>Of a drill that did not get there: enough to be seen.</summary>
    private const double Stub = 0.06;

    public static void Write(HtmlWriter html, Trend? trend)
    {
        if (trend is null)
        {
            return;
        }

        double top = trend.Points.Max(p => p.RecoveryTime?.TotalSeconds ?? 0) * 1.08;
        double step = 1.0 / trend.Points.Count;
        using (html.In(HtmlTag.Figure, HtmlAttribute.Class("chart")))
        {
            html.Element(HtmlTag.Heading4, "Recovery time over drills");
            using (html.In(HtmlTag.Svg, HtmlAttribute.Role("img"), HtmlAttribute.Label(DisplayText.Own("Recovery time over drills. " + trend.Sentence))))
            {
                for (int i = 0; i < trend.Points.Count; i++)
                {
                    TrendBar bar = trend.Points[i];
                    double height = top > 0 && bar.RecoveryTime is { } took && took > TimeSpan.Zero ? Math.Max(Stub, took.TotalSeconds / top) : Stub;
                    string name = OutcomeMark.Class(bar.Outcome) + (i == trend.Points.Count - 1 ? " now" : "");
                    using (html.In(HtmlTag.Rectangle, HtmlAttribute.Part("x", (i * step) + (step * 0.14)), HtmlAttribute.Part("width", step * 0.72), HtmlAttribute.Part("y", 1 - height), HtmlAttribute.Part("height", height), HtmlAttribute.Class(name)))
                    {
                        html.Element(HtmlTag.SvgTitle, $"{Amounts.Of(bar.StartedAt)}: {(bar.RecoveryTime is { } time ? Amounts.Of(time) : "not recovered")}");
                    }
                }
            }

            using (html.In(HtmlTag.Division, HtmlAttribute.Class("scale")))
            {
                html.Element(HtmlTag.Span, trend.Points[0].StartedAt.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
                html.Element(HtmlTag.Span, "this drill");
            }

            using (html.In(HtmlTag.Caption))
            {
                html.Element(HtmlTag.Span, trend.Sentence, HtmlAttribute.Class(trend.IsWorse ? "missed" : "plain"));
                if (trend.LeftOut > 0)
                {
                    html.Words($" {Amounts.OfCount(trend.LeftOut, "older drill is", "older drills are")} not drawn.");
                }
            }
        }
    }
}
