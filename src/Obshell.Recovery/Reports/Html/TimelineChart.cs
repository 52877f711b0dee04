using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;

namespace Obshell.Recovery.Reports.Html;

/// <summary>A timeline as a table with a bar in each row. The table can also be read without the bars, and on narrow screens.</summary>
internal static class TimelineChart
{
    public static void Write(HtmlWriter html, Timeline timeline)
    {
        double whole = Math.Max(timeline.Length.TotalSeconds, 0.001);
        using (html.In(HtmlTag.Division, HtmlAttribute.Class("block timeline")))
        {
            html.Element(HtmlTag.Heading4, ReportTexts.FormatTimeline(timeline.Title));
            using (html.In(HtmlTag.Table))
            {
                using (html.In(HtmlTag.TableHead))
                using (html.In(HtmlTag.Row))
                {
                    html.Element(HtmlTag.HeaderCell, ReportLabels.Step, HtmlAttribute.ScopeColumn);
                    using (html.In(HtmlTag.HeaderCell, HtmlAttribute.ScopeColumn))
                    using (html.In(HtmlTag.Span, HtmlAttribute.Class("axis")))
                    {
                        html.Element(HtmlTag.Span, "0");
                        html.Element(HtmlTag.Span, Amounts.Of(TimeSpan.FromSeconds(whole / 2)));
                        html.Element(HtmlTag.Span, Amounts.Of(timeline.Length));
                    }

                    html.Element(HtmlTag.HeaderCell, ReportLabels.Took, HtmlAttribute.ScopeColumn, HtmlAttribute.Class("took"));
                }

                using (html.In(HtmlTag.TableBody))
                {
                    foreach (TimelineRow row in timeline.Rows)
                    {
                        Row(html, row, whole);
                    }
                }
            }

            html.Element(HtmlTag.Paragraph, timeline.Note, HtmlAttribute.Class("clock"));
        }
    }

    private static void Row(HtmlWriter html, TimelineRow row, double whole)
    {
        using (html.In(HtmlTag.Row, HtmlAttribute.Class(row.IsPart ? "part" : "step")))
        {
            using (html.In(HtmlTag.HeaderCell, HtmlAttribute.ScopeRow))
            {
                html.Text(row.Label);
                if (!row.Detail.IsEmpty)
                {
                    html.Element(HtmlTag.Span, row.Detail, HtmlAttribute.Class("sub"));
                }
            }

            using (html.In(HtmlTag.Cell, HtmlAttribute.Class("bar")))
            using (html.In(HtmlTag.Svg, HtmlAttribute.Hidden))
            {
                html.Empty(HtmlTag.Rectangle, HtmlAttribute.Whole("x", 0), HtmlAttribute.Whole("y", 0), HtmlAttribute.Part("width", 1), HtmlAttribute.Part("height", 1), HtmlAttribute.Class("track"));
                for (int quarter = 1; quarter < 4; quarter++)
                {
                    html.Empty(HtmlTag.Line, HtmlAttribute.Part("x1", quarter / 4.0), HtmlAttribute.Part("x2", quarter / 4.0), HtmlAttribute.Whole("y1", 0), HtmlAttribute.Whole("y2", row.IsPart ? 8 : 14), HtmlAttribute.Class("grid"));
                }

                if (row is { Start: { } start, Length: { } length })
                {
                    html.Empty(HtmlTag.Rectangle, HtmlAttribute.Part("x", start.TotalSeconds / whole), HtmlAttribute.Whole("y", 1), HtmlAttribute.Part("width", Math.Min(length.TotalSeconds / whole, 1 - (start.TotalSeconds / whole))),
                        HtmlAttribute.Whole("height", row.IsPart ? 6 : 12), HtmlAttribute.Class(ClassOf(row.Kind)));
                }
            }

            html.Element(HtmlTag.Cell, row.Length is { } took ? Amounts.Of(took) : "\u2013", HtmlAttribute.Class("took"));
        }
    }

    private static string ClassOf(BarKind kind) => kind switch
    {
        BarKind.Waiting => "waiting",
        BarKind.Aside => "aside",
        BarKind.Running => "running",
        BarKind.Failed => "failed",
        _ => "done",
    };
}
