using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Obshell.Client.Tests.Time;

/// <summary>Code that reads the machine's clock directly cannot be tested with another date.</summary>
[Trait("Promise", "14")]
[Trait("Topic", "Times")]
public sealed partial class OneClockTests
{
    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bTimeProvider\.System\b")]
    private static partial Regex Clock { get; }

    private static string Root => typeof(OneClockTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepoRoot").Value!;

    [Fact]
    public void Promise_14_library_and_simulator_read_the_machines_clock_only_in_the_listed_files()
    {
        Assert.Equal(
            [
                // CertificateCheck compares with the result of the platform, which uses the machine's clock.
                "src/Obshell.Client/Time/WallClock.cs",
                "src/Obshell.Client/Tls/CertificateCheck.cs",
                "src/Obshell.Simulator/Agents/SimulatorOptions.cs",
            ],
            Readers("src"));
    }

    /// <summary>TLS checks certificates with the machine's clock. All other tests use TestCalendar or the simulator's clock.</summary>
    [Fact]
    public void Promise_14_tests_use_the_clock_of_TestCalendar_except_in_the_listed_files()
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
