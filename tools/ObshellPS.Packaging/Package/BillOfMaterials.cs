using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ObshellPS.Packaging.Package;

/// <summary>
/// Writes a CycloneDX list of the third-party libraries in the package. CycloneDX's tool lists all restored packages, even packages that
/// only the build needs. So this class keeps only the libraries in the package's list of files. It adds the packages whose files a project
/// copies by path, because the tool does not list them.
/// </summary>
internal static class BillOfMaterials
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n" };

    /// <param name="written">The output of CycloneDX's tool.</param>
    /// <param name="allowed">The list of the package's files.</param>
    /// <param name="packages">NuGet's package folder.</param>
    /// <param name="downloaded">Packages that the tool does not list, each <c>Name=Version</c>.</param>
    /// <param name="target">The file to write.</param>
    /// <exception cref="PackagingException">A library of the package has no component in the list.</exception>
    public static void Write(string written, AllowList allowed, string packages, IEnumerable<string> downloaded, string target)
    {
        JsonObject bom = JsonNode.Parse(File.ReadAllText(written))!.AsObject();
        string[] libraries =
        [
            .. allowed.Files.Where(f => f.EndsWith(".dll", StringComparison.Ordinal)).Select(f => Path.GetFileNameWithoutExtension(f))
                .Where(n => !n.StartsWith("Obshell", StringComparison.Ordinal)).Distinct(),
        ];
        var components = bom["components"]!.AsArray().Select(c => c!.DeepClone()).ToList();
        components.AddRange(downloaded.Select(d => d.Split('=')).Where(d => !components.Exists(c => NameOf(c) == d[0])).Select(d => Component(packages, d[0], d[1])));
        JsonNode[] shipped = [.. components.Where(c => libraries.Contains(NameOf(c))).OrderBy(NameOf, StringComparer.Ordinal)];
        string[] unknown = [.. libraries.Except(shipped.Select(NameOf))];
        if (unknown.Length > 0)
        {
            throw new PackagingException($"The bill of materials has no package for these files: {string.Join(", ", unknown)}. If a project takes them from a package by path, name the package in ObshellPS.csproj (BomPackage).");
        }

        // Without a timestamp, the same files always give the same bill of materials.
        JsonObject metadata = bom["metadata"]!.AsObject();
        metadata.Remove("timestamp");
        bom["components"] = new JsonArray(shipped);
        bom["dependencies"] = new JsonArray(new JsonObject
        {
            ["ref"] = metadata["component"]!["bom-ref"]!.DeepClone(),
            ["dependsOn"] = new JsonArray([.. shipped.Select(c => c["bom-ref"]!.DeepClone())]),
        });
        File.WriteAllText(target, bom.ToJsonString(Layout) + "\n");
    }

    private static string NameOf(JsonNode component) => (string)component["name"]!;

    private static JsonNode Component(string packages, string name, string version)
    {
        string id = name.ToLowerInvariant();
        string folder = Path.Combine(packages, id, version);
        XElement nuspec = XDocument.Load(Path.Combine(folder, id + ".nuspec")).Root!;
        string licence = nuspec.Descendants().Single(e => e.Name.LocalName == "license").Value;
        string purl = $"pkg:nuget/{name}@{version}";
        return new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = purl,
            ["name"] = name,
            ["version"] = version,
            ["scope"] = "required",
            ["hashes"] = new JsonArray(new JsonObject
            {
                ["alg"] = "SHA-512",
                ["content"] = Convert.ToHexString(Convert.FromBase64String(File.ReadAllText(Path.Combine(folder, $"{id}.{version}.nupkg.sha512")))),
            }),
            ["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = licence } }),
            ["purl"] = purl,
        };
    }
}
