using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ObshellPS.Packaging.Package;
using Xunit;

namespace ObshellPS.Packaging.Tests.Package;

/// <summary>The bill of materials describes each third-party library in the package and nothing more.</summary>
[Collection(PackageCollection.Name)]
public sealed class BillOfMaterialsTests(PackedModule package)
{
    private readonly JsonNode bill = JsonNode.Parse(File.ReadAllText(package.Bill))!;

    [Fact]
    public void The_bill_contains_exactly_the_third_party_libraries_of_the_package()
    {
        string[] others = [.. package.Files.Where(f => f.EndsWith(".dll", StringComparison.Ordinal)).Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => !n.StartsWith("Obshell", StringComparison.Ordinal)).Distinct()];

        Assert.Equal(others.Order(StringComparer.Ordinal), bill["components"]!.AsArray().Select(c => (string)c!["name"]!));
        Assert.Equal("CycloneDX", (string)bill["bomFormat"]!);
        Assert.Equal(("ObshellPS", PackedModule.Version), ((string)bill["metadata"]!["component"]!["name"]!, (string)bill["metadata"]!["component"]!["version"]!));
    }

    [Fact]
    public void The_bill_has_the_origin_licence_and_hash_of_each_library() => Assert.All(bill["components"]!.AsArray(), c =>
    {
        Assert.Equal($"pkg:nuget/{c!["name"]}@{c["version"]}", (string)c["purl"]!);
        Assert.NotEmpty(c["licenses"]!.AsArray());
        Assert.Matches("^[0-9A-F]{128}$", (string)c["hashes"]!.AsArray().Single()!["content"]!);
    });

    /// <summary>Compares with the versions in Directory.Packages.props.</summary>
    [Fact]
    public void The_bill_has_the_versions_that_the_build_uses()
    {
        var pinned = XDocument.Load(Path.Combine(ObshellPS.Tests.Hosting.HostedSession.RepoRoot, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(e => (string)e.Attribute("Include")!, e => (string)e.Attribute("Version")!);
        JsonNode[] known = [.. bill["components"]!.AsArray().Where(c => pinned.TryGetValue((string)c!["name"]!, out string? v) && !v.StartsWith('$'))!];

        Assert.NotEmpty(known);
        Assert.All(known, c => Assert.Equal(pinned[(string)c["name"]!], (string)c["version"]!));
    }

    [Fact]
    public void If_the_origin_of_a_library_is_unknown_no_bill_is_written()
    {
        string list = Path.GetTempFileName();
        string target = list + ".cdx.json";
        try
        {
            File.WriteAllText(list, "bin/net8.0/MySqlConnector.dll\nbin/net8.0/Stranger.dll\n");

            PackagingException fault = Assert.Throws<PackagingException>(() => BillOfMaterials.Write(package.Bill, AllowList.Read(list), "", [], target));
            Assert.Contains("Stranger", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("MySqlConnector", fault.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(target));
        }
        finally
        {
            File.Delete(list);
        }
    }
}
