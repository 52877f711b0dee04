using System;
using Xunit;

namespace Obshell.Client.Tests.Backups;

/// <summary>
/// The checkpoint of a log archive, from answers of a real agent (captures info-log-default-at-once and info-log-default).
/// </summary>
[Trait("Topic", "Backups")]
public sealed class ArchiveInfoTests
{
    private static readonly DateTimeOffset Written = new(2026, 11, 27, 23, 7, 25, 816, TimeSpan.Zero);

    [Theory]
    [InlineData(29.977117973, 3.183, 0)]
    [InlineData(34.401211294, 8.183, 0)]
    [InlineData(34.401211294, 8.183, 8)]
    public void Two_reads_of_an_idle_archive_give_the_same_checkpoint_in_any_time_zone(double second, double delay, int hoursLate)
    {
        DateTimeOffset now = Written.AddSeconds(-25.816 + second);

        var info = new ArchiveInfo(now, Written.AddHours(hoursLate), delay);

        Assert.Equal(Written, info.Checkpoint);
        Assert.Equal(TimeSpan.FromHours(hoursLate), info.ClockOffset);
    }
}
