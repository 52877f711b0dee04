using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Obshell.Client.Display;
using ObshellPS.Tests;
using Xunit;

namespace Obshell.Client.Tests.Display;

/// <summary>Each duration, size and time is always shown in the same format.</summary>
[Trait("Topic", "Display")]
public sealed class AmountsTests
{
    [Theory]
    [InlineData(0, "00:00:00")]
    [InlineData(12.34, "00:00:12")]
    [InlineData(59.97, "00:01:00")]
    [InlineData(725, "00:12:05")]
    [InlineData(7259.7, "02:01:00")]
    [InlineData(561_972, "6.12:06:12")]
    public void A_duration_in_a_table_can_be_parsed_by_NET(double seconds, string expected)
    {
        string shown = Amounts.Clock(TimeSpan.FromSeconds(seconds));

        Assert.Equal(expected, shown);
        Assert.Equal(Math.Round(seconds), TimeSpan.Parse(shown, CultureInfo.InvariantCulture).TotalSeconds);
    }

    /// <summary>A shown time can be used as <c>-Timestamp</c>.</summary>
    [Theory]
    [InlineData("2026-11-24T11:00:05.1234560+08:00", "2026-11-24T03:00:05Z", "2026-11-24T11:00:05.123456+08:00")]
    [InlineData("2026-11-24T11:00:05Z", "2026-11-24T11:00:05Z", "2026-11-24T11:00:05Z")]
    public void A_shown_time_can_be_parsed_as_a_restore_point(string given, string toTheSecond, string exact)
    {
        var moment = DateTimeOffset.Parse(given, CultureInfo.InvariantCulture);

        Assert.Equal(toTheSecond, Amounts.Of(moment));
        Assert.Equal(exact, Amounts.Exact(moment));
        Assert.Equal(RestorePoint.FromInstant(moment).Scn, RestorePoint.Parse(Amounts.Exact(moment)).Scn);
    }

    [Theory]
    [InlineData(0.4, "0.4 s")]
    [InlineData(59.97, "1 min")]
    [InlineData(723, "12 min 03 s")]
    [InlineData(7200, "2 h")]
    [InlineData(183_600, "2 d 3 h")]
    public void A_sentence_has_units(double seconds, string expected) => Assert.Equal(expected, Amounts.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(512, "512 B")]
    [InlineData(4L << 30, "4.0 GB")]
    [InlineData((4L << 30) + (1L << 29), "4.5 GB")]
    public void Units_of_bytes_are_powers_of_1024(long bytes, string expected) => Assert.Equal(expected, Amounts.OfBytes(bytes));

    [Theory]
    [InlineData("49.34%", "49.3 %")]
    [InlineData("99.99%", "99.9 %")]
    [InlineData(" 40.00 % ", "40 %")]
    [InlineData("5 of 9", "5 of 9")]
    [InlineData("1e9%", "1e9%")]
    public void A_percentage_of_OceanBase_has_a_blank_and_at_most_one_decimal(string text, string expected) => Assert.Equal(expected, Amounts.OfPercent(text));

    /// <summary>Only the file of Amounts contains formats of durations and the unit "GB".</summary>
    [Fact]
    public void No_other_file_formats_durations_or_sizes()
    {
        var elsewhere = new Regex("""ToString\("c"|[hm]\\\\:(mm|ss)|:00\}:\{|"\s*GB"|\} GB|<< 30\)\)\.ToString""");
        string root = Repository.Root;
        IEnumerable<string> found = new[] { "Obshell.Client", "Obshell.Recovery", "ObshellPS" }
            .SelectMany(p => Directory.EnumerateFiles(Path.Combine(root, "src", p), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal) && Path.GetFileName(f) != "Amounts.cs")
            .SelectMany(f => File.ReadLines(f).Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal) && elsewhere.IsMatch(l)).Select(l => Path.GetFileName(f) + ": " + l.Trim()));
        Assert.Empty(found);
    }
}
