using System;
using Obshell.Recovery.Durations;
using Xunit;

namespace Obshell.Recovery.Tests.Durations;

/// <summary>Durations as users write them.</summary>
[Trait("Topic", "Input")]
public sealed class DurationTextTests
{
    [Theory]
    [InlineData("30m", 1800)]
    [InlineData(" 1.5 h ", 5400)]
    [InlineData("15 minutes", 900)]
    [InlineData("1 DAY", 86_400)]
    [InlineData("00:15:00", 900)]
    [InlineData("1.00:00:00", 86_400)]
    [InlineData("90", 90)]
    [InlineData("0.5", 0.5)]
    public void A_text_is_parsed_to_its_duration(string text, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), DurationText.Parse(text, out string fault));
        Assert.Equal("", fault);
    }

    [Theory]
    [InlineData("soon", "is not a duration")]
    [InlineData("", "is not a duration")]
    [InlineData("5 weeks", "is not a duration")]
    [InlineData("-5m", "is not a duration")]
    [InlineData("99999999", "out of range")]
    [InlineData("-00:01:00", "out of range")]
    [InlineData("367 d", "is not a duration")]
    public void The_error_for_an_invalid_duration_has_examples(string text, string words)
    {
        Assert.Null(DurationText.Parse(text, out string fault));
        Assert.Contains(words, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_without_a_unit_is_refused_if_a_unit_is_required()
    {
        Assert.Null(DurationText.ParseWithUnit("15", out string fault));
        Assert.Contains("no unit", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_out_of_range_is_refused(double seconds) => Assert.Null(DurationText.OfSeconds(seconds, out _));
}
