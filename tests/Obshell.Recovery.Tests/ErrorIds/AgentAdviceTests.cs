using System;
using Obshell.Client;
using Obshell.Client.Errors;
using Obshell.Recovery.ErrorIds;
using Xunit;

namespace Obshell.Recovery.Tests.ErrorIds;

/// <summary>If a cmdlet lists the valid values, the advice for an agent's error names this cmdlet, as in the preflight.</summary>
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
    public void The_advice_contains_the_cmdlet_that_lists_the_valid_values(string code, string cmdlet) => Assert.Contains(cmdlet + " ", Advice(code, 400), StringComparison.Ordinal);

    /// <summary>
    /// If ob_admin is installed but fails, the agent answers Common.Unexpected with the exit status of ob_admin (PROTOCOL 4.12).
    /// </summary>
    [Fact]
    public void The_advice_to_install_ob_admin_is_given_only_if_the_agent_has_no_ob_admin()
    {
        Assert.Contains("Install ob_admin", Advice(ErrorCodes.WithoutObAdmin, 500), StringComparison.Ordinal);
        Assert.DoesNotContain("nstall", Advice(ErrorCodes.Unexpected, 500), StringComparison.Ordinal);
        Assert.DoesNotContain("nstall", Advice(ErrorCodes.Unexpected, 500, "file"), StringComparison.Ordinal);
        Assert.DoesNotContain("nstall", Advice(ErrorCodes.Unexpected, 500, "oss"), StringComparison.Ordinal);
    }

    private static string Advice(string code, int status, string? scheme = null) => ErrorTable.AdviceFor(new ErrorCase(
        new ObshellApiException(new ApiError(0, code, "exec ob_admin failed: exit status 1"), status, "t1", "10.0.0.1:2886") { BackupScheme = scheme }, "rt2", IsOfRow: false));
}
