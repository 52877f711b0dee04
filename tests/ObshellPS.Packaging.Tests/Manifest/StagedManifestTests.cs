using System;
using System.IO;
using System.Management.Automation;
using ObshellPS.Packaging.Manifest;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Packaging.Tests.Manifest;

/// <summary>The manifest of the module, completed by the build.</summary>
[Collection(PackageCollection.Name)]
public sealed class StagedManifestTests(PackedModule package)
{
    [Fact]
    public void The_label_of_a_prerelease_is_in_the_key_that_PowerShell_reads()
    {
        // The manifest is written to the folder of the module, because Test-ModuleManifest needs the module's files and compares the
        // version with the folder name.
        string file = Path.Combine(package.Module, "Prerelease.psd1");
        string changelog = Path.Combine(HostedSession.RepoRoot, "CHANGELOG.md");
        StagedManifest.Write(Path.Combine(HostedSession.RepoRoot, "module", "ObshellPS.psd1"), file, PackageVersion.Parse(PackedModule.Numbers + "-preview1"), "https://example.org/p", changelog);
        try
        {
            using var session = new HostedSession(manifest: package.Manifest);
            var module = (PSModuleInfo)session.Invoke("Test-ModuleManifest -Path $args[0] -ErrorAction Stop", file).Single().BaseObject;

            Assert.Equal(new Version(PackedModule.Numbers), module.Version);
            Assert.Equal("preview1", session.Invoke("$args[0].PrivateData.PSData.Prerelease", module).Single().ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_source_of_the_manifest_has_no_values_that_the_build_writes()
    {
        var source = ManifestText.Read(Path.Combine(HostedSession.RepoRoot, "module", "ObshellPS.psd1"));

        Assert.Equal("0.0.0", source.Value("ModuleVersion"));
        Assert.All(["Prerelease", "ProjectUri", "IconUri", "ReleaseNotes"], k => Assert.Equal("", source.Value(k)));
    }
}
