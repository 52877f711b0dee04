using System;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ObshellPS.Tests.Calendar;

/// <summary>
/// The date, time zone and culture of this test run. .ci/run repeats the tests of this category with other values.
/// OBSHELLPS_TEST_DAYS_AHEAD=400 sets the clocks of library and simulator 400 days ahead. OBSHELLPS_TEST_CULTURE=fa-IR sets the culture of
/// all threads. TZ sets the time zone. A test reads the current time from <see cref="Now"/> or from the simulator, never from the machine.
/// </summary>
internal static class TestCalendar
{
    /// <summary>The trait of the classes that are repeated: [Trait("Category", TestCalendar.Category)].</summary>
    public const string Category = "Calendar";

    /// <summary>How far the clocks of library and simulator are ahead of the machine's.</summary>
    public static TimeSpan Ahead { get; } = TimeSpan.FromDays(int.Parse(TestVariables.DaysAhead ?? "0", CultureInfo.InvariantCulture));

    public static TimeProvider Time { get; } = Ahead == TimeSpan.Zero ? TimeProvider.System : new Shifted();

    public static DateTimeOffset Now => Time.GetUtcNow();

    private static TimeProvider ofClient = Time;

    [ModuleInitializer]
    internal static void Use()
    {
        if (TestVariables.Culture is { } name)
        {
            var culture = CultureInfo.GetCultureInfo(name, predefinedOnly: true);
            CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = culture;
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
        }

        // The module's client is loaded into its own load context when the module is imported.
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => Set(loaded.LoadedAssembly);
        SetAll();
    }

    /// <summary>
    /// Replaces only the clock of the module, until the returned object is disposed. Only tests that run alone can use it.
    /// </summary>
    public static IDisposable PinClient(TimeProvider time)
    {
        ofClient = time;
        SetAll();
        return new Pinned();
    }

    private static void SetAll() => Array.ForEach(AppDomain.CurrentDomain.GetAssemblies(), Set);

    private static void Set(Assembly assembly)
    {
        (string? type, string clock, TimeProvider time) = assembly.GetName().Name switch
        {
            "Obshell.Client" => ("Obshell.Client.Time.WallClock", "Current", ofClient),
            "Obshell.Simulator" => ("Obshell.Simulator.SimulatorOptions", "SystemTime", Time),
            _ => (null, "", Time),
        };
        if (type is not null)
        {
            assembly.GetType(type, throwOnError: true)!.GetProperty(clock, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!.SetValue(null, time);
        }
    }

    private sealed class Pinned : IDisposable
    {
        public void Dispose()
        {
            ofClient = Time;
            SetAll();
        }
    }

    private sealed class Shifted : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
