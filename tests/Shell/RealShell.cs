using System.Diagnostics;
using System.Linq;
using System.Reflection;

namespace ObshellPS.Shell;

/// <summary>Starts PowerShell in its own process, as users do. The program is the .NET tool in .config/dotnet-tools.json.</summary>
internal static class RealShell
{
    /// <summary>The assembly of PowerShell that <c>dotnet</c> runs.</summary>
    public static string Program { get; } = typeof(RealShell).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RealShell").Value!;

    /// <summary>How to start PowerShell without the profile of the user and with redirected output.</summary>
    public static ProcessStartInfo With(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "-NoProfile", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // If PowerShell started the tests, it set variables that would make this shell behave differently from a user's shell.
        start.Environment.Remove("PSModulePath");
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        start.Environment["NO_COLOR"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }
}
