using System.Reflection;
using System.Runtime.Loader;

namespace ObshellPS.Loader;

/// <summary>
/// The load context of the module's assemblies. It separates this module's BouncyCastle from the BouncyCastle of another module, so that
/// each module gets its own version. The process has only one such load context, because types must stay the same in every runspace and
/// after a reload.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly ModuleLoadContext Instance = new(Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!);

    private readonly string folder;

    private ModuleLoadContext(string folder)
        : base("ObshellPS")
    {
        this.folder = folder;

        // At the next import the psm1 reads the type from this value. If the psm1 used the name of the type, PowerShell would search every
        // assembly of the process. If one such search fails, the runtime caches the failure permanently.
        AppDomain.CurrentDomain.SetData(typeof(ModuleLoadContext).FullName!, typeof(ModuleLoadContext));
    }

    /// <summary>Loads one of the module's own assemblies by its simple name.</summary>
    /// <param name="name">E.g. <c>ObshellPS</c>.</param>
    /// <returns>The assembly. Each call returns the same object.</returns>
    /// <exception cref="FileNotFoundException">The module's folder has no such assembly.</exception>
    public static Assembly LoadModuleAssembly(string name) => Instance.LoadFromAssemblyName(new AssemblyName(name));

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Assemblies outside the module's folder (the PowerShell engine, the framework) come from the host. All modules share them.
        string file = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(file) && assemblyName.Name != typeof(ModuleLoadContext).Assembly.GetName().Name
            ? LoadFromAssemblyPath(file)
            : null;
    }
}
