using System;
using System.Collections;
using System.Linq;
using System.Text.RegularExpressions;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Languages;

/// <summary>Chinese texts of preflights, backups and restore requests contain no English sentence.</summary>
[Trait("Topic", "Languages")]
public sealed class PreflightLanguageTests : BackupTest
{
    private const string Chinese = "[cultureinfo]::CurrentUICulture = 'zh-CN'; ";

    /// <summary>Findings whose text comes from the client library.</summary>
    private static readonly string[] OfClient = ["UnitNumInconsistent", "UnitNumInvalid", "BackupPlaces", "DataBackupUriGrammar", "ArchiveLogUriGrammar"];

    [Theory]
    [InlineData("Test-ObTenantRestore @good")]
    [InlineData("Test-ObTenantRestore @good -Timestamp 2026-01-01T00:00:00Z -ZoneList zone9:s9:1, zone1:s1:9")]
    [InlineData("Test-ObTenantRestore @good -RestoreTenantName RT2 -ZoneList zone1:s1:1")]
    [InlineData("$good.Remove('ArchiveLogUri'); Test-ObTenantRestore @good")]
    [InlineData("'zone1:s1:1', @{ name = 'zone9'; unit_config_name = 'nope'; unit_num = 3 } | Test-ObTenantRestore rt2 file:///data/backup/data file:///data/backup/clog")]
    [InlineData("Test-ObTenantBackup shop -TargetRpo '1s' -MaxBackupAge '1s'")]
    [InlineData("Test-ObTenantBackup sick, bare -TargetRpo '1s' -MaxBackupAge '1s'")]
    public void A_report_is_in_Chinese(string script)
    {
        AddTenants();

        SessionResult result = Run(Chinese + script);

        foreach (dynamic finding in result.ThrowIfFailed().Output.SelectMany(o => ((IEnumerable)o.Properties["Findings"].Value).Cast<dynamic>()).Where(f => !OfClient.Contains((string)f.Name)))
        {
            AssertChinese((string)finding.Seen);
            AssertChinese((string)finding.Advice);
        }
    }

    [Theory]
    [InlineData("SINGLE")]
    [InlineData("0")]
    public void An_agent_that_is_not_ready_is_reported_in_Chinese(string state)
    {
        Cluster.Agents[0].Identity = state == "SINGLE" ? state : Cluster.Agents[0].Identity;
        Cluster.Agents[0].ObState = state == "0" ? 0 : Cluster.Agents[0].ObState;

        dynamic report = Run(Chinese + "Test-ObTenantRestore @good").Single();

        foreach (dynamic finding in ((IEnumerable)report.Findings).Cast<dynamic>().Where(f => f.Verdict.ToString() is "Failed" or "Unknown"))
        {
            AssertChinese((string)finding.Seen);
            AssertChinese((string)finding.Advice);
        }
    }

    [Theory]
    [InlineData("@{ restore_tenant_nam = 'x' } | Test-ObTenantRestore | Out-Null; @{ restore_tenant_nam = 'x' } | Start-ObTenantRestore")]
    [InlineData("@{ restore_tenant_name = 'x'; RestoreTenantName = 'y' } | Start-ObTenantRestore")]
    [InlineData("'zone1:s1:1' | Start-ObTenantRestore @good")]
    [InlineData("42 | Start-ObTenantRestore rt2 file:///d file:///l")]
    [InlineData("Get-ObTenantBackup bare | Start-ObTenantRestore rt2")]
    [InlineData("Get-ObTenantBackup sys")]
    [InlineData("Get-ObTenantBackup nosuch")]
    [InlineData("Set-ObTenantBackup shop")]
    [InlineData("Start-ObTenantBackup bare -Confirm:$false")]
    [InlineData("Stop-ObTenantBackup shop -Confirm:$false")]
    [InlineData("Get-ObTenantBackup shop -StorageCredential 5")]
    [InlineData("@() | Start-ObTenantRestore")]
    [InlineData("[pscustomobject]@{ restore_tenant_name = '' } | Start-ObTenantRestore")]
    [InlineData("ConvertTo-ObScn $null; ConvertFrom-ObScn $null")]
    [InlineData("Import-ObRecoveryPlan ./nosuch.json")]
    [InlineData("Export-ObRecoveryPlan ./x.json -TenantName none*")]
    [InlineData("Export-ObRecoveryPlan ./x.json -Priority @{ shop = 0 }")]
    public void An_error_or_warning_is_in_Chinese(string script)
    {
        AddTenants();

        SessionResult result = Run(Chinese + script);

        string[] said = [.. result.AllErrors.Select(e => e.ErrorDetails?.Message ?? e.Exception.Message), .. result.Warnings];
        Assert.NotEmpty(said);
        Assert.All(said, s => Assert.Matches("[\u4e00-\u9fff]", s));
    }

    [Theory]
    [InlineData("Start-ObTenantRestore @good -WhatIf", "恢复到备份的最新位点")]
    [InlineData("Start-ObTenantBackup shop -WhatIf", "进行全量备份")]
    [InlineData("Set-ObTenantBackup shop -Archive Off -WhatIf", "日志归档将停止")]
    [InlineData("Test-ObTenantRestore @good | Out-Default", "obcluster 上的 rt2：Ready（")]
    public void The_WhatIf_text_is_in_Chinese(string script, string words)
    {
        AddTenants();

        Run(Chinese + script).ThrowIfFailed();

        Assert.Contains(words, Host.Screen, StringComparison.Ordinal);
    }

    private void AddTenants()
    {
        AddShop(TenantBackup.Below("file:///b"));
        TenantBackup good = TenantBackup.Below("file:///s");
        Cluster.AddTenant(new Tenant
        {
            Name = "sick",
            PrimaryZone = "zone1",
            Locality = "LOGONLY{1}@zone1",
            Backup = good with { Archive = "STOP", Sets = [new BackupSet { Age = TimeSpan.FromHours(30) }, new BackupSet { Age = TimeSpan.FromHours(1), Status = "FAILED", Result = 4999, Comment = "" }] },
        });
        AddPools("sick", "zone1");
        Cluster.AddTenant(new Tenant { Name = "bare", PrimaryZone = "zone1", Locality = "FULL{1}@zone1" });
        AddPools("bare", "zone1");
    }

    /// <summary>Apart from names, commands and quotes, a Chinese text has no two English words in a row.</summary>
    private static void AssertChinese(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        Assert.Matches("[\u4e00-\u9fff]", text);
        string own = Regex.Replace(text, "'[^']*'|[A-Z][A-Za-z]+-Ob[A-Za-z]+( [^\u4e00-\u9fff。；]*)?|-[A-Z][A-Za-z]+|[A-Z][A-Za-z]*(,| |$)|CLUSTER AGENT|obshell agent|\\S*[:/.]\\S*", " ");
        Assert.False(Regex.IsMatch(own, "[a-z]{3,} [a-z]{2,} "), text);
    }
}
