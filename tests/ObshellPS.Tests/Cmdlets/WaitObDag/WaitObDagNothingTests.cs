using System;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.WaitObDag;

/// <summary>
/// A typing error in a runbook must not look like a success. A name that finds nothing and an empty pipeline are reported.
/// </summary>
[Trait("Promise", "4")]
[Trait("Topic", "Waiting")]
public sealed class WaitObDagNothingTests : CmdletTest
{
    [Theory]
    [InlineData("Get-ObDag -TenantName nosuch -Last | Wait-ObDag")]
    [InlineData("Get-ObDag -TenantName nosuch | Wait-ObDag")]
    public void Promise_4_an_unknown_tenant_with_ErrorAction_Stop_ends_the_script(string script)
    {
        SessionResult result = Run("$ErrorActionPreference = 'Stop'; " + script + "; 'done'");

        Assert.StartsWith("DagNotFound,", result.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'nosuch'", result.Terminating.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("Get-ObDag -Unfinished | Wait-ObDag")]
    [InlineData("@() | Wait-ObDag")]
    [InlineData("Get-ObTenantRestore | Where-Object Status -eq NONE | Wait-ObDag")]
    public void Promise_4_a_wait_with_an_empty_pipeline_is_an_error(string script)
    {
        string message = Run(script).Error("NothingPiped").ErrorDetails.Message;

        Assert.Contains("nothing is proven", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@() | Stop-ObDag -Force")]
    [InlineData("@() | Undo-ObDag -Force")]
    [InlineData("@() | Stop-ObTenantRestore -Force")]
    [InlineData("@() | Start-ObTenantBackup -Force")]
    [InlineData("@() | Stop-ObTenantBackup -Force")]
    [InlineData("@() | Set-ObTenantBackup -Archive On -Force")]
    [InlineData("@() | Remove-ObTenantRestore -Confirm:$false")]
    [InlineData("@() | Remove-ObTenant -Confirm:$false")]
    [InlineData("@() | Remove-ObUnitConfig -Confirm:$false")]
    [InlineData("@() | Invoke-ObApi /api/v1/unit/config POST -Confirm:$false")]
    public void A_change_with_an_empty_pipeline_writes_a_warning(string script)
    {
        Assert.Contains("nothing was done", Assert.Single(Run(script).ThrowIfFailed().Warnings), StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void Unfinished_or_a_pattern_that_finds_no_DAG_is_not_an_error()
    {
        Room.Start("rt2");
        Room.Advance(60);

        Assert.Empty(Run("Get-ObDag -TenantName rt2 -Unfinished").ThrowIfFailed().Output);
        Assert.Empty(Run("Get-ObDag -TenantName nosuch*").ThrowIfFailed().Output);
        Assert.Empty(Run("Stop-ObDag 11 -Force -WhatIf; Wait-ObDag 11 | Out-Null").Warnings);
    }
}
