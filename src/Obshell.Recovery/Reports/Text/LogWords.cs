using Obshell.Client.Display;

namespace Obshell.Recovery.Reports.Text;

/// <summary>Makes the report's texts about log lines.</summary>
internal static class LogWords
{
    /// <param name="lines">The number of lines.</param>
    /// <param name="leftOut">The number of lines that are not shown.</param>
    public static string Summary(int lines, int leftOut) => leftOut > 0
        ? ReportTexts.FormatLogsCut(Amounts.OfCount(lines), Amounts.OfCount(leftOut))
        : ReportTexts.FormatLogs(Amounts.OfCount(lines));

    public static string LeftOut(int lines) => lines == 1 ? ReportTexts.LogLineLeftOut : ReportTexts.FormatLogLinesLeftOut(Amounts.OfCount(lines));
}
