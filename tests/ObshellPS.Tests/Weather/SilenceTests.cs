using System;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Weather;

/// <summary>What an agent said of a password holds for a second. These tests move the module's clock, which all sessions share.</summary>
[Collection(AloneCollection.Name)]
[Trait("Topic", "Weather")]
public sealed class SilenceTests : CmdletTest, IDisposable
{
    private readonly SteppedTime time = new();
    private readonly IDisposable pinned;

    public SilenceTests() => pinned = TestCalendar.PinClient(time);

    protected override SimulatorOptions Options => new() { RootPassword = ConnectedSession.RootPassword, ManualClock = true, AgentCount = 3 };

    [Fact]
    public void Trap_33_of_many_starts_at_once_one_tries_a_password_that_was_changed_in_a_silence()
    {
        Cluster.ChangeRootPassword("New#456");
        time.Step(TimeSpan.FromSeconds(1.2));

        Session.InvokeWithInput("$input | Start-ObTenantRestore", Enumerable.Range(1, 8).Select(i => ConnectedSession.Good("rt1" + i)));

        Assert.Equal(1, Cluster.DatabaseLoginAttempts);
    }

    public void Dispose() => pinned.Dispose();

    private sealed class SteppedTime : TimeProvider
    {
        private TimeSpan ahead;

        public override DateTimeOffset GetUtcNow() => TestCalendar.Now + ahead;

        public override long GetTimestamp() => TestCalendar.Time.GetTimestamp() + (long)(ahead.TotalSeconds * TimestampFrequency);

        public void Step(TimeSpan time) => ahead += time;
    }
}
