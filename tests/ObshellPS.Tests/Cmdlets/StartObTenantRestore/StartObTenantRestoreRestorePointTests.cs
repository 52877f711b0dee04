using System;
using System.Globalization;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantRestore;

/// <summary>Promise 1: the restored instant is exactly the instant that the user gives, to the nanosecond, in any time zone.</summary>
[Trait("Promise", "1")]
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Starting")]
public sealed class StartObTenantRestoreRestorePointTests : CmdletTest
{
    [Theory]
    [InlineData("2026-11-21T12:00:00+08:00", 1795233600000000000)]
    [InlineData("2026-11-21T04:00:00Z", 1795233600000000000)]
    [InlineData("2026-11-20T23:00:00-05:00", 1795233600000000000)]
    [InlineData("2026-11-21T12:00:00Z", 1795262400000000000)]
    [InlineData("2026-11-21T12:00:00.123456789-05:30", 1795282200123456789)]
    [InlineData("2026-03-29T02:30:00.5+01:00", 1774747800500000000)]
    [InlineData("2024-02-29T23:59:59.999999999Z", 1709251199999999999)]
    [InlineData("2006-01-02T15:04:05.000+08:00", 1136185445000000000)]
    [InlineData("2026-11-21 12:00:00+08:00", 1795233600000000000)]
    public void Promise_1_a_text_with_an_offset_is_sent_as_its_exact_SCN(string text, long scn)
    {
        Run("Start-ObTenantRestore @good -Timestamp $args[0]", text).ThrowIfFailed();

        RestoredUntil(scn);
    }

    [Theory]
    [InlineData(-8)]
    [InlineData(0)]
    [InlineData(9)]
    public void Promise_1_a_DateTimeOffset_means_its_instant_in_any_time_zone(int hours)
    {
        var instant = new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero).AddTicks(1234567).ToOffset(TimeSpan.FromHours(hours));

        Run("Start-ObTenantRestore @good -Timestamp $args[0]", instant).ThrowIfFailed();

        RestoredUntil(1795233600123456700);
    }

    [Fact]
    public void Promise_1_a_DateTime_of_kind_Utc_is_an_instant()
    {
        Run("Start-ObTenantRestore @good -Timestamp $args[0]", new DateTime(2026, 11, 21, 4, 0, 0, DateTimeKind.Utc)).ThrowIfFailed();

        RestoredUntil(1795233600000000000);
    }

    [Fact]
    public void Promise_1_a_DateTime_of_kind_Unspecified_is_refused_before_any_request()
    {
        SessionResult result = Run("Start-ObTenantRestore @good -Timestamp $args[0]", new DateTime(2026, 11, 21, 4, 0, 0, DateTimeKind.Unspecified));

        Assert.Contains("Unspecified", result.Error("InvalidTimestamp").ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(Requests);
    }

    [Theory]
    [InlineData("1728727696264250400")]
    [InlineData("([long]1728727696264250400)")]
    [InlineData("'1728727696264250400'")]
    [InlineData("' 1728727696264250400 '")]
    [InlineData("([decimal]1728727696264250400)")]
    [InlineData("([ulong]1728727696264250400)")]
    [InlineData("(ConvertFrom-ObScn 1728727696264250400)")]
    public void Promise_1_an_SCN_keeps_its_last_digit(string scn)
    {
        Run("Start-ObTenantRestore @good -Scn " + scn).ThrowIfFailed();

        RestoredUntil(1728727696264250400);
    }

    [Fact]
    public void Promise_1_the_output_of_ConvertTo_ObScn_restores_to_the_same_instant()
    {
        Run("Start-ObTenantRestore @good -Scn ('2026-11-21T12:00:00.000000001+08:00' | ConvertTo-ObScn)").ThrowIfFailed();

        RestoredUntil(1795233600000000001);
    }

    [Fact]
    public void Promise_1_without_a_point_the_newest_point_is_restored()
    {
        Run("Start-ObTenantRestore @good").ThrowIfFailed();
        Room.Advance(5);

        Assert.False(Room.SentRestore.ContainsKey("scn"));
        Assert.DoesNotContain("UNTIL", Assert.Single(Room.RestoreStatements), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(480)]
    [InlineData(-300)]
    [InlineData(345)]
    public async Task Promise_1_the_time_zone_of_the_agent_changes_nothing(int minutes)
    {
        var room = new ConnectedSession(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ManualClock = true, HostUtcOffset = TimeSpan.FromMinutes(minutes) });
        await room.InitializeAsync();
        try
        {
            room.Run("Start-ObTenantRestore @good -Timestamp 2026-11-21T12:00:00+08:00").ThrowIfFailed();
            room.Advance(5);
            Assert.Contains(" UNTIL SCN=1795233600000000000 ", Assert.Single(room.RestoreStatements), StringComparison.Ordinal);
        }
        finally
        {
            await room.DisposeAsync();
        }
    }

    [Fact]
    public void Promise_1_neither_time_stamp_nor_timestamp_is_ever_sent()
    {
        Session.InvokeWithInput("$input | Start-ObTenantRestore @good", [Session.FromJson("""{"time_stamp":"2026-11-21T12:00:00+08:00"}""")]).ThrowIfFailed();

        Assert.False(Room.SentRestore.ContainsKey("time_stamp"));
        Assert.False(Room.SentRestore.ContainsKey("timestamp"));
        RestoredUntil(1795233600000000000);
    }

    [Fact]
    public void Promise_1_the_question_shows_the_instant_in_UTC()
    {
        Run("Start-ObTenantRestore @good -Timestamp 2026-11-21T12:00:00+08:00 -WhatIf").ThrowIfFailed();

        Assert.Contains("2026-11-21T04:00:00.000000000Z", Host.Screen, StringComparison.Ordinal);
        Assert.Contains("1795233600000000000", Host.Screen, StringComparison.Ordinal);
    }

    private void RestoredUntil(long scn)
    {
        Room.Advance(5);
        Assert.Equal(scn, (long)Room.SentRestore["scn"]!);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $" UNTIL SCN={scn} "), Assert.Single(Room.RestoreStatements), StringComparison.Ordinal);
    }
}
