using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.TestObTenantRestore;

/// <summary>One cause is reported once. All checks that it made impossible are one finding, which lists their names.</summary>
[Trait("Topic", "Preflight")]
public sealed class TestObTenantRestoreRootCauseTests : BackupTest
{
    private static readonly string[] OfAgent = ["TenantAbsent", "ZonesExist", "UnitConfigsExist", "UnitNumbers", "PrimaryZoneRegion", "PrimaryRegionReplicas", "FreeCpuAndMemory"];

    [Theory]
    [InlineData("SINGLE", "Only a CLUSTER AGENT can restore tenants")]
    [InlineData("0", "it has no process (obState 0)")]
    [InlineData("1", "it accepts no connection (obState 1)")]
    [InlineData("2", "it accepts only restricted connections (obState 2)")]
    [InlineData("NotHold", "cannot query its OceanBase server")]
    [InlineData("Refusal", "cannot query its OceanBase server")]
    [InlineData("silent", "")]
    public void An_agent_that_is_not_ready_is_one_Failed_finding_and_one_NotChecked_finding(string state, string seen)
    {
        Break(state);

        IReadOnlyList<PSObject> findings = Findings("Test-ObTenantRestore @good");

        PSObject failed = Assert.Single(findings, f => Text(f, "Verdict") == "Failed");
        Assert.Equal("AgentReady", Text(failed, "Name"));
        Assert.Contains(seen, Text(failed, "Seen"), StringComparison.Ordinal);
        PSObject rest = Assert.Single(findings, f => Text(f, "Verdict") == "Unknown");
        Assert.Equal("NotChecked", Text(rest, "Name"));
        Assert.StartsWith("Because of AgentReady, these were not checked: ", Text(rest, "Seen"), StringComparison.Ordinal);
        Assert.Contains("RestoreWindow", Text(rest, "Seen"), StringComparison.Ordinal);
        if (state == "silent")
        {
            Assert.All([.. OfAgent, "ClusterUnlocked", "TenantUnlocked"], n => Assert.Contains(n, Text(rest, "Seen"), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_failed_request_is_reported_in_the_first_finding_that_needs_it()
    {
        Cluster.Faults.Add(new Fault { Kind = FaultKind.NotJson, PathPrefix = "/api/v1/obcluster/info", Times = int.MaxValue });

        IReadOnlyList<PSObject> findings = Findings("Test-ObTenantRestore @good");

        Assert.StartsWith("This could not be read: ", Text(findings.Single(f => Text(f, "Name") == "ZonesExist"), "Seen"), StringComparison.Ordinal);
        Assert.Equal(
            "Because of ZonesExist, these were not checked: UnitNumbers, PrimaryZoneRegion, PrimaryRegionReplicas, FreeCpuAndMemory.",
            Text(findings.Single(f => Text(f, "Name") == "NotChecked"), "Seen"));
        Assert.Equal(2, findings.Count(f => Text(f, "Verdict") == "Unknown"));
        Assert.Single(findings, f => Text(f, "Name") == "FreeLogDisk");
    }

    [Theory]
    [InlineData("Get-ObTenantBackup shop, orders, crm")]
    [InlineData("Test-ObTenantBackup shop, orders, crm")]
    [InlineData("'shop', 'orders', 'crm' | Test-ObTenantBackup")]
    public void A_database_that_is_down_is_one_error_for_all_tenants(string script)
    {
        Cluster.Agents[0].ObState = 0;

        SessionResult result = Run(script);

        Assert.Single(result.AllErrors);
        Assert.Equal("For the same reason, these tenants were not read: orders, crm.", Assert.Single(result.Warnings));
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Unreadable_parts_of_a_backup_are_one_finding_and_skipped_checks_are_another()
    {
        AddShop(TenantBackup.Below("file:///b"));
        foreach (string part in new[] { "backup/config", "backup/info", "backup/log/tasks" })
        {
            Cluster.Faults.Add(new Fault { Kind = FaultKind.Panic, PathPrefix = "/api/v1/tenant/shop/" + part, Times = int.MaxValue });
        }

        IReadOnlyList<PSObject> findings = Findings("Test-ObTenantBackup shop -TargetRpo 5m");

        Assert.Single(findings, f => Text(f, "Name") == "Readable");
        Assert.StartsWith("Because of Readable, these were not checked: ", Text(Assert.Single(findings, f => Text(f, "Name") == "NotChecked"), "Seen"), StringComparison.Ordinal);
        Assert.Equal(2, findings.Count(f => Text(f, "Verdict") == "Unknown"));
    }

    [Fact]
    public void A_log_archive_that_could_not_be_read_is_not_reported_as_late()
    {
        AddShop(TenantBackup.Below("file:///b"));
        Cluster.Faults.Add(new Fault { Kind = FaultKind.Panic, PathPrefix = "/api/v1/tenant/shop/backup/info", Times = int.MaxValue });

        IReadOnlyList<PSObject> findings = Findings("Test-ObTenantBackup shop -TargetRpo 5m");

        Assert.DoesNotContain(findings, f => Text(f, "Verdict") == "Failed");
        Assert.Contains("LogArchiveWithinTarget", Text(Assert.Single(findings, f => Text(f, "Name") == "NotChecked"), "Seen"), StringComparison.Ordinal);
    }

    private void Break(string state)
    {
        switch (state)
        {
            case "SINGLE":
                Cluster.Agents[0].Identity = state;
                break;
            case "0" or "1" or "2":
                Cluster.Agents[0].ObState = state[0] - '0';
                break;
            case "silent":
                Cluster.Faults.Add(new Fault { Kind = FaultKind.DropBeforeHandler, Times = int.MaxValue });
                break;
            default:
                Cluster.Agents[0].DatabaseFault = Enum.Parse<DatabaseFault>(state);
                break;
        }
    }

    private IReadOnlyList<PSObject> Findings(string script) =>
        [.. ((System.Collections.IEnumerable)Run(script).Single().Properties["Findings"].Value).Cast<object>().Select(PSObject.AsPSObject)];

    private static string Text(PSObject finding, string property) => finding.Properties[property].Value.ToString()!;
}
