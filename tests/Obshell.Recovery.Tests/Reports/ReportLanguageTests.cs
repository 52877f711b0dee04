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

/// <summary>A report is in the language that was asked for; ids, names and keys are the same in each.</summary>
[Trait("Topic", "Reports")]
public sealed partial class ReportLanguageTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    /// <summary>Terms and names that Chinese texts keep.</summary>
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "RTO", "RPO", "DAG", "OceanBase", "obshell", "agent", "UTC", "Tablet", "Piece", "ObshellPS", "KB", "MB", "GB", "min", "s", "h", "d", "B", "Format", "Json", "Zone", "ID", "SQL",
    };

    [Theory]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.JUnit)]
    public void In_Chinese_no_text_of_ours_is_English(ReportFormat format)
    {
        // Drills without texts of others: what is left is ours.
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
    public void Keys_and_ids_of_JSON_are_the_same_in_each_language()
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
    [InlineData("zh-CN", "zh-CN")]
    [InlineData("fr-FR", "fr-FR")]
    public void The_other_names_of_Chinese_are_understood(string given, string read) => Assert.Equal(read, ReportLanguage.Of(CultureInfo.GetCultureInfo(given))!.Name);

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
