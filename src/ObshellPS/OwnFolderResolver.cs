#if NETFRAMEWORK
using System.ComponentModel;
using System.Reflection;

namespace ObshellPS;

/// <summary>
/// For the psm1 on Windows PowerShell only. When an assembly of this module asks for a package, this class returns the file next
/// to this assembly, whatever version was requested: a module has no binding redirects. It ignores requests of
/// other assemblies. It is written in C#, because a script block as handler fails on threads without a runspace.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OwnFolderResolver
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(OwnFolderResolver).Assembly.Location)!;
    private static int registered;

    /// <summary>Adds the handler once for the process, no matter how often the module is imported.</summary>
    public static void Register()
    {
        if (System.Threading.Interlocked.Exchange(ref registered, 1) == 0)
        {
            AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        }
    }

    private static Assembly? Resolve(object sender, ResolveEventArgs request)
    {
        // Assemblies that were loaded from memory have no path. An exception in this handler would reach the code that requests the assembly.
        if (request.RequestingAssembly is not { IsDynamic: false, Location.Length: > 0 } asking
            || !string.Equals(Path.GetDirectoryName(asking.Location), Folder, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // Texts of another language are in the folder of that language.
        var wanted = new AssemblyName(request.Name);
        string file = Path.Combine(Folder, wanted.CultureInfo?.Name ?? "", wanted.Name + ".dll");
        return File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }
}
#endif
