using System;
using System.Globalization;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Times;

/// <summary>
/// .ci/run repeats some tests with another date, time zone and culture. These tests check that module, simulator and session use them.
/// </summary>
[Trait("Promise", "14")]
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Times")]
public sealed class CalendarTests : CmdletTest
{
    [Fact]
    public void Promise_14_module_and_simulator_use_the_date_of_the_run()
    {
        SessionResult result = Run("Start-ObTenantRestore @good").ThrowIfFailed();

        DateTimeOffset day = DateTimeOffset.UtcNow + TestCalendar.Ahead;
        Assert.InRange((DateTimeOffset)((dynamic)Room.Connection).ConnectedAt, day.AddHours(-1), day.AddHours(1));
        Assert.InRange((DateTimeOffset)((dynamic)Assert.Single(result.Audit).MessageData).Time, day.AddHours(-1), day.AddHours(1));
        Assert.InRange(Cluster.Clock.StartedAt, day.AddHours(-1), day.AddHours(1));
    }

    [Fact]
    public void Promise_14_the_session_uses_the_culture_of_the_run()
    {
        string asked = TestVariables.Culture ?? CultureInfo.CurrentCulture.Name;

        Assert.Equal(asked, Run("[cultureinfo]::CurrentCulture").Single().ToString());
        if (asked == "fa-IR")
        {
            Assert.Equal("1405", Run("[datetime]::new(2026, 11, 21).ToString('yyyy')").Single().BaseObject);
        }
    }
}
