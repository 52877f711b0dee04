using System.Linq;
using System.Reflection;

namespace ObshellPS.Tests;

/// <summary>Where the sources lie that this test was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepoRoot").Value!;
}
