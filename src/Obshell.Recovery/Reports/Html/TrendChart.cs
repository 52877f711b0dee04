using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Html;

/// <summary>The recovery times of drills as bars. The last bar is the drill of this report.</summary>
internal static class TrendChart
{
    /// <summary>The minimum height of a bar, so that it can be seen. A drill whose restore failed has a bar of this height.</summary>
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
            html.Element(HtmlTag.Heading4, ReportTexts.TrendTitle);
            using (html.In(HtmlTag.Svg, HtmlAttribute.Role("img"), HtmlAttribute.Label(DisplayText.Own(Listing.Sentences(ReportTexts.TrendDrawing, trend.Sentence.ToString())))))
            {
                for (int i = 0; i < trend.Points.Count; i++)
                {
                    TrendBar bar = trend.Points[i];
                    double height = top > 0 && bar.RecoveryTime is { } took && took > TimeSpan.Zero ? Math.Max(Stub, took.TotalSeconds / top) : Stub;
                    string name = OutcomeMark.Class(bar.Outcome) + (i == trend.Points.Count - 1 ? " now" : "");
                    using (html.In(HtmlTag.Rectangle, HtmlAttribute.Part("x", (i * step) + (step * 0.14)), HtmlAttribute.Part("width", step * 0.72), HtmlAttribute.Part("y", 1 - height), HtmlAttribute.Part("height", height), HtmlAttribute.Class(name)))
                    {
                        html.Element(HtmlTag.SvgTitle, bar.RecoveryTime is { } time ? ReportTexts.FormatTrendBar(Amounts.Of(bar.StartedAt), Amounts.Of(time)) : ReportTexts.FormatTrendBarNone(Amounts.Of(bar.StartedAt)));
                    }
                }
            }

            using (html.In(HtmlTag.Division, HtmlAttribute.Class("scale")))
            {
                html.Element(HtmlTag.Span, trend.Points[0].StartedAt.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
                html.Element(HtmlTag.Span, ReportTexts.ThisDrill);
            }

            using (html.In(HtmlTag.Caption))
            {
                html.Element(HtmlTag.Span, trend.Sentence, HtmlAttribute.Class(trend.IsWorse ? "missed" : "plain"));
                if (trend.LeftOut > 0)
                {
                    html.Words(" ");
                    html.Words(trend.LeftOut == 1 ? ReportTexts.TrendLeftOutOne : ReportTexts.FormatTrendLeftOut(Amounts.OfCount(trend.LeftOut)));
                }
            }
        }
    }
}
