using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.ImportObRecoveryPlan;

/// <summary>The entries of a plan as sources of restores, preflights and drills: as live objects, and after CLIXML or JSON.</summary>
[Trait("Topic", "Plans")]
public sealed class ImportObRecoveryPlanTests : PlanTest
{
    public static TheoryData<string> Forms =>
    [
        "$entry",
        "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($entry))",
        "($entry | ConvertTo-Json -Depth 3 | ConvertFrom-Json)",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_entry_works_as_input_of_a_preflight_a_drill_and_a_restore(string form)
    {
        AddShop(TenantBackup.Below("file:///data/backup"));
        Room.AdvanceAtEachLook(20);
        Run("Export-ObRecoveryPlan $args[0] | Out-Null; $entry = Import-ObRecoveryPlan $args[0]", Plan).ThrowIfFailed();

        dynamic report = Read($"{form} | Test-ObTenantRestore x");
        dynamic drill = Read($"{form} | Invoke-ObRestoreDrill -Confirm:$false");
        dynamic dag = Read($"{form} | Start-ObTenantRestore -RestoreTenantName shop_noon");

        Assert.NotEqual("NotReady", report.Verdict.ToString());
        Assert.Equal("Passed", drill.Verdict.ToString());
        Assert.Equal("shop_noon", (string)dag.TenantName);
        string body = Requests.Last(r => r.Method == "POST" && r.PathAndQuery.EndsWith("/tenant/restore", StringComparison.Ordinal)).BodyText;
        Assert.Contains("file:///data/backup/clog", body, StringComparison.Ordinal);
        Assert.Contains("READONLY", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Storage_keys_are_given_when_the_plan_is_read_and_are_never_shown()
    {
        const string Key = "Vq8wTz1xKc5y";
        AddShop(TenantBackup.Below("s3://lab/shop") with { DataUri = "s3://lab/shop/data?host=h", ArchiveUri = "s3://lab/shop/clog?host=h" });
        Run("Export-ObRecoveryPlan $args[0]", Plan).ThrowIfFailed();

        ErrorRecord refused = Run("Import-ObRecoveryPlan $args[0] | Start-ObTenantRestore x", Plan).Error("StorageKeysMissing");
        SessionResult all = Run(
            "$keys = [pscredential]::new('theid99', (ConvertTo-SecureString $args[1] -AsPlainText -Force)); $e = Get-Item $args[0] | Import-ObRecoveryPlan -StorageCredential $keys; $e | Format-List *; $e | ConvertTo-Json; $e | Start-ObTenantRestore x",
            Plan, Key);
        all.ThrowIfFailed();

        Assert.Contains("keys are needed for", refused.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("access_key=" + Key, Requests.Last(r => r.PathAndQuery.EndsWith("/tenant/restore", StringComparison.Ordinal)).BodyText, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, all.Everything(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "RecoveryPlanNotFound")]
    [InlineData("{", "InvalidRecoveryPlan")]
    [InlineData("""{"formatVersion":7}""", "RecoveryPlanTooNew")]
    public void The_error_for_a_plan_that_cannot_be_read_shows_its_path(string? text, string id)
    {
        if (text is not null)
        {
            File.WriteAllText(Plan, text);
        }

        Assert.Contains(Plan, Run("Import-ObRecoveryPlan $args[0]", Plan).Error(id).ErrorDetails.Message, StringComparison.Ordinal);
    }
}
