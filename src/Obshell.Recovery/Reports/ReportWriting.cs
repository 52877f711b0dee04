using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Html;
using Obshell.Recovery.Reports.Json;
using Obshell.Recovery.Reports.JUnit;
using Obshell.Recovery.Reports.Markdown;

namespace Obshell.Recovery.Reports;

/// <summary>Writes a report in one of four formats.</summary>
internal static class ReportWriting
{
    /// <summary>Writes the report as text. A file with this text must be UTF-8.</summary>
    public static void Write(Report report, ReportFormat format, TextWriter output, CancellationToken stop)
    {
        switch (format)
        {
            case ReportFormat.Html:
                HtmlReport.Write(report, output, stop);
                break;
            case ReportFormat.Markdown:
                MarkdownReport.Write(report, output, stop);
                break;
            case ReportFormat.Json:
                JsonReport.Write(report, output, stop);
                break;
            case ReportFormat.JUnit:
                JUnitReport.Write(report, output, stop);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format));
        }
    }
}
