using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Html;

/// <summary>The section about items that did not pass, with the reason and what to do.</summary>
internal static class AdviceSection
{
    private const int Max = 50;

    public static void Write(HtmlWriter html, Report report, int maxRows)
    {
        // If there is only one item, its own section shows the advice.
        ReportItem[] open = [.. report.Items.Take(maxRows).Where(i => i.Outcome != Outcome.Good)];
        if (open.Length == 0 || report.Items.Count == 1)
        {
            return;
        }

        using (html.In(HtmlTag.Section))
        {
            html.Element(HtmlTag.Heading2, ReportLabels.WhatToDo);
            using (html.In(HtmlTag.List, HtmlAttribute.Class("card todo")))
            {
                foreach (ReportItem item in open.Take(Max))
                {
                    using (html.In(HtmlTag.ListItem))
                    {
                        html.Element(HtmlTag.Span, item.Name, HtmlAttribute.Class("who"));
                        using (html.In(HtmlTag.Division))
                        {
                            html.Element(HtmlTag.Paragraph, item.Advice.Or(ReportTexts.SeeBelow));
                            html.Element(HtmlTag.Paragraph, item.Reason.Or(item.Verdict.ToString()), HtmlAttribute.Class("small"));
                        }
                    }
                }
            }

            if (open.Length > Max)
            {
                html.Element(HtmlTag.Paragraph, ReportTexts.FormatMoreAbove(Amounts.OfCount(open.Length - Max)), HtmlAttribute.Class("cut"));
            }
        }
    }
}
