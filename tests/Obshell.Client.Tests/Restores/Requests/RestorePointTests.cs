using System;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Client.Tests.Restores.Requests;

/// <summary>Promise 1: a restore point is exactly the given instant, to the nanosecond.</summary>
[Trait("Promise", "1")]
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Restores")]
public sealed class RestorePointTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("2024-10-12T10:08:16.264250400Z", 1728727696264250400)]
    [InlineData("2024-10-12T18:08:16.264250400+08:00", 1728727696264250400)]
    [InlineData("2024-10-12T04:38:16.2642504-05:30", 1728727696264250400)]
    [InlineData("2026-11-21T12:00:00+08:00", 1795233600000000000)]
    [InlineData("2026-11-21t12:00:00z", 1795262400000000000)]
    [InlineData("2026-11-21 12:00:00Z", 1795262400000000000)]
    [InlineData("2026-11-21T12:00Z", 1795262400000000000)]
    [InlineData("2026-11-21T12:00:00.000000001Z", 1795262400000000001)]
    [InlineData("2026-11-21T12:00:00.999999999Z", 1795262400999999999)]
    [InlineData("  2026-11-21T12:00:00Z  ", 1795262400000000000)]
    [InlineData("2024-02-29T23:59:59+14:00", 1709200799000000000)]
    [InlineData("2262-04-11T23:47:15Z", 9223372035000000000)]
    public void A_text_is_parsed_to_its_exact_SCN(string text, long scn) => Assert.Equal(scn, RestorePoint.Parse(text).Scn);

    [Theory]
    [InlineData("2026-11-21T12:00:00", "offset")]
    [InlineData("2026-11-21", "time of day")]
    [InlineData("12:00", "year")]
    [InlineData("11/12/2026 10:00 +02:00", "year")]
    [InlineData("21.11.2026 10:00Z", "year")]
    [InlineData("20261121T120000Z", "'-'")]
    [InlineData("2026-11-21T12:00:00+0800", "offset like")]
    [InlineData("2026-11-21T12:00:00+08", "offset like")]
    [InlineData("2026-11-21T12:00:00 +08:00", "Z or an offset")]
    [InlineData("2026-11-21T12:00:00CST", "Z or an offset")]
    [InlineData("2026-11-21T12:00:00Z+08:00", "is not the end")]
    [InlineData("2026-11-21T12:00:00+15:00", "14 hours")]
    [InlineData("2026-02-30T12:00:00Z", "calendar")]
    [InlineData("2026-13-01T12:00:00Z", "calendar")]
    [InlineData("2026-00-10T12:00:00Z", "calendar")]
    [InlineData("0000-01-01T00:00:00Z", "calendar")]
    [InlineData("2026-11-21T24:00:00Z", "hours are 00 to 23")]
    [InlineData("2026-11-21T12:60:00Z", "minutes and seconds are 00 to 59")]
    [InlineData("2026-11-21T12:00:60Z", "minutes and seconds are 00 to 59")]
    [InlineData("2026-11-21T12:00:00.1234567891Z", "nine fraction digits")]
    [InlineData("2026-11-21T12:00:00.Z", "fraction")]
    [InlineData("1969-12-31T23:59:59Z", "1970 to 2262")]
    [InlineData("2263-01-01T00:00:00Z", "1970 to 2262")]
    [InlineData("now", "year")]
    [InlineData("1728727696264250400", "'-'")]
    [InlineData("", "year")]
    [InlineData("２０２６-11-21T12:00:00Z", "year")]
    public void An_ambiguous_text_is_refused_with_the_reason(string text, string reason)
    {
        var fault = Assert.Throws<ArgumentException>(() => RestorePoint.Parse(text));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NET_times_with_any_offset_are_converted_to_the_right_SCN()
    {
        var instant = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.FromHours(8));
        Assert.Equal(1795233600000000000, RestorePoint.FromInstant(instant).Scn);
        Assert.Equal(1795233600000000000, RestorePoint.FromDateTime(instant.UtcDateTime).Scn);
        Assert.Equal(1795233600000000000, RestorePoint.FromDateTime(instant.LocalDateTime).Scn);
    }

    [Fact]
    public void A_DateTime_without_a_time_zone_is_refused() =>
        Assert.Throws<ArgumentException>(() => RestorePoint.FromDateTime(new DateTime(2026, 11, 21, 12, 0, 0, DateTimeKind.Unspecified)));

    [Theory]
    [InlineData(0, "1970-01-01T00:00:00.000000000Z")]
    [InlineData(1728727696264250400, "2024-10-12T10:08:16.264250400Z")]
    [InlineData(1795262400000000001, "2026-11-21T12:00:00.000000001Z")]
    [InlineData(long.MaxValue, "2262-04-11T23:47:16.854775807Z")]
    public void The_UTC_text_has_every_nanosecond_and_is_parsed_to_the_same_SCN(long scn, string utc)
    {
        RestorePoint point = RestorePoint.FromScn(scn);
        Assert.Equal(utc, point.Utc);
        if (scn < long.MaxValue)
        {
            Assert.Equal(scn, RestorePoint.Parse(utc).Scn);
        }
    }

    [Fact]
    public void Random_SCNs_are_equal_after_conversion_to_text_and_back()
    {
        var random = new Random(20261121);
        for (int i = 0; i < 10_000; i++)
        {
            long scn = random.NextInt64(0, 9_223_372_035_000_000_000);
            Assert.Equal(scn, RestorePoint.Parse(RestorePoint.FromScn(scn).Utc).Scn);
        }
    }
}
