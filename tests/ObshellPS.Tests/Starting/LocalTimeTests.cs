using System;
using System.Globalization;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Starting;

/// <summary>Promise 1 on machines all over the world. The zone belongs to the whole process, so these tests run alone.</summary>
[Collection(AloneCollection.Name)]
[Trait("Promise", "1")]
[Trait("Category", TestCalendar.Category)]
public sealed class LocalTimeTests : CmdletTest, IDisposable
{
    private readonly string? before = Environment.GetEnvironmentVariable("TZ");

    public void Dispose() => SetZone(before);

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Shanghai")]
    [InlineData("Asia/Kolkata")]
    [InlineData("America/New_York")]
    public void Promise_1_the_zone_of_this_machine_changes_nothing_but_local_times(string zone)
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

    private static void SetZone(string? zone)
    {
        Environment.SetEnvironmentVariable("TZ", zone);
        TimeZoneInfo.ClearCachedData();
    }

    private void RestoredUntil(string tenant, long scn) => Assert.Contains(
        Room.RestoreStatements,
        s => s.Contains($" RESTORE {tenant} ", StringComparison.Ordinal) && s.Contains(string.Create(CultureInfo.InvariantCulture, $" UNTIL SCN={scn} "), StringComparison.Ordinal));
}
