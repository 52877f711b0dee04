using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Obshell.Client.Display;
using Obshell.Recovery.Texts;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Tests.Reports;

/// <summary>The weekly drills with their reasons in a given language, for the pictures of docs/reports.md.</summary>
internal static class WeeklyDrillsInLanguage
{
    public static IReadOnlyList<RestoreDrillResult> Of(CultureInfo language)
    {
        using var inLanguage = LanguageScope.Of(language);
        return [.. WeeklyDrills.All.Select(Retold)];
    }

    private static RestoreDrillResult Retold(RestoreDrillResult drill) => drill.SourceName switch
    {
        "payments" => Copy(drill, DagVerdicts.Of(DagVerdict.RestoreJobFailed).DrillWords(drill.Dag!), DagVerdicts.Of(DagVerdict.RestoreJobFailed).DrillAdvice(drill.Dag!)),
        "warehouse" => Copy(drill, DrillTexts.FormatRtoMissed(Amounts.Of(drill.RecoveryTime!.Value), Amounts.Of(drill.TargetRto!.Value)), DrillTexts.RtoMissedAdvice, "TargetRtoMissed"),
        "analytics" => Copy(drill, Listing.Sentences(DrillTexts.FormatZoneTooFull("zone2", "4", "16.0 GB", "6", "24.0 GB"), DrillTexts.FormatMustStayFree("4", "8.0 GB")), DrillTexts.NoCapacityAdvice),
        "ledger" => Copy(drill, DrillTexts.FormatCheckSeenExpected("Query", DrillQueryTexts.FormatAgo("2026-11-20 22:14:03", "1 d 3 h"), DrillQueryTexts.FormatNotOlder("30 min")), DrillTexts.CheckFailedAdvice),
        "catalog" => Copy(drill, DrillHistoryTexts.FormatProcessEnded(4711, "drills-1"), DrillHistoryTexts.DrillAgain, "DrillInterrupted"),
        "hr" => Copy(drill, DrillTexts.FormatCheckSeen("Query", DrillQueryTexts.OracleMode.TrimEnd('.', '\u3002')), DrillTexts.NotVerifiedAdvice),
        _ => drill,
    };

    private static RestoreDrillResult Copy(RestoreDrillResult drill, string reason, string advice, string? reasonId = null)
    {
        var copy = new RestoreDrillResult();
        foreach (PropertyInfo property in typeof(RestoreDrillResult).GetProperties().Where(p => p.CanWrite))
        {
            property.SetValue(copy, property.Name switch
            {
                nameof(RestoreDrillResult.Reason) => reason,
                nameof(RestoreDrillResult.Advice) => advice,
                nameof(RestoreDrillResult.ReasonId) => reasonId ?? drill.ReasonId,
                _ => property.GetValue(drill),
            });
        }

        return copy;
    }
}
