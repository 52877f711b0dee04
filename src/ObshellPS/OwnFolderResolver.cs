#if NETFRAMEWORK
using System.ComponentModel;
using System.Reflection;

namespace ObshellPS;

/// <summary>
/// Finds assemblies on Windows PowerShell; only the psm1 uses it. When an assembly of this module requests a package, this class returns
/// the package's file in the module's folder. It ignores the requested version, because a module cannot have binding redirects. It ignores
/// requests from other assemblies. It is not a script block, because a script block fails on threads without a runspace.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OwnFolderResolver
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(OwnFolderResolver).Assembly.Location)!;
    private static int registered;

    /// <summary>Adds the handler once for the process, even if the module is imported several times.</summary>
    public static void Register()
    {
        if (System.Threading.Interlocked.Exchange(ref registered, 1) == 0)
        {
            AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        }
    }

    private static Assembly? Resolve(object sender, ResolveEventArgs request)
    {
        // An assembly that was loaded from memory has no path. This handler must not throw, because the code that requests the assembly
        // would get the exception.
        if (request.RequestingAssembly is not { IsDynamic: false, Location.Length: > 0 } asking
            || !string.Equals(Path.GetDirectoryName(asking.Location), Folder, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // The texts of a language are in the folder of that language.
        var wanted = new AssemblyName(request.Name);
        string file = Path.Combine(Folder, wanted.CultureInfo?.Name ?? "", wanted.Name + ".dll");
        return File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }
}
#endif
