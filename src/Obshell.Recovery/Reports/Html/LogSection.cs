using Obshell.Client;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Html;

/// <summary>The section with the log lines. It is closed until the reader opens it.</summary>
internal static class LogSection
{
    public static void Write(HtmlWriter html, LogExcerpt? logs)
    {
        if (logs is null || logs.Lines == 0)
        {
            return;
        }

        using (html.In(HtmlTag.Details))
        {
            html.Element(HtmlTag.Summary, LogWords.Summary(logs.Lines, logs.LeftOut));
            foreach (LogGroup group in logs.Groups)
            {
                if (!group.Source.IsEmpty)
                {
                    html.Element(HtmlTag.Heading4, group.Source);
                }

                using (html.In(HtmlTag.Preformatted))
                {
                    foreach (LogFact line in group.Lines)
                    {
                        Line(html, line);
                        html.LineEnd();
                    }
                }
            }
        }
    }

    private static void Line(HtmlWriter html, LogFact line)
    {
        if (line.LeftOut > 0)
        {
            html.Element(HtmlTag.Span, LogWords.LeftOut(line.LeftOut), HtmlAttribute.Class("cut"));
        }
        else if (line.Level == DagLogLevel.Info)
        {
            html.Text(line.Text);
        }
        else
        {
            html.Element(HtmlTag.Span, line.Text, HtmlAttribute.Class(line.Level == DagLogLevel.Error ? "error" : "warn"));
        }
    }
}
