using System;
using System.Collections.Generic;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Languages;

/// <summary>Texts about parameters, questions, waits and errors are in the language of the session.</summary>
[Trait("Topic", "Languages")]
public sealed class CommandsInChineseTests : CmdletTest
{
    private const string Chinese = "[cultureinfo]::CurrentUICulture = 'zh-CN'; ";

    [Theory]

    // Errors in parameters and pipeline input.
    [InlineData("Get-ObTenant -Connection $null")]
    [InlineData("Get-ObZone $null")]
    [InlineData("Get-ObDag -TenantName ''")]
    [InlineData("'a', 'b' | Start-ObTenantRestore -RestoreTenantName rt2 -DataBackupUri file:///a")]
    [InlineData("@{ Id = @{} } | Wait-ObDag")]
    [InlineData("@{ Name = 5 } | Remove-ObTenant")]
    [InlineData("Get-Date | Remove-ObUnitConfig")]
    [InlineData("Invoke-ObApi /api/v1/x POST -Body @{ a = [scriptblock]::Create('1') } -Confirm:$false")]

    // Errors of the agent. The advice contains the cmdlet that lists the valid names.
    [InlineData("Wait-ObDag 1999")]
    [InlineData("Start-ObTenantRestore -RestoreTenantName rt2 -DataBackupUri file:///a -ZoneList zone9:s1:1 -Confirm:$false")]
    [InlineData("Start-ObTenantRestore -RestoreTenantName rt2 -DataBackupUri file:///a -ZoneList zone1:s9:1 -Confirm:$false")]
    public void An_error_and_its_advice_are_Chinese_in_a_Chinese_session(string script)
    {
        SessionResult result = Run(Chinese + script);

        Assert.NotEmpty(result.AllErrors);
        Assert.All(result.AllErrors, e => Wording.AssertChinese(e.ErrorDetails?.RecommendedAction ?? e.Exception.Message, "Get-Help"));
    }

    [Fact]
    public void The_log_lines_and_the_end_of_a_wait_are_Chinese_in_a_Chinese_session()
    {
        Room.Start();
        Room.AdvanceAtEachLook(1);

        SessionResult result = Run(Chinese + "Wait-ObDag 11 -Verbose");

        string[] said = [.. result.Verbose, .. Lines(result), .. result.AllErrors.SelectMany(e => new[] { e.ErrorDetails.Message, e.ErrorDetails.RecommendedAction })];
        Assert.All(said.Where(s => !s.StartsWith("GET ", StringComparison.Ordinal)), s => Wording.AssertChinese(s, OfOthers));
    }

    [Fact]
    public void A_failed_restore_and_a_timeout_are_Chinese_in_a_Chinese_session()
    {
        Room.Start(behaviour: new RestoreBehaviour { JobFails = true });
        SessionResult timeout = Run(Chinese + "Wait-ObDag 11 -TimeoutSec 1");
        Room.AdvanceAtEachLook(10);
        SessionResult failed = Run(Chinese + "Wait-ObDag 11");

        Assert.All(
            timeout.AllErrors.Concat(failed.AllErrors).SelectMany(e => new[] { e.ErrorDetails.Message, e.ErrorDetails.RecommendedAction }),
            s => Wording.AssertChinese(s[(s.IndexOf(": ", StringComparison.Ordinal) is var at and > 0 && at < 30 ? at : 0)..], OfOthers));
        Assert.Equal(["WaitTimeout", "RestoreJobFailed"], timeout.AllErrors.Concat(failed.AllErrors).Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
    }

    private static string[] OfOthers => ["Pre restore check", "Start restore", "Wait restore task finish", "Wait restore tenant finish", "Active tenant", "Upgrade tenant", "Restored", "physical restore failed, ret=-9040", "[MySQL.Error]: MySQL error: Error 5157 (HY000): Unknown tenant"];

    private static IEnumerable<string> Lines(SessionResult result) => result.Information.Where(i => i.Tags.Contains("ObshellPS.Progress")).Select(i => i.MessageData.ToString()!);
}
