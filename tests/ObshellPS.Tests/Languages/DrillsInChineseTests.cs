using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Languages;

/// <summary>Texts of drills, reports and the history are in the language of the session.</summary>
[Trait("Topic", "Languages")]
public sealed class DrillsInChineseTests : DrillTest
{
    private const string Chinese = "[cultureinfo]::CurrentUICulture = 'zh-CN'; ";

    /// <summary>Names and values that are not translated.</summary>
    private static readonly string[] Kept = ["prod", "latest", "Get-Help", "Active tenant", "NORMAL", "physical restore failed", ".txt", ".html", ".xml", ".json", ".md", "{source}", "{yyyyMMddHHmm}", "{id}", "minutes"];

    [Theory]
    [InlineData("Invoke-ObRestoreDrill -DataBackupUri file:///a -ZoneList zone1:s1:1 -Until '15 ago'")]
    [InlineData("Invoke-ObRestoreDrill -DataBackupUri file:///a -ZoneList zone1:s1:1 -NamePattern 'a-b'")]
    [InlineData("Invoke-ObRestoreDrill -DataBackupUri file:///a -ZoneList zone1:s1:1 -NoHistory -HistoryPath x")]
    [InlineData("Invoke-ObRestoreDrill -DataBackupUri file:///a -ZoneList zone1:s1:1 -Expected 1")]
    [InlineData("@() | Invoke-ObRestoreDrill")]
    [InlineData("Get-ObRestoreDrill /nowhere/history.jsonl")]
    [InlineData("'x' | Remove-ObDrillLeftover -Confirm:$false")]
    [InlineData("@() | Export-ObRestoreReport")]
    [InlineData("'x' | Export-ObRestoreReport -Format Json")]
    [InlineData("'x' | Export-ObRestoreReport -Path report.txt")]
    [InlineData("'x' | Export-ObRestoreReport -Path /nowhere/at/all.html")]
    public void An_error_and_its_advice_are_Chinese_in_a_Chinese_session(string script)
    {
        SessionResult result = Run(Chinese + script);

        Assert.NotEmpty(result.AllErrors);
        Assert.All(result.AllErrors.SelectMany(e => new[] { Message(e), e.ErrorDetails?.RecommendedAction ?? "" }).Where(t => t.Length > 0), t => Wording.AssertChinese(t, Kept));
    }

    [Fact]
    public void The_steps_the_result_and_the_history_of_a_drill_are_Chinese_in_a_Chinese_session()
    {
        dynamic failed = Assert.Single(InChinese("-HistoryPath $history -Keep Always -Verify { }"));

        Assert.Equal("NothingSaid", (string)failed.ReasonId);
        Assert.All(new[] { (string)failed.Reason, (string)failed.Advice, (string)failed.CleanupText }, t => Wording.AssertChinese(t, [.. Kept, (string)failed.TenantName, "Verify"]));
        Assert.Contains((string)failed.Reason, System.Text.RegularExpressions.Regex.Unescape(File.ReadAllText(History)), StringComparison.Ordinal);

        dynamic leftover = Run(Chinese + "Get-ObDrillLeftover $history").Single();
        Wording.AssertChinese((string)leftover.Seen, [.. Kept, (string)failed.TenantName]);
        Host.Clear();
        Run(Chinese + "Get-ObDrillLeftover $history | Remove-ObDrillLeftover -WhatIf").ThrowIfFailed();
        Assert.Contains("删除", Host.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void The_steps_that_WhatIf_shows_for_a_drill_are_Chinese_in_a_Chinese_session()
    {
        InChinese("-WhatIf -HistoryPath $history");

        Assert.Contains("然后删除该租户", Host.Screen, StringComparison.Ordinal);
    }

    private IReadOnlyList<object> InChinese(string parameters)
    {
        Session.SetVariable("sources", new[] { Source("prod") });
        return [.. Run($"{Chinese} $sources | {Checked} {parameters}").Output];
    }

    private static string Message(System.Management.Automation.ErrorRecord error)
    {
        string message = error.ErrorDetails?.Message ?? error.Exception.Message;
        int at = message.IndexOf(": ", StringComparison.Ordinal);

        // Our errors start with their id.
        return at is > 0 and < 30 ? message[at..] : message;
    }
}
