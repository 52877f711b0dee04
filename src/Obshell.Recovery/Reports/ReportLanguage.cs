using System.Globalization;

namespace Obshell.Recovery.Reports;

/// <summary>The languages that reports have.</summary>
public static class ReportLanguage
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    /// <returns>The language in which a report for a culture is written: <c>zh</c> and <c>zh-Hans</c> read what <c>zh-CN</c> reads.</returns>
    public static CultureInfo? Of(CultureInfo? culture) => culture is { Name: "zh" or "zh-Hans" or "zh-CHS" or "zh-SG" } ? Chinese : culture;
}
