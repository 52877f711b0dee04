using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Html;

/// <summary>The report as a page: the verdict, the table of all items, what to do, and each item in detail.</summary>
internal static class HtmlReport
{
    /// <summary>
    /// The Content-Security-Policy: the page cannot load or run anything. Only the style sheet with this hash is allowed.
    /// </summary>
    private static readonly string Policy = $"default-src 'none'; style-src '{ReportStyle.Own.Hash}'; base-uri 'none'; form-action 'none'";

    public static void Write(Report report, TextWriter output, CancellationToken stop)
    {
        var html = new HtmlWriter(output);
        html.Document();
        using (html.In(HtmlTag.Html, HtmlAttribute.Language))
        {
            using (html.In(HtmlTag.Head))
            {
                html.Empty(HtmlTag.Meta, HtmlAttribute.CharacterSet);
                html.Empty(HtmlTag.Meta, HtmlAttribute.HttpEquivalent("Content-Security-Policy"), HtmlAttribute.Content(Policy));
                html.Empty(HtmlTag.Meta, HtmlAttribute.MetaName("viewport"), HtmlAttribute.Content("width=device-width, initial-scale=1"));
                html.Empty(HtmlTag.Meta, HtmlAttribute.MetaName("referrer"), HtmlAttribute.Content("no-referrer"));
                html.Empty(HtmlTag.Meta, HtmlAttribute.MetaName("color-scheme"), HtmlAttribute.Content("light dark"));
                html.Element(HtmlTag.Title, DisplayText.Own(ReportTexts.FormatPageTitle(report.Title, report.Headline.Sentence)));
                html.Style(ReportStyle.Own);
            }

            using (html.In(HtmlTag.Body))
            {
                Top(html, report);
                using (html.In(HtmlTag.Main))
                {
                    SummarySection.Write(html, report, Report.MaxRows, Report.MaxDetails, stop);
                    if (report.Whole is { } whole)
                    {
                        using (html.In(HtmlTag.Section))
                        using (html.In(HtmlTag.Division, HtmlAttribute.Class("card")))
                        {
                            TimelineChart.Write(html, whole);
                        }
                    }

                    AdviceSection.Write(html, report, Report.MaxRows);
                    Details(html, report, stop);
                }

                html.Element(HtmlTag.Footer, ReportTexts.Footer);
            }
        }

        output.Write('\n');
    }

    private static void Top(HtmlWriter html, Report report)
    {
        using (html.In(HtmlTag.Header))
        {
            html.Element(HtmlTag.Paragraph, report.Title, HtmlAttribute.Class("title"));
            using (html.In(HtmlTag.Division, HtmlAttribute.Class("verdict")))
            {
                OutcomeMark.Write(html, report.Headline.Outcome);
                html.Element(HtmlTag.Heading1, report.Headline.Sentence);
            }

            foreach (DisplayText note in report.Headline.Notes)
            {
                html.Element(HtmlTag.Paragraph, note, HtmlAttribute.Class("note"));
            }

            html.Element(HtmlTag.Paragraph, ReportTexts.FormatMadeAt(Amounts.Of(report.MadeAt)), HtmlAttribute.Class("meta"));
        }
    }

    private static void Details(HtmlWriter html, Report report, CancellationToken stop)
    {
        using (html.In(HtmlTag.Section))
        {
            html.Element(HtmlTag.Heading2, report.Items.Count == 1 ? ReportTexts.InDetail : ReportTexts.EachInDetail);
            int number = 0;
            foreach (ReportItem item in report.Items.Take(Report.MaxDetails))
            {
                stop.ThrowIfCancellationRequested();
                ItemSection.Write(html, item, number++);
            }

            if (report.Items.Count > Report.MaxDetails)
            {
                html.Element(HtmlTag.Paragraph, ReportTexts.FormatCutDetails(Amounts.OfCount(Report.MaxDetails), Amounts.OfCount(report.Items.Count)), HtmlAttribute.Class("cut"));
            }
        }
    }
}
