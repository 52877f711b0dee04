using System.Reflection;
using System.Runtime.Loader;

namespace ObshellPS.Loader;

/// <summary>
/// The load context of the module's assemblies. With it the BouncyCastle of another module and that of this module cannot break each other.
/// One for the process: types must stay the same in every runspace and after a reload.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly ModuleLoadContext Instance = new(Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!);

    private readonly string folder;

    private ModuleLoadContext(string folder)
        : base("ObshellPS")
    {
        this.folder = folder;

        // How the psm1 finds this type at the next import. By its name PowerShell would look in every assembly of the process,
        // and the runtime remembers permanently that it did not exist once.
        AppDomain.CurrentDomain.SetData(typeof(ModuleLoadContext).FullName!, typeof(ModuleLoadContext));
    }

    /// <summary>Loads one of the module's own assemblies by its simple name.</summary>
    /// <param name="name">E.g. <c>ObshellPS</c>.</param>
    /// <returns>The assembly, the same one at each call.</returns>
    /// <exception cref="FileNotFoundException">The module's folder has no such assembly.</exception>
    public static Assembly LoadModuleAssembly(string name) => Instance.LoadFromAssemblyName(new AssemblyName(name));

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Assemblies outside our folder (the engine, the framework) come from the host, which has one copy for all.
        string file = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(file) && assemblyName.Name != typeof(ModuleLoadContext).Assembly.GetName().Name
            ? LoadFromAssemblyPath(file)
            : null;
    }
}
