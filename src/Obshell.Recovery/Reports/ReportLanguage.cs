using System.Globalization;

namespace Obshell.Recovery.Reports;

/// <summary>The languages of reports.</summary>
public static class ReportLanguage
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    /// <returns>The language of a report for this culture. For <c>zh</c>, <c>zh-Hans</c> and similar cultures it is <c>zh-CN</c>.</returns>
    public static CultureInfo? Of(CultureInfo? culture) =>
        culture is { Name: "zh" or "zh-CHS" or "zh-SG" } || culture?.Name.StartsWith("zh-Hans", StringComparison.Ordinal) is true ? Chinese : culture;
}
