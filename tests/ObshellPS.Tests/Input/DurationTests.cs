using System;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Input;

/// <summary>All parameters for a duration accept the same forms.</summary>
[Trait("Topic", "Input")]
public sealed class DurationTests : CmdletTest
{
    [Theory]
    [InlineData("30m", 1800)]
    [InlineData("2h", 7200)]
    [InlineData("1d", 86_400)]
    [InlineData("90s", 90)]
    [InlineData("90", 90)]
    [InlineData("1.5", 1.5)]
    [InlineData("'1.5 h'", 5400)]
    [InlineData("'15 minutes'", 900)]
    [InlineData("00:15:00", 900)]
    [InlineData("([timespan]::FromMinutes(2))", 120)]
    [InlineData("([int] 60)", 60)]
    public void A_duration_is_used_as_it_is_typed(string typed, double seconds)
    {
        Cluster.Agents[0].ObAdminPresent = true;

        SessionResult run = Run($"Invoke-ObRestoreDrill -DataBackupUri file:///data/backup/data -ArchiveLogUri file:///data/backup/clog -ZoneList zone1:s1:1 -TargetRto {typed} -NoHistory -WhatIf");

        Assert.Equal(TimeSpan.FromSeconds(seconds), (TimeSpan)((dynamic)Assert.Single(run.Output)).TargetRto);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("([decimal] 1)")]
    [InlineData("400d")]
    [InlineData("(Get-Date)")]
    public void A_text_that_is_not_a_duration_is_refused(string typed) =>
        Assert.Contains("ParameterArgumentTransformationError", Run($"Test-ObTenantBackup -TargetRpo {typed}").AllErrors[0].FullyQualifiedErrorId, StringComparison.Ordinal);

    [Theory]
    [InlineData("-Timeout 0.5", "too short")]
    [InlineData("-Timeout 2h", "too long")]
    public void The_timeout_of_a_request_has_a_minimum_and_a_maximum(string parameters, string words) =>
        Assert.Contains(words, Run($"Connect-ObCluster -Server 127.0.0.1:1 {parameters}").AllErrors[0].ToString(), StringComparison.Ordinal);
}
