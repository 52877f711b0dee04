using System;
using System.Collections.Generic;

namespace ObshellPS.Tests;

/// <summary>
/// The one place where tests read and set environment variables. CONTRIBUTING.md has the table of those that a test run listens to;
/// tests/Pester/Simulator.ps1 and tests/ObshellPS.Tests/Unattended/Stubs.ps1 read theirs themselves.
/// </summary>
internal static class TestVariables
{
    /// <summary>Where the stub of Azure's commands writes what was started; ExampleRunbookTests sets it for the runbook's process.</summary>
    public const string Started = "OBSHELLPS_TEST_STARTED";

    /// <summary>Password of the reader that the stub of a secret store hands out; WeeklyDrillTests sets it for the script's process.</summary>
    public const string Reader = "OBSHELLPS_TEST_READER";

    /// <summary>The folder of a user's state, where drills without a history write their journal.</summary>
    public const string StateHome = "XDG_STATE_HOME";

    /// <summary>The time zone of the process.</summary>
    public const string Zone = "TZ";

    /// <summary>On a CI machine what is missing is a failure.</summary>
    public static bool IsCi => Of("CI") == "true";

    /// <summary>Manifest of the module to test; null for the one that was just built. Pester listens to it too.</summary>
    public static string? Module => Of("OBSHELLPS_MODULE");

    /// <summary>The package to test; null for one that is packed first.</summary>
    public static string? Package => Of("OBSHELLPS_PACKAGE");

    /// <summary>The browser that looks at reports; null to look for one.</summary>
    public static string? Browser => Of("OBSHELLPS_BROWSER");

    /// <summary>The reliability tests run in their full form.</summary>
    public static bool IsFullEffort => string.Equals(Of("OBSHELLPS_EFFORT"), "full", StringComparison.OrdinalIgnoreCase);

    /// <summary>Seed of one soak run that is to be repeated.</summary>
    public static string? Seed => Of("OBSHELLPS_SEED");

    /// <summary>How many hostile sessions in a row are to run, or from which on and how many: <c>2000+8000</c>.</summary>
    public static string? HostileAnswer => Of("OBSHELLPS_HOSTILE");

    /// <summary>How many days all clocks are ahead.</summary>
    public static string? DaysAhead => Of("OBSHELLPS_TEST_DAYS_AHEAD");

    /// <summary>Culture of the run; null for the machine's.</summary>
    public static string? Culture => Of("OBSHELLPS_TEST_CULTURE");

    /// <summary>The folders in which programs are looked for.</summary>
    public static string SearchPath => Of("PATH") ?? "";

    /// <summary>Password of the cluster that a program of checks connects to; the test that starts the program sets it.</summary>
    public static string Password => Of("OBSHELL_PASSWORD") ?? "";

    /// <summary>Sets a variable of this process, for the module in it.</summary>
    public static void Set(string name, string? value) => Environment.SetEnvironmentVariable(name, value);

    /// <summary>Puts variables back, when it is disposed, to what they are now.</summary>
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
