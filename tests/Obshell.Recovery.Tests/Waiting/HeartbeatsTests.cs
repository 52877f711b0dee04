using System;
using Microsoft.Extensions.Time.Testing;
using Obshell.Client.Time;
using Obshell.Recovery.Waiting;
using Xunit;

namespace Obshell.Recovery.Tests.Waiting;

[Trait("Topic", "Waiting")]
public sealed class HeartbeatsTests
{
    [Fact]
    public void A_log_gets_a_line_immediately_and_then_at_least_every_minute_even_if_polls_are_slow()
    {
        var time = new FakeTimeProvider();
        var signs = new Heartbeats(new Clock(time));
        Assert.True(signs.IsDue("11"));
        signs.Note("11");

        // After faults, the longest pause between two polls is 5 s.
        TimeSpan silent = TimeSpan.Zero;
        while (!signs.IsDue("11"))
        {
            time.Advance(TimeSpan.FromSeconds(5));
            silent += TimeSpan.FromSeconds(5);
        }

        Assert.InRange(silent, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
        Assert.True(signs.IsDue("12"));
    }
}
