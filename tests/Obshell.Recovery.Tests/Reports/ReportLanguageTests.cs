using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading;
using System.Xml.Linq;
using Obshell.Recovery.Reports;
using Xunit;

namespace Obshell.Recovery.Tests.Reports;

/// <summary>A report is in the requested language. Ids, names and keys are the same in each language.</summary>
[Trait("Topic", "Reports")]
public sealed partial class ReportLanguageTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    /// <summary>English terms and names that the Chinese texts also use.</summary>
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "RTO", "RPO", "DAG", "OceanBase", "obshell", "agent", "UTC", "Tablet", "Piece", "ObshellPS", "KB", "MB", "GB", "min", "s", "h", "d", "B", "Format", "Json", "Zone", "ID", "SQL",
    };

    [Theory]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.JUnit)]
    public void A_Chinese_report_contains_no_English_text_of_the_module(ReportFormat format)
    {
        // These drills contain no texts of the agent or OceanBase, so every text is the module's.
        RestoreDrillResult[] drills = [.. Enum.GetValues<DrillVerdict>().Select(v => new RestoreDrillResult
        {
            SourceName = "7", Verdict = v, RecoveryTime = TimeSpan.FromMinutes(3), TargetRto = TimeSpan.FromMinutes(5), PreparationTime = TimeSpan.FromSeconds(3), RestoreTime = TimeSpan.FromMinutes(2), Bytes = 5, Tablets = 2, Cleanup = DrillCleanup.LeftBehind,
            Trend = new DrillTrend { EarlierDrills = 2, UsualRecoveryTime = TimeSpan.FromMinutes(1), UsualBytes = 20, BecameSlower = true, BecameSmaller = true, Points = [new DrillTrendPoint { StartedAt = Written.Morning }] },
        })];

        string shown = Texts(format, In(Chinese, format, drills));

        string[] english = [.. Words().Matches(shown).Select(m => m.Value).Distinct().Where(w => !Kept.Contains(w) && !IsName(w))];
        Assert.True(english.Length == 0, string.Join(", ", english));
        Assert.Contains("恢复演练", shown, StringComparison.Ordinal);
        Assert.DoesNotMatch("[\u3400-\u9fff]", Texts(format, In(CultureInfo.InvariantCulture, format, drills)));
    }

    [Fact]
    public void JSON_keys_and_ids_are_the_same_in_each_language()
    {
        JsonNode english = JsonNode.Parse(In(CultureInfo.InvariantCulture, ReportFormat.Json, WeeklyDrills.All))!;
        JsonNode chinese = JsonNode.Parse(In(Chinese, ReportFormat.Json, WeeklyDrills.All))!;

        Assert.Equal(Shape.Of(english), Shape.Of(chinese));
        Assert.Equal(Names(english), Names(chinese));
        Assert.NotEqual((string)english["sentence"]!, (string)chinese["sentence"]!);

        static IEnumerable<string> Names(JsonNode report) => report["items"]!.AsArray().SelectMany(i => new[] { "figures", "request" }.SelectMany(l => i![l]!.AsArray()).Select(f => (string)f!["name"]!)
            .Concat(i!["timelines"]!.AsArray().SelectMany(t => t!["steps"]!.AsArray()).Select(s => (string)s!["name"]!)).Append((string)i["verdict"]!).Append((string)i["reasonId"]!));
    }

    [Theory]
    [InlineData("zh", "zh-CN")]
    [InlineData("zh-Hans", "zh-CN")]
    [InlineData("zh-Hans-CN", "zh-CN")]
    [InlineData("zh-CN", "zh-CN")]
    [InlineData("fr-FR", "fr-FR")]
    public void Each_culture_name_for_Chinese_gives_a_Chinese_report(string given, string read) => Assert.Equal(read, ReportLanguage.Of(CultureInfo.GetCultureInfo(given))!.Name);

    private static string In(CultureInfo language, ReportFormat format, IEnumerable<RestoreDrillResult> drills)
    {
        var builder = new ReportBuilder(language);
        foreach (RestoreDrillResult drill in drills)
        {
            builder.Add(drill);
        }

        using var text = new StringWriter();
        builder.Write(format, null, Written.Morning, text, CancellationToken.None);
        return text.ToString();
    }

    private static string Texts(ReportFormat format, string report) => format switch
    {
        ReportFormat.Html => string.Join(" ", Shape.Page(report) is var page ? page.Body!.TextContent : ""),
        ReportFormat.JUnit => string.Join(" ", XDocument.Parse(report).Descendants().SelectMany(e => e.Nodes().OfType<XText>().Select(t => t.Value).Concat(e.Attributes("message").Select(a => a.Value)))),
        _ => Shape.FromMarkdown(report).Body!.TextContent,
    };

    /// <summary>Cmdlets, parameters, verdicts and ids are the same in each language.</summary>
    private static bool IsName(string word) =>
        word.Contains("-Ob", StringComparison.Ordinal) || Regex.IsMatch(word, "^[A-Z][a-z]+([A-Z][a-z]+)+$") || Enum.GetNames<DrillVerdict>().Any(v => v.StartsWith(word, StringComparison.OrdinalIgnoreCase)) || word is "verified" or "target" or "Unconfirmed";

    [GeneratedRegex(@"[A-Za-z][A-Za-z]+(-Ob[A-Za-z]+)?")]
    private static partial Regex Words();
}
