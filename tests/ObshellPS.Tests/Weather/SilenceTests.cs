using System;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Weather;

/// <summary>The module trusts a successful login for one second. These tests change the module's clock, which all sessions share.</summary>
[Collection(AloneCollection.Name)]
[Trait("Topic", "Weather")]
public sealed class SilenceTests : CmdletTest, IDisposable
{
    private readonly SteppedTime time = new();
    private readonly IDisposable pinned;

    public SilenceTests() => pinned = TestCalendar.PinClient(time);

    protected override SimulatorOptions Options => new() { RootPassword = ConnectedSession.RootPassword, ManualClock = true, AgentCount = 3 };

    [Fact]
    public void Trap_33_after_a_password_change_only_one_of_several_parallel_starts_tries_the_old_password()
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
