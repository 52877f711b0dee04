using System;
using System.Collections.Generic;

namespace ObshellPS.Tests;

/// <summary>
/// The only class that reads and sets environment variables in tests. The table in CONTRIBUTING.md lists the variables that change a test
/// run. tests/Pester/Simulator.ps1 and tests/ObshellPS.Tests/Unattended/Stubs.ps1 read their variables themselves.
/// </summary>
internal static class TestVariables
{
    /// <summary>
    /// The file in which the stub of the Azure commands records what was started. ExampleRunbookTests sets it for the process of the
    /// runbook.
    /// </summary>
    public const string Started = "OBSHELLPS_TEST_STARTED";

    /// <summary>
    /// The password of the reader that the stub of a secret store returns. WeeklyDrillTests sets it for the process of the script.
    /// </summary>
    public const string Reader = "OBSHELLPS_TEST_READER";

    /// <summary>The folder for the state of a user. Drills without a history write their journal there.</summary>
    public const string StateHome = "XDG_STATE_HOME";

    /// <summary>The time zone of the process.</summary>
    public const string Zone = "TZ";

    /// <summary>True on a CI machine. There, a test whose program is missing fails and is not skipped.</summary>
    public static bool IsCi => Of("CI") == "true";

    /// <summary>The manifest of the module to test. Null means the module of this build. The Pester tests read this variable too.</summary>
    public static string? Module => Of("OBSHELLPS_MODULE");

    /// <summary>The package to test. Null means that the tests make the package first.</summary>
    public static string? Package => Of("OBSHELLPS_PACKAGE");

    /// <summary>The browser that opens the reports. Null means that the tests search for a browser.</summary>
    public static string? Browser => Of("OBSHELLPS_BROWSER");

    /// <summary>Whether the reliability tests run in their full form.</summary>
    public static bool IsFullEffort => string.Equals(Of("OBSHELLPS_EFFORT"), "full", StringComparison.OrdinalIgnoreCase);

    /// <summary>The seed of the soak run that is repeated.</summary>
    public static string? Seed => Of("OBSHELLPS_SEED");

    /// <summary>The number of hostile sessions to run, or the first session and the number: <c>2000+8000</c>.</summary>
    public static string? HostileAnswer => Of("OBSHELLPS_HOSTILE");

    /// <summary>The number of days that all clocks are ahead.</summary>
    public static string? DaysAhead => Of("OBSHELLPS_TEST_DAYS_AHEAD");

    /// <summary>The culture of the run. Null means the culture of the machine.</summary>
    public static string? Culture => Of("OBSHELLPS_TEST_CULTURE");

    /// <summary>The folders in which the tests search for programs.</summary>
    public static string SearchPath => Of("PATH") ?? "";

    /// <summary>The cluster password for a program with checks. The test that starts the program sets it.</summary>
    public static string Password => Of("OBSHELL_PASSWORD") ?? "";

    /// <summary>Sets a variable of this process. The module in this process reads it.</summary>
    public static void Set(string name, string? value) => Environment.SetEnvironmentVariable(name, value);

    /// <summary>Saves the values of these variables. Dispose sets the variables to these values again.</summary>
    public static IDisposable Keep(params string[] names) => new Kept(names);

    private static string? Of(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private sealed class Kept : IDisposable
    {
        private readonly List<KeyValuePair<string, string?>> before = [];

        public Kept(string[] names)
        {
            foreach (string name in names)
            {
                before.Add(new(name, Environment.GetEnvironmentVariable(name)));
            }
        }

        public void Dispose()
        {
            foreach (KeyValuePair<string, string?> variable in before)
            {
                Set(variable.Key, variable.Value);
            }
        }
    }
}
