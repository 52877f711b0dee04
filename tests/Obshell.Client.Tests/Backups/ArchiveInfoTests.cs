using System;
using Xunit;

namespace Obshell.Client.Tests.Backups;

/// <summary>How far a log archive is, from what a real agent said (captures info-log-default-at-once and info-log-default).</summary>
[Trait("Topic", "Backups")]
public sealed class ArchiveInfoTests
{
    private static readonly DateTimeOffset Written = new(2026, 11, 27, 23, 7, 25, 816, TimeSpan.Zero);

    [Theory]
    [InlineData(29.977117973, 3.183, 0)]
    [InlineData(34.401211294, 8.183, 0)]
    [InlineData(34.401211294, 8.183, 8)]
    public void Two_looks_at_an_archive_that_does_not_move_give_the_same_moment_in_any_zone(double second, double delay, int hoursLate)
    {
        DateTimeOffset now = Written.AddSeconds(-25.816 + second);

        var info = new ArchiveInfo(now, Written.AddHours(hoursLate), delay);

        Assert.Equal(Written, info.Checkpoint);
        Assert.Equal(TimeSpan.FromHours(hoursLate), info.ClockOffset);
    }
}
