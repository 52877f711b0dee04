using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Html;

/// <summary>The table of the checks or of the findings.</summary>
internal static class CheckTable
{
    public static void Write(HtmlWriter html, string title, IReadOnlyList<CheckFact> checks)
    {
        if (checks.Count == 0)
        {
            return;
        }

        using (html.In(HtmlTag.Division, HtmlAttribute.Class("block checks")))
        {
            html.Element(HtmlTag.Heading4, title);
            using (html.In(HtmlTag.Table))
            using (html.In(HtmlTag.TableBody))
            {
                foreach (CheckFact check in checks)
                {
                    using (html.In(HtmlTag.Row))
                    {
                        html.Element(HtmlTag.HeaderCell, check.Name, HtmlAttribute.ScopeRow);
                        using (html.In(HtmlTag.Cell, HtmlAttribute.Class("state")))
                        {
                            OutcomeMark.Chip(html, check.Outcome, DisplayText.Own(check.Verdict));
                        }

                        using (html.In(HtmlTag.Cell, HtmlAttribute.Class("seen")))
                        {
                            html.Text(check.Seen);
                            Sub(html, check.Expected.IsEmpty ? default : DisplayText.Own(ReportTexts.FormatExpected(check.Expected)));
                            Sub(html, check.Advice);
                        }
                    }
                }
            }
        }
    }

    private static void Sub(HtmlWriter html, DisplayText text)
    {
        if (!text.IsEmpty)
        {
            html.Element(HtmlTag.Span, text, HtmlAttribute.Class("sub"));
        }
    }
}
