using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection;
using ObshellPS.Tests;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Packaging.Tests;

/// <summary>
/// The package under test, unpacked as Install-PSResource unpacks it. The environment variable OBSHELLPS_PACKAGE can contain the path of a
/// .nupkg. Its .zip and .cdx.json must be in the same folder. Without the variable the package is made from the staged build.
/// </summary>
public sealed class PackedModule : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("obshellps-package-").FullName;

    public PackedModule()
    {
        Nupkg = TestVariables.Package is { } given
            ? Path.GetFullPath(given, HostedSession.RepoRoot)
            : Pack("first");
        Module = Path.Combine(ModulePath, "ObshellPS", Numbers);
        using ZipArchive archive = ZipFile.OpenRead(Nupkg);
        foreach (string file in ModuleFiles(archive))
        {
            string target = Path.Combine(Module, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            archive.GetEntry(file)!.ExtractToFile(target);
        }
    }

    public static string Version => Metadata("Version");

    /// <summary>The version without its prerelease label. It is the folder name of an installed module.</summary>
    public static string Numbers => Version.Split('-')[0];

    public static string ProjectUrl => Metadata("ProjectUrl");

    public string Nupkg { get; }

    public string Zip => Path.ChangeExtension(Nupkg, ".zip");

    /// <summary>The bill of materials, in the same folder as the .nupkg.</summary>
    public string Bill => Path.ChangeExtension(Nupkg, ".cdx.json");

    /// <summary>The $env:PSModulePath of a user who installed the package.</summary>
    public string ModulePath => Path.Combine(folder, "Modules");

    public string Module { get; }

    public string Manifest => Path.Combine(Module, "ObshellPS.psd1");

    /// <summary>The relative paths of all files of the unpacked module, with '/'.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(Module, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Module, f).Replace('\\', '/'));

    public string PathOf(string file) => Path.Combine(Module, file);

    /// <summary>
    /// The entries of a .nupkg that are files of the module. The others are rels, content types, core properties and the nuspec.
    /// </summary>
    public static IReadOnlyList<string> ModuleFiles(ZipArchive nupkg) =>
    [
        .. nupkg.Entries.Select(e => e.FullName).Where(n => n is not ("ObshellPS.nuspec" or "[Content_Types].xml" or "_rels/.rels")
            && !n.StartsWith("package/services/metadata/", StringComparison.Ordinal)),
    ];

    /// <summary>Runs <c>dotnet pack</c> without a build, and returns the .nupkg.</summary>
    public string Pack(string name)
    {
        string target = Path.Combine(folder, name) + Path.DirectorySeparatorChar;
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = HostedSession.RepoRoot,
            ArgumentList =
            {
                "pack", Path.Combine("src", "ObshellPS"), "--no-build", "--configuration", Metadata("Configuration"),
                "--nologo", "-nodeReuse:false", $"-p:PackageFolder={target.Replace('\\', '/')}",
            },
        };

        // These variables come from the test host. They point to another MSBuild than dotnet pack must use.
        foreach (string variable in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? Path.Combine(target, $"ObshellPS.{Version}.nupkg")
            : throw new InvalidOperationException($"dotnet pack ended with exit code {process.ExitCode}.\n{output}{errors.Result}");
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // On Windows the loaded assemblies are open and cannot be deleted. The system clears its temporary folder later.
        }
    }

    private static string Metadata(string key) => typeof(PackedModule).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
