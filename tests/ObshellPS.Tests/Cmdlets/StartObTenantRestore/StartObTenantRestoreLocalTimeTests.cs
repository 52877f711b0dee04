using System;
using System.Globalization;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantRestore;

/// <summary>Promise 1 in different time zones. The time zone belongs to the whole process, so these tests run alone.</summary>
[Collection(AloneCollection.Name)]
[Trait("Promise", "1")]
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Starting")]
public sealed class StartObTenantRestoreLocalTimeTests : CmdletTest, IDisposable
{
    private readonly IDisposable before = TestVariables.Keep(TestVariables.Zone);

    public void Dispose()
    {
        before.Dispose();
        TimeZoneInfo.ClearCachedData();
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Shanghai")]
    [InlineData("Asia/Kolkata")]
    [InlineData("America/New_York")]
    public void Promise_1_the_time_zone_of_this_machine_affects_only_local_times(string zone)
    {
        SetZone(zone);
        var local = new DateTime(2026, 11, 21, 12, 0, 0, DateTimeKind.Local);
        long expected = new DateTimeOffset(local).ToUnixTimeSeconds() * 1_000_000_000;

        Run("Start-ObTenantRestore @good -RestoreTenantName a1 -Timestamp 2026-11-21T12:00:00+08:00").ThrowIfFailed();
        Run("Start-ObTenantRestore @good -RestoreTenantName a2 -Timestamp $args[0]", local).ThrowIfFailed();
        Run("Start-ObTenantRestore @good -RestoreTenantName a3 -Timestamp $args[0]", new DateTime(2026, 11, 21, 4, 0, 0, DateTimeKind.Utc)).ThrowIfFailed();
        Run("Start-ObTenantRestore @good -RestoreTenantName a4 -Timestamp 2026-11-21T12:00:00").Error("InvalidTimestamp");
        Room.Advance(5);

        RestoredUntil("a1", 1795233600000000000);
        RestoredUntil("a2", expected);
        RestoredUntil("a3", 1795233600000000000);
        if (zone == "Asia/Kolkata" && !OperatingSystem.IsWindows())
        {
            RestoredUntil("a2", 1795242600000000000);
        }
    }

    /// <summary>The hour that exists twice or does not exist in a time zone. Lord Howe changes its clock by half an hour.</summary>
    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25T02:30:00", "exists twice", "2026-10-25T02:30:00+01:00 and 2026-10-25T02:30:00+02:00")]
    [InlineData("Europe/Berlin", "2026-10-25T02:59:59", "twice", "+01:00 and")]
    [InlineData("Europe/Berlin", "2026-03-29T02:30:00", "does not exist in the time zone", "Europe/Berlin")]
    [InlineData("Europe/Berlin", "2026-03-29T03:00:00", null, "1774746000000000000")]
    [InlineData("Europe/Berlin", "2026-10-25T03:00:00", null, "1792893600000000000")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45:00", "exists twice", "2026-04-05T01:45:00+10:30 and 2026-04-05T01:45:00+11:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:15:00", null, null)]
    [InlineData("Australia/Lord_Howe", "2025-10-05T02:15:00", "does not exist in the time zone", "Lord_Howe")]
    public void Promise_1_a_local_time_that_exists_twice_or_does_not_exist_is_refused(string zone, string text, string? fault, string? part)
    {
        SetZone(zone);
        DateTime local = DateTime.SpecifyKind(DateTime.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Local);

        SessionResult result = Run("ConvertTo-ObScn $args[0]", local);

        if (fault is null)
        {
            Assert.Contains(part ?? "", result.Single().BaseObject.ToString()!, StringComparison.Ordinal);
            return;
        }

        string message = result.Error("InvalidTimestamp").ErrorDetails.Message;
        Assert.Contains(fault, message, StringComparison.Ordinal);
        Assert.Contains(part!, message, StringComparison.Ordinal);
        Run("Start-ObTenantRestore @good -Timestamp $args[0]", local).Error("InvalidTimestamp");
        Assert.Empty(Room.Changes);
    }

    private static void SetZone(string zone)
    {
        TestVariables.Set(TestVariables.Zone, zone);
        TimeZoneInfo.ClearCachedData();
    }

    private void RestoredUntil(string tenant, long scn) => Assert.Contains(
        Room.RestoreStatements,
        s => s.Contains($" RESTORE {tenant} ", StringComparison.Ordinal) && s.Contains(string.Create(CultureInfo.InvariantCulture, $" UNTIL SCN={scn} "), StringComparison.Ordinal));
}
