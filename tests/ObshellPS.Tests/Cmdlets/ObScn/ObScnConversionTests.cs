using System;
using System.Globalization;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.ObScn;

/// <summary>Conversion between instants and SCNs, exact to the nanosecond. The cmdlets need no connection.</summary>
[Trait("Promise", "1")]
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Times")]
public sealed class ObScnConversionTests : IClassFixture<ObScnConversionTests.BareSession>
{
    private readonly HostedSession session;

    public ObScnConversionTests(BareSession bare) => session = bare.Session;

    [Theory]
    [InlineData("2026-11-21T12:00:00+08:00", 1795233600000000000)]
    [InlineData("2026-11-21T12:00:00.123456789-05:30", 1795282200123456789)]
    [InlineData("2024-02-29T23:59:59.999999999Z", 1709251199999999999)]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("1970-01-01T00:00:00.000000001Z", 1)]
    [InlineData("1970-01-01T08:00:00+08:00", 0)]
    public void A_text_is_converted_to_its_SCN_exact_to_the_nanosecond(string text, long scn) =>
        Assert.Equal(scn, session.Invoke("ConvertTo-ObScn $args[0]", text).Single().BaseObject);

    [Fact]
    public void An_instant_is_converted_to_its_SCN()
    {
        var instant = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.FromHours(8)).AddTicks(1);

        Assert.Equal(1795233600000000100L, session.Invoke("$args[0] | ConvertTo-ObScn", instant).Single().BaseObject);
        Assert.Equal(1795233600000000100L, session.Invoke("ConvertTo-ObScn -Timestamp $args[0]", instant.UtcDateTime).Single().BaseObject);
    }

    [Theory]
    [InlineData("2026-11-21T12:00:00")]
    [InlineData("12:00")]
    [InlineData("2026-13-21T12:00:00Z")]
    public void A_text_that_is_not_an_instant_is_an_error(string text) => session.Invoke("ConvertTo-ObScn $args[0]", text).Error("InvalidTimestamp");

    [Fact]
    public void An_SCN_is_converted_to_an_instant_in_three_forms()
    {
        dynamic point = session.Invoke("ConvertFrom-ObScn 1795233600123456789").Single();

        Assert.Equal(1795233600123456789L, point.Scn);
        Assert.Equal("2026-11-21T04:00:00.123456789Z", point.Utc);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero).AddTicks(1234567), point.DateTimeOffset);
        Assert.Equal("2026-11-21T04:00:00.123456789Z", point.ToString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.7e18")]
    [InlineData("abc")]
    [InlineData("''")]
    [InlineData("$null")]
    [InlineData("'9223372036854775808'")]
    public void A_value_that_is_not_an_SCN_is_an_error_and_the_other_values_are_converted(string bad)
    {
        SessionResult result = session.Invoke($"1795233600000000000, {(bad is "abc" ? "'abc'" : bad)}, '1795233600000000001' | ConvertFrom-ObScn");

        Assert.Equal(2, result.Output.Count);
        Assert.Single(result.Errors);
    }

    [Theory]
    [InlineData("-1", "nanoseconds since 1970")]
    [InlineData("1.5", "'1.5' is not an integer")]
    [InlineData("99999999999999999999", "99999999999999999999 is too large")]
    [InlineData("'99999999999999999999'", "99999999999999999999 is too large")]
    public void The_error_says_what_is_wrong_with_the_value(string bad, string says)
    {
        string text = Assert.Single(session.Invoke("ConvertFrom-ObScn " + bad).Errors).ErrorDetails.Message;

        Assert.Contains(says, text, StringComparison.Ordinal);
        Assert.DoesNotContain("newest", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1728727696264250400)]
    [InlineData(1795233600123456789)]
    [InlineData(9223372035999999999)]
    public void An_SCN_converted_to_text_and_back_is_the_same_SCN(long scn) => Assert.Equal(
        scn, session.Invoke("($args[0] | ConvertFrom-ObScn).Utc | ConvertTo-ObScn", scn.ToString(CultureInfo.InvariantCulture)).Single().BaseObject);

    /// <summary>A session without a connection.</summary>
    public sealed class BareSession : IDisposable
    {
        public HostedSession Session { get; } = new();

        public void Dispose() => Session.Dispose();
    }
}
