using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace ObshellPS.Help.Checks;

/// <summary>The staged assemblies from their own folder, PowerShell's types from this tool's.</summary>
internal sealed class StagedLoadContext(string folder) : AssemblyLoadContext("staged")
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string file = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
