using System;
using System.Linq;
using System.Text.Json.Nodes;
using Obshell.Simulator;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.ExportObRestoreReport;

/// <summary>
/// One report for a whole recovery: restored tenants, other tenants and lost data. It also works with results that were read from CLIXML.
/// </summary>
[Trait("Topic", "Plans")]
public sealed class ExportObRestoreReportRecoveryTests : RecoveryTest
{
    [Theory]
    [InlineData("$all")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($all))")]
    public void The_report_shows_restored_tenants_skipped_tenants_and_data_loss(string form)
    {
        Add("crm");
        Add("empty", backup: TenantBackup.Below("file:///backup/empty") with { Sets = [] });
        Add("orders");
        Export();
        Hasten();
        Session.Invoke("$all = @(Invoke-ObRecoveryPlan $plan -ZoneMap $map -CreateUnitConfig -ThrottleLimit 1 -ErrorAction SilentlyContinue)").ThrowIfFailed();

        string page = Text(form, "Html");
        JsonNode facts = JsonNode.Parse(Text(form, "Json"))!;

        Assert.Contains("2 of 3 tenants are restored: 1 was skipped.", page, StringComparison.Ordinal);
        Assert.Contains("All data is lost: there is no complete backup.", page, StringComparison.Ordinal);
        Assert.Contains("Timeline: All tenants", page, StringComparison.Ordinal);
        Assert.Equal("Recovery", (string?)facts["title"]);
        Assert.Equal(["empty Skipped NoBackup", "crm Restored ", "orders Restored "], facts["items"]!.AsArray().Select(i => $"{i!["name"]} {i["verdict"]} {i["reasonId"]}"));
        Assert.All(facts["items"]!.AsArray(), i => Assert.NotEqual("", (string?)i!["dataLoss"]));

        // With -ThrottleLimit 1 each restore waits for the one before it, so all are on the critical path.
        Assert.Equal(["crm critical path", "orders critical path"], facts["timeline"]!["steps"]!.AsArray().Select(s => $"{s!["name"]} {s["detail"]}"));
        Assert.Contains("TenantRecovery", Text(form, "JUnit"), StringComparison.Ordinal);
        Assert.Contains("Timeline: All tenants", Text(form, "Markdown"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_with_verdict_Restored_but_without_a_check_is_not_reported_as_restored() =>
        Assert.Contains("but no check passed", Text("[Obshell.Recovery.TenantRecovery]@{ TenantName = 'crm'; Verdict = 'Restored' }", "Html"), StringComparison.Ordinal);

    [Fact]
    public void The_default_view_of_a_skipped_tenant_shows_the_reason()
    {
        string shown = string.Concat(Session.Invoke("[Obshell.Recovery.TenantRecovery]@{ TenantName = 'crm'; RestoreTenantName = 'crm_r'; Verdict = 'Skipped'; ReasonId = 'NoBackup'; Reason = 'There was none.' } | Out-String -Width 160").ThrowIfFailed().Output);

        Assert.Contains("crm_r", shown, StringComparison.Ordinal);
        Assert.Contains("There was none.", shown, StringComparison.Ordinal);
    }

    private string Text(string form, string format) => string.Concat(Session.Invoke($"{form} | Export-ObRestoreReport -Format {format}").ThrowIfFailed().Output);
}
