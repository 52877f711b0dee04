using System.IO;

namespace ObshellPS.Packaging.Manifest;

/// <summary>Makes the manifest that users get: module/ObshellPS.psd1 with the values of the build.</summary>
internal static class StagedManifest
{
    public static void Write(string source, string target, PackageVersion version, string projectUrl, string changelog)
    {
        var manifest = ManifestText.Read(source);
        manifest.Fill("ModuleVersion", version.ModuleVersion, open: "0.0.0");
        manifest.Fill("ProjectUri", projectUrl);
        manifest.Fill("IconUri", projectUrl + "/raw/main/docs/icon.png");
        manifest.Fill("ReleaseNotes", ReleaseNotes.Of(version.ToString(), File.ReadAllText(changelog)));
        if (version.Prerelease.Length > 0)
        {
            manifest.Fill("Prerelease", version.Prerelease);
        }
        else
        {
            manifest.Remove("Prerelease");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
        manifest.Save(target);
    }
}
