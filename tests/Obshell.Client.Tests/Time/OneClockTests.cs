using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Obshell.Client.Tests.Time;

/// <summary>What reads the machine's clock by itself cannot be put on another day, and then only the calendar finds its faults.</summary>
[Trait("Promise", "14")]
[Trait("Topic", "Time")]
public sealed partial class OneClockTests
{
    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bTimeProvider\.System\b")]
    private static partial Regex Clock { get; }

    private static string Root => typeof(OneClockTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepoRoot").Value!;

    [Fact]
    public void Promise_14_library_cmdlets_and_simulator_read_the_clock_in_one_place_each()
    {
        Assert.Equal(
            [
                // What the platform judged is by the platform's clock.
                "src/Obshell.Client/Time/WallClock.cs",
                "src/Obshell.Client/Tls/CertificateCheck.cs",
                "src/Obshell.Simulator/Agents/SimulatorOptions.cs",
            ],
            Readers("src"));
    }

    /// <summary>Certificates are judged by TLS on the machine's clock; all other tests have theirs from TestCalendar or the simulator.</summary>
    [Fact]
    public void Promise_14_tests_have_their_now_from_the_calendar_of_the_run()
    {
        Assert.Equal(
            [
                "tests/Calendar/TestCalendar.cs",
                "tests/Obshell.Client.Framework/Checks/ReportChecks.cs",
                "tests/Obshell.Client.Tests/Connection/Channel/LoginTests.cs",
                "tests/Obshell.Client.Tests/Framework/CheckedRun.cs",
                "tests/Obshell.Recovery.Tests/Drills/Query/SqlLoginTests.cs",
                "tests/Obshell.Simulator.Tests/Agents/AgentLifeTests.cs",
                "tests/ObshellPS.Tests/Times/CalendarTests.cs",
                "tests/ObshellPS.Tests/Transport/AlertingTlsServer.cs",
                "tests/ObshellPS.Tests/Transport/TestCertificates.cs",
            ],
            Readers("tests").Where(f => !f.StartsWith("tests/Benchmarks/", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Readers(string folder) => Directory
        .GetFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(f => (Full: f, Name: Path.GetRelativePath(Root, f).Replace('\\', '/')))
        .Where(f => !f.Name.Contains("/obj/", StringComparison.Ordinal) && Clock.IsMatch(File.ReadAllText(f.Full)))
        .Select(f => f.Name).Order(StringComparer.Ordinal);
}
