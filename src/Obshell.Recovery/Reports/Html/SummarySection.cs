using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Html;

/// <summary>The table of all items.</summary>
internal static class SummarySection
{
    public static void Write(HtmlWriter html, Report report, int maxRows, int maxDetails, CancellationToken stop)
    {
        using (html.In(HtmlTag.Section))
        {
            html.Element(HtmlTag.Heading2, report.Items.All(i => i.Kind == ReportKind.Drill) ? (report.Items.Count == 1 ? ReportTexts.TheDrill : ReportTexts.AllDrills) : ReportTexts.AtAGlance);
            using (html.In(HtmlTag.Division, HtmlAttribute.Class("card drills")))
            using (html.In(HtmlTag.Table, HtmlAttribute.Role("table")))
            {
                Head(html, report.HasDrills);
                using (html.In(HtmlTag.TableBody, HtmlAttribute.Role("rowgroup")))
                {
                    int number = 0;
                    foreach (ReportItem item in report.Items.Take(maxRows))
                    {
                        stop.ThrowIfCancellationRequested();
                        Row(html, report, item, number, number < maxDetails);
                        number++;
                    }
                }
            }

            if (report.Items.Count > maxRows)
            {
                html.Element(HtmlTag.Paragraph, ReportTexts.FormatCutRows(Amounts.OfCount(maxRows), Amounts.OfCount(report.Items.Count)), HtmlAttribute.Class("cut"));
            }
        }
    }

    private static void Head(HtmlWriter html, bool drills)
    {
        using (html.In(HtmlTag.TableHead, HtmlAttribute.Role("rowgroup")))
        using (html.In(HtmlTag.Row, HtmlAttribute.Role("row")))
        {
            string[] columns = drills
                ? [ReportLabels.Backup, ReportLabels.Verdict, ReportLabels.RecoveryTimeRto, ReportLabels.RecoveryPointRpo, ReportLabels.RestoredTo, ReportLabels.Size]
                : [ReportLabels.Name, ReportLabels.Verdict, ReportLabels.Took, ReportLabels.RestoredTo, ReportLabels.Size];
            foreach (string column in columns)
            {
                html.Element(HtmlTag.HeaderCell, column, HtmlAttribute.ScopeColumn, HtmlAttribute.Role("columnheader"));
            }
        }
    }

    private static void Row(HtmlWriter html, Report report, ReportItem item, int number, bool hasDetails)
    {
        bool drills = report.HasDrills;
        using (html.In(HtmlTag.Row, HtmlAttribute.Role("row")))
        {
            using (html.In(HtmlTag.HeaderCell, HtmlAttribute.ScopeRow, HtmlAttribute.Role("rowheader")))
            {
                if (hasDetails)
                {
                    html.Element(HtmlTag.Link, item.Name, HtmlAttribute.LinkTo("item", number));
                }
                else
                {
                    html.Text(item.Name);
                }

                Sub(html, item.Kind == ReportKind.Drill ? item.Cluster : DisplayText.Own(KindWord(item.Kind)));
            }

            using (Cell(html, ReportLabels.Verdict, "state"))
            {
                OutcomeMark.Chip(html, item.Outcome, item.Verdict);
                Sub(html, item.ReasonId.ToString() == item.Verdict.ToString() ? default : item.ReasonId);
            }

            if (drills && item.Kind == ReportKind.Drill)
            {
                TargetCell(html, item.Rto, ReportLabels.RecoveryTimeRto);
                TargetCell(html, item.Rpo, ReportLabels.RecoveryPointRpo);
            }
            else
            {
                Plain(html, drills ? ReportLabels.RecoveryTimeRto : ReportLabels.Took, DisplayText.Own(report.TimeOf(item) is { } took ? Amounts.Of(took) : "\u2013"));
                if (drills)
                {
                    Plain(html, ReportLabels.RecoveryPointRpo, DisplayText.Own("\u2013"));
                }
            }

            using (html.In(HtmlTag.Cell, HtmlAttribute.Role("cell"), HtmlAttribute.Class("point"), HtmlAttribute.CellLabel(ReportLabels.RestoredTo)))
            {
                html.Text(item.ReachedPoint.Or("\u2013"));
                Sub(html, item.Loss);
            }

            using (Cell(html, ReportLabels.Size))
            {
                html.Words(item.Bytes is { } bytes ? Amounts.OfBytes(bytes) : "\u2013");
                Sub(html, DisplayText.Own(item.BytesPerSecond is { } rate ? WaitingTexts.FormatRate(Amounts.OfBytes(rate)) : ""));
            }
        }
    }

    private static void TargetCell(HtmlWriter html, Target target, string label)
    {
        using (Cell(html, label))
        {
            html.Words(target.Seen is null ? "\u2013" : target.SeenText);
            if (target.Demanded is not null)
            {
                html.Element(HtmlTag.Span, target.Judgement, HtmlAttribute.Class(target.IsMet == false ? "sub over" : "sub"));
            }
        }
    }

    private static void Plain(HtmlWriter html, string label, DisplayText text)
    {
        using (Cell(html, label))
        {
            html.Text(text);
        }
    }

    private static HtmlWriter.Scope Cell(HtmlWriter html, string label, string look = "figure") =>
        html.In(HtmlTag.Cell, HtmlAttribute.Role("cell"), HtmlAttribute.Class(look), HtmlAttribute.CellLabel(label));

    private static void Sub(HtmlWriter html, DisplayText text)
    {
        if (!text.IsEmpty)
        {
            html.Element(HtmlTag.Span, text, HtmlAttribute.Class("sub"));
        }
    }

    private static string KindWord(ReportKind kind) => kind switch
    {
        ReportKind.Restore => ReportTexts.KindRestore,
        ReportKind.Recovery => ReportTexts.KindTenant,
        ReportKind.Task => ReportTexts.KindTask,
        ReportKind.Unreadable => ReportTexts.Unknown,
        _ => ReportTexts.KindDrill,
    };
}
