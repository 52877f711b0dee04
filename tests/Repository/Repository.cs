using System.Linq;
using System.Reflection;

namespace ObshellPS.Tests;

/// <summary>The folder of the sources of this build.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepoRoot").Value!;
}
