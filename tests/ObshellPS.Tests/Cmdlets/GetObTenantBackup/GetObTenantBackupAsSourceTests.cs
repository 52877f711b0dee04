using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.GetObTenantBackup;

/// <summary>
/// The output of Get-ObTenantBackup as the source of a restore, a preflight and a drill: as a live object, and after CLIXML or JSON.
/// </summary>
[Trait("Topic", "Backups")]
public sealed class GetObTenantBackupAsSourceTests : BackupTest
{
    public static TheoryData<string> Forms =>
    [
        "$backup",
        "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($backup))",
        "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($backup, 2))",
        "($backup | ConvertTo-Json | ConvertFrom-Json)",
        "($backup | ConvertTo-Csv | ConvertFrom-Csv)",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_restore_uses_the_URIs_the_layout_and_the_primary_zone_of_the_backup_object(string form)
    {
        AddShop(TenantBackup.Below("file:///data/backup"));
        Run("$backup = Get-ObTenantBackup shop").ThrowIfFailed();

        dynamic dag = Read($"{form} | Start-ObTenantRestore -RestoreTenantName shop_noon");

        Assert.Equal("shop_noon", (string)dag.TenantName);
        string body = Sent();
        Assert.Contains("file:///data/backup/data", body, StringComparison.Ordinal);
        Assert.Contains("file:///data/backup/clog", body, StringComparison.Ordinal);
        Assert.Contains("zone1;zone2", body, StringComparison.Ordinal);
        Assert.Contains("READONLY", body, StringComparison.Ordinal);
        Assert.Contains("\"unit_config_name\":\"s1\"", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-ObTenantBackup SHOP")]
    [InlineData("Test-ObTenantBackup SHOP")]
    [InlineData("Start-ObTenantBackup SHOP")]
    public void A_name_with_other_letter_case_is_an_error_with_the_right_name(string script)
    {
        AddShop(TenantBackup.Below("file:///data/backup"));

        Assert.Contains("write 'shop'", Run(script).Error("TenantNotFound").ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Parameters_take_precedence_over_the_backup_object(string form)
    {
        AddShop(TenantBackup.Below("file:///data/backup"));
        Run("$backup = Get-ObTenantBackup shop").ThrowIfFailed();

        Run($"{form} | Start-ObTenantRestore shop_noon -ZoneList zone2:s1:1 -DataBackupUri file:///copy/data -ArchiveLogUri file:///copy/clog").ThrowIfFailed();

        string body = Sent();
        Assert.Contains("file:///copy/data", body, StringComparison.Ordinal);
        Assert.Contains("file:///copy/clog", body, StringComparison.Ordinal);
        Assert.DoesNotContain("zone1", body, StringComparison.Ordinal);
        Assert.Contains("\"primary_zone\":\"zone2\"", body, StringComparison.Ordinal);
    }

    /// <summary>Windows PowerShell and other programs can write a list as the name of its type.</summary>
    [Fact]
    public void The_name_of_a_type_in_a_column_is_not_read_as_zones_or_as_a_fault_of_the_layout()
    {
        AddShop(TenantBackup.Below("file:///data/backup"));
        Run("$row = Get-ObTenantBackup shop | ConvertTo-Csv | ConvertFrom-Csv; $row.ZoneList = 'Obshell.Client.ZoneParam[]'; $row.LayoutFaults = 'System.String[]'").ThrowIfFailed();

        string message = Run("$row | Start-ObTenantRestore shop_noon").Error("LayoutUnknown").ErrorDetails.Message;
        Run("$row | Start-ObTenantRestore shop_noon -ZoneList zone2:s1:1").ThrowIfFailed();

        Assert.Contains("Give -ZoneList", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_of_the_new_tenant_is_mandatory()
    {
        AddShop(TenantBackup.Below("file:///data/backup"));

        Assert.Contains("RestoreTenantName", Run("Get-ObTenantBackup shop | Start-ObTenantRestore").Error("MissingParameter").ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tenant_without_a_complete_backup_is_refused()
    {
        AddShop(TenantBackup.Below("file:///data/backup") with { Sets = [] });

        string advice = Run("Get-ObTenantBackup shop | Start-ObTenantRestore -RestoreTenantName x").Error("NoBackup").ErrorDetails.RecommendedAction;
        Assert.DoesNotContain(Cluster.Requests.All, r => r.Method == "POST");
        dynamic report = Read("Get-ObTenantBackup shop | Test-ObTenantRestore -RestoreTenantName x");

        // One fault has one advice.
        Assert.Contains("Start-ObTenantBackup", advice, StringComparison.Ordinal);
        Assert.Contains(((IEnumerable)report.Findings).Cast<dynamic>(), f => (string)f.Advice == advice);
    }

    [Fact]
    public void The_keys_of_an_object_store_are_required_and_sent_but_never_shown()
    {
        AddShop(TenantBackup.Below("s3://lab/shop") with { DataUri = "s3://lab/shop/data?host=store.example", ArchiveUri = "s3://lab/shop/clog?host=store.example" });
        const string Key = "Vq8wTz1xKc5y";

        ErrorRecord refused = Run("Get-ObTenantBackup shop | Start-ObTenantRestore -RestoreTenantName x").Error("StorageKeysMissing");
        SessionResult all = Run("$keys = [pscredential]::new('theid99', (ConvertTo-SecureString $args[0] -AsPlainText -Force)); $backup = Get-ObTenantBackup shop -StorageCredential @{ 's3://lab' = $keys }; $backup | Format-List *; $backup | ConvertTo-Json; $backup | Start-ObTenantRestore x", Key);
        all.ThrowIfFailed();

        Assert.Contains("-StorageCredential", refused.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("host=store.example&access_id=theid99&access_key=" + Key, Sent(), StringComparison.Ordinal);
        Assert.DoesNotContain(all.Output, o => o.ToString()!.Contains(Key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("'text'", "String is not a credential")]
    [InlineData("@{ 's3://lab' = 'key' }", "'s3://lab' is not a PSCredential")]
    [InlineData("[pscredential]::new('id', (ConvertTo-SecureString 'a&b' -AsPlainText -Force))", "not allowed in a storage URI")]
    public void Invalid_storage_keys_are_refused(string value, string fault) =>
        Assert.Contains(fault, Run($"Get-ObTenantBackup -StorageCredential ({value})").Error("InvalidStorageCredential").ErrorDetails.Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_backup_object_works_as_input_of_the_preflight_and_of_a_drill(string form)
    {
        AddShop(TenantBackup.Below("file:///data/backup"));
        Run("$backup = Get-ObTenantBackup shop").ThrowIfFailed();
        Room.AdvanceAtEachLook(20);

        dynamic report = Read($"{form} | Test-ObTenantRestore x");
        dynamic drill = Read($"{form} | Invoke-ObRestoreDrill -Confirm:$false");

        Assert.Contains(((IEnumerable)report.Findings).Cast<dynamic>(), f => f.Name == "ZonesExist" && f.Verdict.ToString() == "Passed");
        Assert.Equal("shop", (string)drill.SourceName);
        Assert.StartsWith("drill_shop", (string)drill.TenantName, StringComparison.Ordinal);
        Assert.NotEqual("Skipped", drill.Verdict.ToString());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_recovery_point_of_a_drill_of_a_backup_object_is_known_without_ob_admin(string form)
    {
        Cluster.Agents[0].ObAdminPresent = false;
        AddShop(TenantBackup.Below("file:///data/backup"));
        Run("$backup = Get-ObTenantBackup shop").ThrowIfFailed();
        Room.AdvanceAtEachLook(20);

        dynamic drill = Read($"{form} | Invoke-ObRestoreDrill -TargetRpo 10m -Confirm:$false");

        Assert.InRange((DateTimeOffset)drill.NewestRestorablePoint, Cluster.Clock.StartedAt.AddMinutes(-1), Cluster.Clock.UtcNow);
        Assert.Equal("Passed", drill.Verdict.ToString());
    }

    private string Sent() => Cluster.Requests.All.Last(r => r.Method == "POST" && r.PathAndQuery.EndsWith("/tenant/restore", StringComparison.Ordinal)).BodyText;
}
