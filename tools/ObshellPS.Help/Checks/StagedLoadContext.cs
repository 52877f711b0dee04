using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace ObshellPS.Help.Checks;

/// <summary>Loads the staged assemblies from their folder, and PowerShell's types from the folder of this tool.</summary>
internal sealed class StagedLoadContext(string folder) : AssemblyLoadContext("staged")
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string file = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
