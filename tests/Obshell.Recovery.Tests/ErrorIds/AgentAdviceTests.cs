using System;
using Obshell.Client;
using Obshell.Client.Errors;
using Obshell.Recovery.ErrorIds;
using Xunit;

namespace Obshell.Recovery.Tests.ErrorIds;

/// <summary>Where a cmdlet lists what is right, the advice on an agent's error names it, as the preflight does.</summary>
[Trait("Topic", "ErrorIds")]
public sealed class AgentAdviceTests
{
    [Theory]
    [InlineData("OB.Zone.NotExist", "Get-ObZone")]
    [InlineData("OB.Tenant.ZoneList.Empty", "Get-ObZone")]
    [InlineData("OB.Tenant.PrimaryZone.Invalid", "Get-ObZone")]
    [InlineData("OB.Tenant.PrimaryZone.CrossRegion", "Get-ObZone")]
    [InlineData("OB.Tenant.UnitNum.ExceedsLimit", "Get-ObZone")]
    [InlineData("OB.Resource.UnitConfig.NotExist", "Get-ObUnitConfig")]
    [InlineData("OB.Resource.UnitConfig.Existed", "Get-ObUnitConfig")]
    [InlineData("OB.Restore.TimeNotValid", "Get-ObRestoreWindow")]
    [InlineData("OB.Restore.NotRecovering", "Get-ObTenantRestore")]
    [InlineData("OB.Restore.Task.NotExist", "Get-ObDag")]
    [InlineData("OB.Tenant.NotExist", "Get-ObTenant")]
    [InlineData("OB.Tenant.StatusNotNormal", "Get-ObTenant")]
    [InlineData("OB.Tenant.ResourceNotEnough", "Test-ObTenantRestore")]
    [InlineData("OB.Backup.DataDestEmpty", "Get-ObTenantBackup")]
    [InlineData("Task.NotFound", "Get-ObDag")]
    public void The_cmdlet_is_named(string code, string cmdlet) => Assert.Contains(cmdlet + " ", Advice(code, 400), StringComparison.Ordinal);

    /// <summary>An agent whose ob_admin is there and fails answers Common.Unexpected with its exit status (PROTOCOL 4.12).</summary>
    [Fact]
    public void Only_an_agent_without_ob_admin_needs_one_installed()
    {
        Assert.Contains("Install ob_admin", Advice(ErrorCodes.WithoutObAdmin, 500), StringComparison.Ordinal);
        Assert.DoesNotContain("nstall", Advice(ErrorCodes.Unexpected, 500), StringComparison.Ordinal);
        Assert.DoesNotContain("nstall", Advice(ErrorCodes.Unexpected, 500, "file"), StringComparison.Ordinal);
        Assert.DoesNotContain("nstall", Advice(ErrorCodes.Unexpected, 500, "oss"), StringComparison.Ordinal);
    }

    private static string Advice(string code, int status, string? scheme = null) => ErrorTable.AdviceFor(new ErrorCase(
        new ObshellApiException(new ApiError(0, code, "exec ob_admin failed: exit status 1"), status, "t1", "10.0.0.1:2886") { BackupScheme = scheme }, "rt2", IsOfRow: false));
}
