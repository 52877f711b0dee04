using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Html;

/// <summary>The section about one item, with all details.</summary>
internal static class ItemSection
{
    public static void Write(HtmlWriter html, ReportItem item, int number)
    {
        using (html.In(HtmlTag.Article, HtmlAttribute.Class("card"), HtmlAttribute.Id("item", number), HtmlAttribute.LabelledBy("name", number)))
        {
            Head(html, item, number);
            if (item.Outcome != Outcome.Good && !(item.Reason.IsEmpty && item.Advice.IsEmpty))
            {
                using (html.In(HtmlTag.Division, HtmlAttribute.Class("say " + OutcomeMark.Class(item.Outcome))))
                {
                    html.Element(HtmlTag.Paragraph, item.Reason, HtmlAttribute.Class("why"));
                    if (!item.Advice.IsEmpty)
                    {
                        html.Element(HtmlTag.Paragraph, item.Advice);
                    }
                }
            }

            using (html.In(HtmlTag.Division, HtmlAttribute.Class("pair")))
            {
                using (html.In(HtmlTag.Division))
                {
                    TargetChart.Write(html, item.Rto);
                    TargetChart.Write(html, item.Rpo);
                    FactList(html, item.Kind == ReportKind.Drill ? ReportTexts.Measured : ReportLabels.State, item.Figures);
                }

                using (html.In(HtmlTag.Division))
                {
                    FactList(html, ReportTexts.Requested, item.Request);
                }
            }

            foreach (Timeline timeline in item.Timelines)
            {
                TimelineChart.Write(html, timeline);
            }

            if (item.Throughput is not null || item.Trend is not null)
            {
                using (html.In(HtmlTag.Division, HtmlAttribute.Class("pair")))
                {
                    ThroughputChart.Write(html, item.Throughput);
                    TrendChart.Write(html, item.Trend);
                }
            }

            CheckTable.Write(html, ReportTexts.Checks, item.Checks);
            CheckTable.Write(html, ReportTexts.Findings, item.Findings);
            LogSection.Write(html, item.Logs);
        }
    }

    private static void Head(HtmlWriter html, ReportItem item, int number)
    {
        using (html.In(HtmlTag.Division, HtmlAttribute.Class("head")))
        {
            html.Element(HtmlTag.Heading3, item.Name, HtmlAttribute.Id("name", number));
            OutcomeMark.Chip(html, item.Outcome, item.Verdict);
            var words = new List<string>();
            if (!item.ReasonId.IsEmpty && item.ReasonId.ToString() != item.Verdict.ToString())
            {
                words.Add(item.ReasonId.ToString());
            }

            if (item.StartedAt is { } started)
            {
                words.Add(Amounts.Of(started));
            }

            if (item.Took is { } took && took >= TimeSpan.Zero)
            {
                words.Add(ReportTexts.FormatInAll(Amounts.Of(took)));
            }

            html.Element(HtmlTag.Span, DisplayText.Own(string.Join(" · ", words)), HtmlAttribute.Class("small"));
        }
    }

    private static void FactList(HtmlWriter html, string title, IReadOnlyList<Fact> facts)
    {
        if (!facts.Any())
        {
            return;
        }

        html.Element(HtmlTag.Heading4, title);
        using (html.In(HtmlTag.Terms, HtmlAttribute.Class("facts")))
        {
            foreach (Fact fact in facts)
            {
                html.Element(HtmlTag.Term, fact.Label);
                html.Element(HtmlTag.Description, fact.Value);
            }
        }
    }
}
