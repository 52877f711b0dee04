using System;
using System.Globalization;
using System.Linq;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantRestore;

/// <summary>Requests that an agent accepts although OceanBase refuses them in stage 2, after the resource pools were created.</summary>
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Starting")]
public sealed class StartObTenantRestoreDoubtfulRequestTests : CmdletTest
{
    [Theory]
    [InlineData(62, "PointInFuture")]
    [InlineData(8 * 3600, "PointInFuture")]
    [InlineData(50, null)]
    [InlineData(-10, null)]
    [Trait("Promise", "1")]
    public void Promise_1_a_point_that_is_in_the_future_by_the_agents_clock_is_refused(int seconds, string? id)
    {
        // Without ob_admin the agent accepts any point.
        Assert.False(Cluster.Options.Fixture?.ObAdminPresent == true);
        string point = Cluster.Clock.UtcNow.AddSeconds(seconds).ToString("o", CultureInfo.InvariantCulture);

        SessionResult result = Run("Start-ObTenantRestore @good -Timestamp $args[0]", point);
        dynamic report = Run("Test-ObTenantRestore @good -RestoreTenantName rt3 -Timestamp $args[0]", point).Single();

        if (id is null)
        {
            result.Single();
        }
        else
        {
            Assert.Contains("-Timestamp: ", result.Error(id).ErrorDetails.Message, StringComparison.Ordinal);
            Assert.Empty(Room.Changes);
            Assert.Equal("NotReady", report.Verdict.ToString());
        }
    }

    [Fact]
    [Trait("Promise", "1")]
    public void Promise_1_an_SCN_in_the_future_is_refused_even_with_WhatIf()
    {
        long scn = Cluster.Clock.UtcNow.AddHours(1).ToUnixTimeSeconds() * 1_000_000_000;

        Assert.Contains("-Scn: ", Run("Start-ObTenantRestore @good -Scn $args[0] -WhatIf", scn).Error("PointInFuture").ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("order")]
    [InlineData("Select")]
    [InlineData("group")]
    [InlineData("table")]
    [InlineData("KEY")]
    [InlineData("rank")]
    public void A_reserved_word_as_tenant_name_is_a_warning_before_it_is_sent(string name)
    {
        SessionResult result = Run("Start-ObTenantRestore @good -RestoreTenantName $args[0] -WhatIf", name);
        dynamic report = Run("Test-ObTenantRestore @good -RestoreTenantName $args[0]", name).Single();

        Assert.Contains("reserved word", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains(((System.Collections.IEnumerable)report.Findings).Cast<dynamic>(), f => f.Name == "TenantNameReserved" && f.Verdict.ToString() == "Warning");
    }

    [Fact]
    public void A_warning_says_that_KmsEncryptInfo_has_no_effect()
    {
        const string Kms = "-KmsEncryptInfo (ConvertTo-SecureString key-text -AsPlainText -Force)";

        Assert.Contains("has no effect", Assert.Single(Run($"Start-ObTenantRestore @good {Kms} -WhatIf").Warnings), StringComparison.Ordinal);
        dynamic report = Run($"Test-ObTenantRestore @good {Kms}").Single();
        Assert.Contains(((System.Collections.IEnumerable)report.Findings).Cast<dynamic>(), f => f.Name == "KmsEncryptInfoIgnored" && f.Verdict.ToString() == "Warning");
        Assert.Contains("has no effect", Assert.Single(Run($"Invoke-ObRestoreDrill file:///data/backup/data file:///data/backup/clog -SourceName s {Kms} -ZoneList zone1:s1:1 -WhatIf").Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("order_1")]
    [InlineData("rt2")]
    public void A_tenant_name_that_is_not_a_reserved_word_has_no_warning(string name) => Assert.Empty(Run("Start-ObTenantRestore @good -RestoreTenantName $args[0] -WhatIf", name).Warnings);

    [Theory]
    [InlineData(127, false)]
    [InlineData(128, true)]
    public void A_primary_zone_that_is_too_long_is_refused(int length, bool isRefused)
    {
        // Two zone names with a comma between them have this length.
        string first = new('a', 60), second = new('b', length - 61);
        SessionResult result = Run($"$long = $good.Clone(); $long.ZoneList = '{first}:s1:1;{second}:s1:1'; Start-ObTenantRestore @long -PrimaryZone '{first},{second}' -WhatIf");

        Assert.Equal(isRefused, result.AllErrors.Any(e => e.FullyQualifiedErrorId.StartsWith("InvalidPrimaryZone,", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_comma_in_a_Decryption_cell_is_a_warning_and_the_text_is_not_split()
    {
        SessionResult result = Run("$row = $good.Clone(); $row.decryption = 'p1,p2'; $row | Start-ObTenantRestore").ThrowIfFailed();

        string warning = Assert.Single(result.Warnings);
        Assert.Contains("Row 1: ", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("p1,p2", warning, StringComparison.Ordinal);
        Assert.Equal("p1,p2", (string?)Assert.Single(Room.SentRestore["decryption"]!.AsArray()));
        Assert.Empty(Run("$row = $good.Clone(); $row.RestoreTenantName = 'rt3'; $row.decryption = 'p1', 'p2'; $row | Start-ObTenantRestore").Warnings);
    }
}
