using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using ObshellPS.Packaging.Package;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Packaging.Tests.Package;

/// <summary>The files that the package must contain, and those that it must not contain.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageContentTests(PackedModule package)
{
    private const long Limit = 9_000_000;
    private const long LimitOfDebugBuild = 10_000_000;

    private static readonly IReadOnlyList<string> Allowed =
        AllowList.Read(Path.Combine(HostedSession.RepoRoot, "tools", "ObshellPS.Packaging", "package-files.txt")).Files;

    [Fact]
    public void Nupkg_and_zip_contain_exactly_the_files_of_the_list()
    {
        using ZipArchive nupkg = ZipFile.OpenRead(package.Nupkg);
        using ZipArchive zip = ZipFile.OpenRead(package.Zip);

        Assert.Equal(Allowed, PackedModule.ModuleFiles(nupkg).Order(StringComparer.Ordinal));
        Assert.Equal(Allowed, zip.Entries.Select(e => e.FullName["ObshellPS/".Length..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Package_and_each_edition_stay_under_9_MB()
    {
        // A Debug build contains its symbols, so its limit is higher. Users get a Release build, which these tests also check.
        using var client = new PEReader(File.OpenRead(package.PathOf("bin/net8.0/Obshell.Client.dll")));
        long limit = IsRelease(client.GetMetadataReader()) ? Limit : LimitOfDebugBuild;
        Assert.InRange(new FileInfo(package.Nupkg).Length, 1, limit);
        foreach (string other in new[] { "bin/net472/", "bin/net8.0/" })
        {
            Assert.InRange(package.Files.Where(f => !f.StartsWith(other, StringComparison.Ordinal)).Sum(f => new FileInfo(package.PathOf(f)).Length), 1, limit);
        }
    }

    [Fact]
    public void No_assembly_is_compiled_for_only_one_system()
    {
        string[] assemblies = [.. package.Files.Where(f => f.EndsWith(".dll", StringComparison.Ordinal))];

        Assert.NotEmpty(assemblies);
        Assert.All(assemblies, f =>
        {
            using var image = new PEReader(File.OpenRead(package.PathOf(f)));
            Assert.True(image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size == 0, $"{f} is a ReadyToRun image.");
            Assert.Contains(CorFlags.ILOnly.ToString(), image.PEHeaders.CorHeader.Flags.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(nameof(CorFlags.Requires32Bit), image.PEHeaders.CorHeader.Flags.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_package_contains_no_assembly_of_PowerShell_itself() =>
        Assert.DoesNotContain(package.Files, f => Path.GetFileName(f).StartsWith("System.Management.Automation", StringComparison.OrdinalIgnoreCase));

    /// <summary>A Debug build contains its symbols. A Release build contains no folder name of the machine that made it.</summary>
    [Fact]
    public void A_debug_build_has_line_numbers_in_stack_traces_and_a_release_has_no_folder_names()
    {
        string[] own = [.. package.Files.Where(f => Path.GetFileName(f).StartsWith("Obshell", StringComparison.Ordinal) && f.EndsWith(".dll", StringComparison.Ordinal) && !f.EndsWith(".resources.dll", StringComparison.Ordinal))];

        Assert.Equal(7, own.Length);
        Assert.All(own, f =>
        {
            using var image = new PEReader(File.OpenRead(package.PathOf(f)));
            DebugDirectoryEntry[] entries = [.. image.ReadDebugDirectory()];
            if (IsRelease(image.GetMetadataReader()))
            {
                string path = image.ReadCodeViewDebugDirectoryData(entries.Single(e => e.Type == DebugDirectoryEntryType.CodeView)).Path;
                Assert.StartsWith("/_", path, StringComparison.Ordinal);
            }
            else
            {
                using MetadataReaderProvider symbols = image.ReadEmbeddedPortablePdbDebugDirectoryData(entries.Single(e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb));
                Assert.NotEmpty(symbols.GetMetadataReader().Documents);
            }
        });
    }

    [Fact]
    public void The_package_contains_the_licence_of_every_third_party_library()
    {
        string[] notices = File.ReadAllLines(package.PathOf("THIRD-PARTY-NOTICES.txt"));
        IEnumerable<string> others = package.Files.Select(Path.GetFileName).Where(f => f!.EndsWith(".dll", StringComparison.Ordinal)).Distinct()
            .Where(f => !f!.StartsWith("Obshell", StringComparison.Ordinal))!;

        Assert.Equal(others.Order(StringComparer.Ordinal), notices.Where(l => l.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    /// <summary>Windows PowerShell reads a file without a byte order mark in the code page of the machine.</summary>
    [Fact]
    public void Text_that_Windows_PowerShell_reads_is_ASCII_or_has_a_byte_order_mark()
    {
        string[] texts = [.. package.Files.Where(f => Path.GetExtension(f) is ".psd1" or ".psm1" or ".ps1" || f.EndsWith(".help.txt", StringComparison.Ordinal))];

        Assert.NotEmpty(texts);
        Assert.All(texts, f =>
        {
            byte[] content = File.ReadAllBytes(package.PathOf(f));
            Assert.True(content.AsSpan().StartsWith("\uFEFF"u8) || content.All(b => b < 0x80), $"{f} is not ASCII and has no byte order mark.");
        });
    }

    [Fact]
    public void The_nuspec_describes_a_module_without_dependencies()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.Nupkg);
        using Stream content = archive.GetEntry("ObshellPS.nuspec")!.Open();
        XElement metadata = XDocument.Load(content).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
        string Value(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;

        Assert.Equal("ObshellPS", Value("id"));
        Assert.Equal(PackedModule.Version, Value("version"));
        Assert.Equal(PackedModule.ProjectUrl, Value("projectUrl"));
        Assert.DoesNotContain(metadata.Elements(), e => e.Name.LocalName == "dependencies");
        string[] tags = Value("tags").Split(' ');
        Assert.All(["PSModule", "PSEdition_Desktop", "PSEdition_Core", "PSIncludes_Cmdlet", "PSCommand_Start-ObTenantRestore"], t => Assert.Contains(t, tags));
        // The index of the Gallery has these limits.
        Assert.InRange(Value("tags").Length, 1, 4000);
        Assert.InRange(Value("releaseNotes").Length, 1, 35000);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void Two_packages_of_the_same_build_have_the_same_bytes()
    {
        string first = package.Pack("second");
        string second = package.Pack("third");

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.All([".zip", ".cdx.json"], e => Assert.Equal(File.ReadAllBytes(Path.ChangeExtension(first, e)), File.ReadAllBytes(Path.ChangeExtension(second, e))));
    }

    private static bool IsRelease(MetadataReader assembly) => assembly.GetAssemblyDefinition().GetCustomAttributes()
        .Select(assembly.GetCustomAttribute)
        .Any(a => assembly.GetBlobReader(a.Value) is var value && System.Text.Encoding.UTF8.GetString(value.ReadBytes(value.Length)).Contains("\u0007Release", StringComparison.Ordinal));
}
