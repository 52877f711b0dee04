using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ObshellPS.Packaging.Package;
using Xunit;

namespace ObshellPS.Packaging.Tests.Package;

/// <summary>The bill of materials of the package describes each library of others, and nothing that is not in the package.</summary>
[Collection(PackageCollection.Name)]
public sealed class BillOfMaterialsTests(PackedModule package)
{
    private readonly JsonNode bill = JsonNode.Parse(File.ReadAllText(package.Bill))!;

    [Fact]
    public void It_names_the_libraries_of_others_that_are_in_the_package_and_no_more()
    {
        string[] others = [.. package.Files.Where(f => f.EndsWith(".dll", StringComparison.Ordinal)).Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => !n.StartsWith("Obshell", StringComparison.Ordinal)).Distinct()];

        Assert.Equal(others.Order(StringComparer.Ordinal), bill["components"]!.AsArray().Select(c => (string)c!["name"]!));
        Assert.Equal("CycloneDX", (string)bill["bomFormat"]!);
        Assert.Equal(("ObshellPS", PackedModule.Version), ((string)bill["metadata"]!["component"]!["name"]!, (string)bill["metadata"]!["component"]!["version"]!));
    }

    [Fact]
    public void It_says_of_each_where_it_comes_from_under_which_licence_and_by_which_hash() => Assert.All(bill["components"]!.AsArray(), c =>
    {
        Assert.Equal($"pkg:nuget/{c!["name"]}@{c["version"]}", (string)c["purl"]!);
        Assert.NotEmpty(c["licenses"]!.AsArray());
        Assert.Matches("^[0-9A-F]{128}$", (string)c["hashes"]!.AsArray().Single()!["content"]!);
    });

    /// <summary>The versions that are compiled against, by their own place.</summary>
    [Fact]
    public void Its_versions_are_those_of_the_build()
    {
        var pinned = XDocument.Load(Path.Combine(ObshellPS.Tests.Hosting.HostedSession.RepoRoot, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(e => (string)e.Attribute("Include")!, e => (string)e.Attribute("Version")!);
        JsonNode[] known = [.. bill["components"]!.AsArray().Where(c => pinned.TryGetValue((string)c!["name"]!, out string? v) && !v.StartsWith('$'))!];

        Assert.NotEmpty(known);
        Assert.All(known, c => Assert.Equal(pinned[(string)c["name"]!], (string)c["version"]!));
    }

    [Fact]
    public void A_library_whose_origin_is_not_known_makes_no_bill()
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
