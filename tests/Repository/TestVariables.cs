using System;

namespace ObshellPS.Tests;

/// <summary>The environment variables that a test run listens to. CONTRIBUTING.md and .ci/run set them.</summary>
internal static class TestVariables
{
    /// <summary>On a CI machine what is missing is a failure.</summary>
    public static bool IsCi => Of("CI") == "true";

    /// <summary>Manifest of the module to test; null for the one that was just built.</summary>
    public static string? Module => Of("OBSHELLPS_MODULE");

    /// <summary>The package to test; null for one that is packed first.</summary>
    public static string? Package => Of("OBSHELLPS_PACKAGE");

    /// <summary>The browser that looks at reports; null to look for one.</summary>
    public static string? Browser => Of("OBSHELLPS_BROWSER");

    /// <summary>The reliability tests run in their full form.</summary>
    public static bool IsFullEffort => string.Equals(Of("OBSHELLPS_EFFORT"), "full", StringComparison.OrdinalIgnoreCase);

    /// <summary>Seed of one soak run that is to be repeated.</summary>
    public static string? Seed => Of("OBSHELLPS_SEED");

    /// <summary>One hostile answer that is to be repeated.</summary>
    public static string? HostileAnswer => Of("OBSHELLPS_HOSTILE");

    /// <summary>How many days all clocks are ahead.</summary>
    public static string? DaysAhead => Of("OBSHELLPS_TEST_DAYS_AHEAD");

    /// <summary>Culture of the run; null for the machine's.</summary>
    public static string? Culture => Of("OBSHELLPS_TEST_CULTURE");

    /// <summary>The folders in which programs are looked for.</summary>
    public static string SearchPath => Of("PATH") ?? "";

    private static string? Of(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
