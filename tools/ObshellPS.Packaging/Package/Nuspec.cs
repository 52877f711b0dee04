using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ObshellPS.Packaging.Manifest;

namespace ObshellPS.Packaging.Package;

/// <summary>
/// Writes the nuspec for the index of the PowerShell Gallery. All values come from the manifest. The nuspec has the same elements as a
/// nuspec that Publish-PSResource makes. With its tags, Find-PSResource can find the module by the name of a command.
/// </summary>
internal static class Nuspec
{
    public const string Id = "ObshellPS";

    private static readonly XNamespace Schema = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";

    public static void Write(ManifestText manifest, AllowList allowed, string file)
    {
        // The package of a module has no dependencies, and its files are in the root folder, not in lib.
        var metadata = new XElement(
            Schema + "metadata",
            Element("id", Id),
            Element("version", VersionOf(manifest)),
            Element("authors", manifest.Value("Author")),
            Element("owners", manifest.Value("CompanyName")),
            Element("requireLicenseAcceptance", "false"),
            Element("licenseUrl", manifest.Value("LicenseUri")),
            Element("projectUrl", manifest.Value("ProjectUri")),
            Element("iconUrl", manifest.Value("IconUri")),
            Element("description", manifest.Value("Description")),
            Element("releaseNotes", manifest.Value("ReleaseNotes")),
            Element("copyright", manifest.Value("Copyright")),
            Element("tags", string.Join(' ', Tags(manifest))));
        var files = new XElement(Schema + "files", allowed.Files.Select(f => new XElement(
            Schema + "file", new XAttribute("src", f), new XAttribute("target", f))));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        new XDocument(new XElement(Schema + "package", metadata, files)).Save(file);
    }

    public static string VersionOf(ManifestText manifest) => new PackageVersion(
        manifest.Value("ModuleVersion"), Regex.IsMatch(manifest.ToString(), @"(?m)^\s*Prerelease\s*=") ? manifest.Value("Prerelease") : "").ToString();

    private static IEnumerable<string> Tags(ManifestText manifest)
    {
        IReadOnlyList<string> cmdlets = manifest.Values("CmdletsToExport");
        return
        [
            "PSModule",
            .. manifest.Values("Tags"),
            "PSIncludes_Cmdlet",
            .. cmdlets.Select(c => "PSCmdlet_" + c),
            .. cmdlets.Select(c => "PSCommand_" + c),
        ];
    }

    private static XElement Element(string name, string text) => new(Schema + name, text);
}
