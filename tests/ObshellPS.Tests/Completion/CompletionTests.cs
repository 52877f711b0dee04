using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using Xunit;

namespace ObshellPS.Tests.Completion;

/// <summary>Completions that are read from the cluster.</summary>
[Trait("Topic", "Completion")]
public sealed class CompletionTests : CompletionTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Cluster.AddTenant(new Tenant { Name = "prod-1" });
        Cluster.AddTenant(new Tenant { Name = "prod#x" });
    }

    [Theory]
    [InlineData("New-ObZoneParam ", "zone1 zone2 zone3")]
    [InlineData("New-ObZoneParam -Name ZONE", "zone1 zone2 zone3")]
    [InlineData("New-ObZoneParam -Name zone1 -UnitConfigName u", "u1 unit1")]
    [InlineData("New-ObZoneParam -ReplicaType ", "FULL READONLY")]
    [InlineData("Start-ObTenantRestore -PrimaryZone ", "RANDOM zone1 zone2 zone3")]
    [InlineData("Start-ObTenantRestore -PrimaryZone 'zone1;", "'zone1;zone2' 'zone1;zone3'")]
    [InlineData("Start-ObTenantRestore -PrimaryZone 'zone1;zone2,zone3", "'zone1;zone2,zone3'")]
    [InlineData("Get-ObTenant pr", "'prod#x' prod-1")]
    [InlineData("Get-ObTenantBackup pr", "'prod#x' prod-1")]
    [InlineData("Test-ObTenantBackup prod-", "prod-1")]
    [InlineData("Start-ObTenantBackup prod-", "prod-1")]
    [InlineData("Stop-ObTenantBackup prod-", "prod-1")]
    [InlineData("Set-ObTenantBackup -TenantName pr", "'prod#x' prod-1")]
    [InlineData("Set-ObTenantBackup s", "")]
    [InlineData("Get-ObTenantBackup s", "")]
    [InlineData("Remove-ObTenant -Name ", "'prod#x' prod-1")]
    [InlineData("Get-ObDag -TenantName prod-", "prod-1")]
    [InlineData("Get-ObTenant absent", "")]
    [InlineData("Get-ObTenant s", "sys")]
    [InlineData("Remove-ObTenant s", "")]
    [InlineData("Get-ObTenantRestore pr", "'prod#x' prod-1")]
    [InlineData("Get-ObTenantRestore -Status s", "SUCCESS")]
    [InlineData("Get-ObTenantRestore -Status ", "SUCCESS FAIL RUNNING CREATE_TENANT WAIT_TENANT_RESTORE_FINISH")]
    [InlineData("Stop-ObTenantRestore prod-", "prod-1")]
    [InlineData("Get-ObZone z", "zone1 zone2 zone3")]
    [InlineData("Get-ObUnitConfig u", "u1 unit1")]
    [InlineData("Remove-ObUnitConfig u", "u1 unit1")]
    [InlineData("New-ObZoneParam zone1 u", "u1 unit1")]
    [InlineData("Start-ObTenantRestore -ZoneList zone1:", "'zone1:s1:1' 'zone1:u1:1' 'zone1:unit1:1'")]
    [InlineData("Start-ObTenantRestore -ZoneList zone1:s1:1:", "'zone1:s1:1:FULL' 'zone1:s1:1:READONLY'")]
    [InlineData("Test-ObTenantRestore -ZoneList 'zone1:s1:1;zone2:s", "'zone1:s1:1;zone2:s1:1'")]
    [InlineData("Invoke-ObRestoreDrill -ZoneList 'zone1:s1:1;zone1", "")]
    [InlineData("Wait-ObDag -TenantName prod-", "prod-1")]
    [InlineData("Remove-ObTenantRestore prod-", "prod-1")]
    [InlineData("Invoke-ObApi /api/v1/tenant/prod-1/restore", "'/api/v1/tenant/prod-1/restore/overview'")]
    [InlineData("Invoke-ObRecoveryPlan -Until ", "latest")]
    public void Completion_offers_names_from_the_cluster(string line, string expected) =>
        Assert.Equal(expected, string.Join(' ', Press(line, expected.Length > 0 ? 1 : 0).Select(c => c.CompletionText)));

    [Theory]
    [InlineData("Wait-ObDag ")]
    [InlineData("Get-ObDag ")]
    [InlineData("Get-ObDag -Id 1")]
    [InlineData("Get-ObDagLog ")]
    [InlineData("Resume-ObDag ")]
    [InlineData("Undo-ObDag ")]
    [InlineData("Stop-ObDag ")]
    [InlineData("Skip-ObDag -Id 1")]
    public void Completion_offers_DAG_ids_newest_first_with_tenant_and_state(string line)
    {
        Room.Start("alpha");
        Room.Advance(60);
        Room.Start("beta");

        List<CompletionResult> offered = Press(line, atLeast: 1);

        Assert.Equal(["12", "11"], offered.Select(c => c.CompletionText));
        Assert.Contains("tenant beta, READY", offered[0].ToolTip, StringComparison.Ordinal);
        Assert.Contains("tenant alpha, SUCCEED, stage 5/5", offered[1].ToolTip, StringComparison.Ordinal);
    }

    /// <summary>This also finds parameters of cmdlets that are added later.</summary>
    [Fact]
    public void Every_parameter_with_a_value_from_the_cluster_has_a_completer()
    {
        string[] files = ["Path", "LiteralPath", "HistoryPath", "CertificateAuthority"];

        IEnumerable<string> without = Run("Get-Command -Module ObshellPS").ThrowIfFailed().Output.Select(o => (CmdletInfo)o.BaseObject)
            .SelectMany(c => c.Parameters.Values.Where(p => !files.Contains(p.Name) && !Cmdlet.CommonParameters.Contains(p.Name) && !Cmdlet.OptionalCommonParameters.Contains(p.Name)
                && !p.SwitchParameter && !IsEnum(p.ParameterType) && !p.Attributes.Any(a => a is ArgumentCompleterAttribute or ValidateSetAttribute)).Select(p => $"{c.Name} -{p.Name}"));

        Assert.Empty(without);

        static bool IsEnum(Type type) => (Nullable.GetUnderlyingType(type) ?? type.GetElementType() ?? type).IsEnum;
    }

    /// <summary>Without a completer PowerShell offers the files of the current folder.</summary>
    [Theory]
    [InlineData("Wait-ObDag -Timeout ")]
    [InlineData("Get-ObDag -Last ")]
    [InlineData("Start-ObTenantRestore -Timestamp ")]
    [InlineData("Start-ObTenantRestore -RestoreTenantName ")]
    [InlineData("Start-ObTenantRestore -ZoneList z")]
    [InlineData("Get-ObTenant -Connection ")]
    [InlineData("New-ObUnitConfig -MemorySize ")]
    [InlineData("Connect-ObCluster -Credential ")]
    [InlineData("Get-ObTenant missing")]
    public void Completion_does_not_offer_files(string line)
    {
        using var shell = PowerShell.Create(Session.Runspace);

        Assert.DoesNotContain(
            CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches,
            c => c.ResultType is CompletionResultType.ProviderItem or CompletionResultType.ProviderContainer);
    }

    [Fact]
    public void Connections_of_the_session_are_completed_without_a_request()
    {
        Run("$mine = Get-ObConnection; $other = 'mine'").ThrowIfFailed();

        Assert.Equal(["$mine"], Complete("Get-ObTenant -Connection ").Select(c => c.CompletionText));
        Assert.Contains(Cluster.Agents[0].Uri.Authority, Complete("Connect-ObCluster -Server 127").Select(c => c.ListItemText));
        Assert.Single(Complete("Connect-ObCluster -PublicKeyFingerprint SHA"));
        Assert.Empty(Requests);
    }

    [Fact]
    public void Backup_URIs_are_completed_from_the_tenants_of_the_cluster()
    {
        Cluster.AddTenant(new Tenant { Name = "shop", Backup = TenantBackup.Below("file:///b") });

        CompletionResult data = Assert.Single(Press("Start-ObTenantRestore -DataBackupUri ", atLeast: 1));

        Assert.Contains("file:///b", data.CompletionText, StringComparison.Ordinal);
        Assert.Contains("shop", data.ToolTip, StringComparison.Ordinal);
        Assert.NotEqual(data.CompletionText, Assert.Single(Press("Start-ObTenantRestore -ArchiveLogUri ", atLeast: 1)).CompletionText);
    }

    /// <summary>A destination that was changed after the last backup contains no backup, so a restore cannot read from it.</summary>
    [Fact]
    public void A_restore_gets_the_place_of_the_last_backup_and_a_change_gets_the_destination()
    {
        Cluster.AddTenant(new Tenant { Name = "shop", Backup = TenantBackup.Below("file:///new") with { Sets = [new BackupSet { DataUri = "file:///old/data" }] } });
        Cluster.AddTenant(new Tenant { Name = "empty", Backup = TenantBackup.Below("file:///never") with { Sets = [] } });

        Assert.Contains("file:///old/data", Assert.Single(Press("Start-ObTenantRestore -DataBackupUri ", atLeast: 1)).CompletionText, StringComparison.Ordinal);
        Assert.Equal(["'file:///never/data'", "'file:///new/data'"], Press("Set-ObTenantBackup shop -DataBackupUri ", atLeast: 2).Select(c => c.CompletionText).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Get_ObDag_completes_a_tenant_that_exists_only_in_a_DAG()
    {
        Room.Start("gone");

        Assert.Equal(["gone"], Press("Get-ObDag -TenantName g", atLeast: 1).Select(c => c.CompletionText));
    }

    [Fact]
    public void A_list_for_completion_is_read_once_and_reused_for_a_short_time()
    {
        Complete("Get-ObTenant p");
        Complete("Get-ObTenant prod-");
        Complete("Remove-ObTenant -Name ");

        Assert.Single(Requests);
    }

    [Fact]
    public void Without_a_connection_nothing_is_offered_and_no_request_is_sent()
    {
        Run("Disconnect-ObCluster").ThrowIfFailed();

        Assert.Empty(Complete("Get-ObTenant pr"));
        Assert.Empty(Complete("Wait-ObDag 1"));
        Assert.Empty(Requests);
    }

    [Fact]
    public void A_slow_answer_is_offered_at_the_next_Tab()
    {
        var slow = new TaskCompletionSource();
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            PathPrefix = "/api/v1/tenants/overview",
            Custom = async _ =>
            {
                await slow.Task;
                return false;
            },
        });
        Assert.Empty(Complete("Get-ObTenant pr"));

        slow.SetResult();

        Assert.True(System.Threading.SpinWait.SpinUntil(() => Complete("Get-ObTenant pr").Count == 2, TimeSpan.FromSeconds(20)));
        Assert.Single(Requests);
    }

    [Theory]
    [InlineData(FaultKind.Panic)]
    [InlineData(FaultKind.NotJson)]
    [InlineData(FaultKind.NullContents)]
    [InlineData(FaultKind.DropBeforeHandler)]
    public void Failures_are_silent(FaultKind kind)
    {
        Cluster.Faults.Add(kind, times: int.MaxValue);

        Assert.Empty(Complete("Get-ObTenant pr"));
        Assert.Empty(Run("$Error").Output);
    }
}
