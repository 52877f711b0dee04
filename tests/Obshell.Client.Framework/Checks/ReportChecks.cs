using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Recovery;
using Obshell.Recovery.Reports;

namespace Obshell.Client.Framework.Checks;

/// <summary>Checks of reports: encoders, XML and the embedded style sheet.</summary>
internal static class ReportChecks
{
    public static IEnumerable<Func<Room, Task>> All => [A_report_is_written_in_all_four_formats];

    private static Task A_report_is_written_in_all_four_formats(Room room)
    {
        var starts = new Dictionary<ReportFormat, string>
        {
            [ReportFormat.Html] = "<!DOCTYPE html>",
            [ReportFormat.Markdown] = "# Restore drills",
            [ReportFormat.Json] = "{",
            [ReportFormat.JUnit] = "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
        };
        foreach (KeyValuePair<ReportFormat, string> start in starts)
        {
            var builder = new ReportBuilder();
            builder.Add(new RestoreDrillResult
            {
                SourceName = "<b>{{x}}</b>\u202E",
                Verdict = DrillVerdict.Failed,
                Reason = "租户 | a&b",
                DataBackupUri = "oss://b/d?access_key=no-one-may-read-this",
                RestoreTime = TimeSpan.FromSeconds(9),
                Samples = [new DrillProgressSample { Since = TimeSpan.FromSeconds(1) }, new DrillProgressSample { Since = TimeSpan.FromSeconds(2), FinishBytes = 5 }, new DrillProgressSample { Since = TimeSpan.FromSeconds(3), FinishBytes = 9 }],
            });
            using var text = new StringWriter();
            ReportWriting.Write(builder.Build(null, DateTimeOffset.UtcNow), start.Key, text, CancellationToken.None);

            string report = text.ToString();
            Expect.True(report.StartsWith(start.Value, StringComparison.Ordinal), start.Key + " begins with " + report.Substring(0, 60));
            Expect.True(report.IndexOf("<b>", StringComparison.Ordinal) < 0, start.Key + " has markup of a value.");
            Expect.True(report.IndexOf("no-one-may-read-this", StringComparison.Ordinal) < 0, start.Key + " has a key.");
            Expect.True(report.IndexOf('\u202E') < 0, start.Key + " has a hidden character.");
            Expect.True(start.Key == ReportFormat.Json || report.IndexOf("租户", StringComparison.Ordinal) > 0, start.Key + " has lost a text.");
            Expect.True(start.Key != ReportFormat.Html || report.IndexOf("prefers-color-scheme", StringComparison.Ordinal) > 0, "The page has no style.");
        }

        return Task.CompletedTask;
    }
}
