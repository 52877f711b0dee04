using System;
using System.Globalization;
using System.IO;
using ObshellPS.Packaging.Manifest;
using ObshellPS.Packaging.Package;
using ObshellPS.Packaging.Views;

namespace ObshellPS.Packaging;

/// <summary>Makes a package from the staged module, without PowerShell. The build calls this program for each step.</summary>
internal static class Program
{
    private const string Usage = """
        ObshellPS.Packaging manifest <source> <target> <version> <project URL> <changelog>
            Write the staged manifest with version, prerelease label, release notes and addresses.

        ObshellPS.Packaging views <source> <headers> <target>
            Write the tables of the format file with the headers of another language. Fails when one is missing or not used.

        ObshellPS.Packaging collect <staged> <list> <folder> <seconds>
            Copy what the list allows to <folder>/ObshellPS; write <folder>/ObshellPS.nuspec and <folder>/ObshellPS.VERSION.zip.
            Fails when a file of the list is missing or an extra file exists. <seconds> is the time of every file in the
            zip, since 1970 UTC: the same files make the same zip.

        ObshellPS.Packaging bom <written> <list> <packages> <target> [<name>=<version> ...]
            Make the package's bill of materials from the output of CycloneDX's tool: only the libraries of the list, with the
            named packages from NuGet's folder.
        """;

    public static int Main(string[] args)
    {
        try
        {
            switch (args)
            {
                case ["manifest", var source, var target, var version, var projectUrl, var changelog]:
                    StagedManifest.Write(source, target, PackageVersion.Parse(version), projectUrl, changelog);
                    return 0;
                case ["views", var source, var headers, var target]:
                    TranslatedViews.Write(source, headers, target);
                    return 0;
                case ["collect", var staged, var list, var folder, var seconds]:
                    Collect(staged, list, folder, DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture)));
                    return 0;
                case ["bom", var written, var list, var packages, var target, .. var downloaded]:
                    BillOfMaterials.Write(written, AllowList.Read(list), packages, downloaded, target);
                    return 0;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }
        catch (Exception e) when (e is PackagingException or IOException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static void Collect(string staged, string list, string folder, DateTimeOffset time)
    {
        AllowList allowed = AllowList.Read(list);
        allowed.ThrowUnlessExactly(staged);

        // The folder can contain files of an earlier package. These files must not be in this package.
        string module = Path.Combine(folder, Nuspec.Id);
        if (Directory.Exists(module))
        {
            Directory.Delete(module, recursive: true);
        }

        allowed.Copy(staged, module);
        var manifest = ManifestText.Read(Path.Combine(module, Nuspec.Id + ".psd1"));
        Nuspec.Write(manifest, allowed, Path.Combine(folder, Nuspec.Id + ".nuspec"));
        ModuleArchive.Write(module, allowed, Path.Combine(folder, $"{Nuspec.Id}.{Nuspec.VersionOf(manifest)}.zip"), time);
    }
}
