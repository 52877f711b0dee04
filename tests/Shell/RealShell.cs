using System.Diagnostics;
using System.Linq;
using System.Reflection;

namespace ObshellPS.Shell;

/// <summary>PowerShell as users have it, in a process of its own: the .NET tool that .config/dotnet-tools.json names.</summary>
internal static class RealShell
{
    /// <summary>The program, which <c>dotnet</c> runs.</summary>
    public static string Program { get; } = typeof(RealShell).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RealShell").Value!;

    /// <summary>How to start it, without the user's profile, with its output for us to read.</summary>
    public static ProcessStartInfo With(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "-NoProfile", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // What would make this shell behave differently from a user's: set by the shell that started the tests, if it was one.
        start.Environment.Remove("PSModulePath");
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        start.Environment["NO_COLOR"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }
}
