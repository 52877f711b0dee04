using System;
using System.Linq;
using Obshell.Client.Input;
using Obshell.Recovery.Drills.Planning;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Recovery.Tests.Drills.Planning;

/// <summary>Names of the temporary tenants of drills. Two drills never have the same name.</summary>
[Trait("Topic", "Drills")]
public sealed class DrillNamesTests
{
    private static readonly string Long = new('x', 60);

    public static TheoryData<string> Patterns => new(
        DrillNames.DefaultPattern, "drill_{source}", "{source}_{yyyy}", "{id}", "{ID}_{source}", "drill", Long, Long + "{source}", "{source}" + Long, "{id}" + Long);

    /// <summary>Each name is from another session. The sessions have only source, time and pattern in common.</summary>
    [Theory]
    [MemberData(nameof(Patterns))]
    public void Drills_of_the_same_source_at_the_same_time_have_different_names(string pattern)
    {
        foreach (string source in new[] { "prod", Long, "数据", "1" })
        {
            string[] names = [.. Enumerable.Range(0, 50).Select(_ => DrillNames.Parse(pattern).Next(source, TestCalendar.Now).Tenant)];

            Assert.Equal(names, names.Distinct(StringComparer.OrdinalIgnoreCase));
            Assert.All(names, n => Assert.Null(TextRules.TenantName(n)));
        }
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_name_is_recognized_only_as_the_name_of_its_own_drill(string pattern)
    {
        DrillName name = DrillNames.Parse(pattern).Next("prod", TestCalendar.Now);
        DrillName other = DrillNames.Parse(pattern).Next("prod", TestCalendar.Now);

        Assert.True(DrillNames.HasMade(name, "prod"));
        Assert.False(DrillNames.HasMade(name with { Drill = other.Drill }, "prod"));
        Assert.False(DrillNames.HasMade(name with { Drill = "" }, "prod"));
    }
}
