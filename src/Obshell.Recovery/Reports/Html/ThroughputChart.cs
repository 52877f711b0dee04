using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;

namespace Obshell.Recovery.Reports.Html;

/// <summary>Rates over time as a curve.</summary>
internal static class ThroughputChart
{
    private const int Width = 1000;
    private const int Height = 100;

    public static void Write(HtmlWriter html, Throughput? throughput)
    {
        if (throughput is null)
        {
            return;
        }

        double whole = throughput.Length.TotalSeconds;
        double top = throughput.Peak * 1.08;
        double X(TimeSpan at) => at.TotalSeconds / whole * Width;
        double Y(double rate) => Height - (rate / top * Height);

        SvgPath curve = new();
        SvgPath area = new SvgPath().MoveTo(X(throughput.Steps[0].From), Height);
        bool first = true;
        foreach (ThroughputStep step in throughput.Steps)
        {
            curve = first ? curve.MoveTo(X(step.From), Y(step.BytesPerSecond)) : curve.LineTo(X(step.From), Y(step.BytesPerSecond));
            curve.LineTo(X(step.To), Y(step.BytesPerSecond));
            area.LineTo(X(step.From), Y(step.BytesPerSecond)).LineTo(X(step.To), Y(step.BytesPerSecond));
            first = false;
        }

        area.LineTo(X(throughput.Length), Height).Close();
        string words = Listing.Sentences(
            ReportTexts.FormatRatesDrawn(Amounts.OfBytes(throughput.Average), Amounts.OfBytes(throughput.Peak)),
            throughput.Stood > TimeSpan.Zero ? ReportTexts.FormatStood(Amounts.Of(throughput.Stood)) : null);
        using (html.In(HtmlTag.Figure, HtmlAttribute.Class("chart")))
        {
            html.Element(HtmlTag.Heading4, ReportTexts.Throughput);
            using (html.In(HtmlTag.Svg, HtmlAttribute.ViewBox(Width, Height), HtmlAttribute.Stretched, HtmlAttribute.Role("img"), HtmlAttribute.Label(Listing.Sentences(ReportTexts.ThroughputDrawing, words))))
            {
                html.Empty(HtmlTag.Path, HtmlAttribute.Drawing(area), HtmlAttribute.Class("area"));
                html.Empty(HtmlTag.Path, HtmlAttribute.Drawing(curve), HtmlAttribute.Class("curve"));
                html.Empty(HtmlTag.Line, HtmlAttribute.Whole("x1", 0), HtmlAttribute.Whole("x2", Width), HtmlAttribute.Whole("y1", Y(throughput.Average)), HtmlAttribute.Whole("y2", Y(throughput.Average)), HtmlAttribute.Class("mean"));
            }

            using (html.In(HtmlTag.Division, HtmlAttribute.Class("scale")))
            {
                html.Element(HtmlTag.Span, ReportTexts.RestoreStart);
                html.Element(HtmlTag.Span, Amounts.Of(throughput.Length));
            }

            html.Element(HtmlTag.Caption, words);
        }
    }
}
