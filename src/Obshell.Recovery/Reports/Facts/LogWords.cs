using Obshell.Client.Display;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>What a report says about log lines.</summary>
internal static class LogWords
{
    public static string Summary(LogExcerpt logs) => logs.LeftOut > 0
        ? ReportTexts.FormatLogsCut(Amounts.OfCount(logs.Lines), Amounts.OfCount(logs.LeftOut))
        : ReportTexts.FormatLogs(Amounts.OfCount(logs.Lines));

    public static string LeftOut(int lines) => lines == 1 ? ReportTexts.LogLineLeftOut : ReportTexts.FormatLogLinesLeftOut(Amounts.OfCount(lines));
}
