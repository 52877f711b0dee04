using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ObshellPS.Architecture.Reading;
using ObshellPS.Tests.Citations;
using Xunit;

namespace ObshellPS.Tests.Architecture;

/// <summary>The rules of docs/architecture.md: which assembly and folder can use which, and how large a folder and a file can be.</summary>
[Trait("Topic", "Architecture")]
public sealed partial class LayerTests
{
    /// <summary>The simulator is not part of the package. It is built for one framework only.</summary>
    private const string Simulator = "Obshell.Simulator";
    private const int MaxFiles = 16;
    private const int MaxLines = 350;

    /// <summary>For each of our assemblies: our other assemblies that it can reference.</summary>
    private static readonly Dictionary<string, string[]> Below = new()
    {
        ["Obshell.Client"] = [],
        ["Obshell.Recovery"] = ["Obshell.Client"],
        ["ObshellPS"] = ["Obshell.Client", "Obshell.Recovery"],
        ["ObshellPS.Loader"] = [],
        [Simulator] = [],
    };

    /// <summary>Assemblies that every installation of .NET Framework contains.</summary>
    private static readonly string[] Framework = ["mscorlib", "System", "System.Core", "System.Net.Http"];

    private static readonly Dictionary<string, FolderLayers> Layers = new()
    {
        ["Obshell.Client"] = new(
            "Obshell.Client",
            ["Polyfills", "Display"],
            ["Secrets"],
            ["Errors"],
            ["Input", "Time"],
            ["Storage", "Encryption", "Tls"],
            ["Http"],
            ["Json"],
            ["Connection", "Connection/Channel"],
            ["Changes"],
            ["Agents", "Backups", "Dags", "Dags/*", "Naming", "Raw", "Restores", "Restores/*", "Tenants", "Topology", "Units"],
            [""]),
        ["Obshell.Recovery"] = new(
            "Obshell.Recovery",
            ["Durations", "ErrorNumbers", "Files"],
            ["Verdicts", "Verdicts/*"],
            ["Attaching", "Waiting"],
            ["ErrorIds"],
            ["Cleanup"],
            ["Preflight", "Preflight/*"],
            ["Backups"],
            ["Drills/*"],
            ["Plans", "Plans/*"],
            ["Reports", "Reports/*"]),
        ["ObshellPS"] = new(
            "ObshellPS",
            ["Formatting", "Objects", "Output", "Connections"],
            ["", "Completion", "Errors"],
            ["Binding", "Pipeline"],
            ["References"],
            ["Backups", "Drills", "Operators", "Plans", "Reports", "Requests", "Waiting"],
            ["Commands/*"]),
        [Simulator] = new(
            Simulator,
            ["Errors"],
            ["Go"],
            ["Security"],
            ["Requests"],
            ["Faults", "Records", "Tasks", "Time"],
            ["Cluster"],
            ["Backups"],
            ["Database"],
            ["Agents"],
            ["BackupTasks", "Http", "Restore", "Sql"],
            ["Routes"],
            [""]),
    };

    private static readonly Lazy<BuiltAssembly[]> Built = new(() => [.. Below.Keys.Where(p => p != "ObshellPS.Loader").Select(p => BuiltAssembly.Of(Repository.Root, p, p == Simulator ? "net10.0" : "net8.0"))]);

    public static TheoryData<string> Projects => [.. Layers.Keys];

    private static IEnumerable<RepositoryFile> Sources => RepositoryFile.All.Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal) && f.Path.EndsWith(".cs", StringComparison.Ordinal));

    [Fact]
    public void Each_of_our_assemblies_references_only_the_assemblies_below_it() => Faults.None(
        from assembly in Built.Value
        from reference in assembly.References
        where reference.StartsWith("Obshell", StringComparison.Ordinal) || (reference == "System.Management.Automation" && assembly.Project != "ObshellPS")
        where !Below[assembly.Project].Contains(reference)
        select $"{assembly.Project} refers to {reference}.");

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_uses_only_folders_of_its_own_row_or_of_lower_rows(string project) => Faults.None(Layers[project].Faults(UsesOf(project)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_folders_of_a_project_have_no_cycle(string project) => Faults.None(FolderLayers.Cycles(project, UsesOf(project)));

    /// <summary>
    /// A type is in the namespace of its assembly if users type its name or if several folders share it. Other types are in the namespace
    /// of their folder.
    /// </summary>
    [Fact]
    public void A_type_is_in_the_namespace_of_its_folder_or_of_its_assembly() => Faults.None(
        from assembly in Built.Value
        from type in assembly.Types
        where type.Folder != "Polyfills" && !type.Folder.StartsWith("Commands/", StringComparison.Ordinal)
        where type.Namespace != assembly.Project && type.Namespace != assembly.Project + "." + type.Folder.Replace('/', '.')
        select $"{type.Namespace}.{type.Name} is in src/{assembly.Project}/{type.Folder}.");

    [Fact]
    public void Only_tests_can_use_internal_types() => Faults.None(
        from assembly in Built.Value
        from friend in assembly.Friends
        where !Directory.Exists(Path.Combine(Repository.Root, "tests", friend))
        select $"{assembly.Project} lets {friend} see its internals. What a layer needs of the one below is public there.");

    /// <summary>We may replace a package, and a process can already have loaded another version of it.</summary>
    [Fact]
    public void No_public_member_has_a_type_of_a_package() => Faults.None(
        from assembly in Built.Value.Where(a => a.Project != Simulator)
        from other in PublicSurface.TypesOfOthers(assembly.Project)
        where !Framework.Contains(other.Assembly) && !Below[assembly.Project].Contains(other.Assembly) && !(other.Assembly == "System.Management.Automation" && assembly.Project == "ObshellPS")
        select $"{assembly.Project}: {other.Member} shows {other.Type} of {other.Assembly}.");

    [Fact]
    public void No_folder_has_too_many_files() => Faults.None(
        from file in Sources
        group file by file.Path[..file.Path.LastIndexOf('/')] into folder
        where folder.Count() > MaxFiles
        select $"{folder.Key} has {folder.Count()} files; at most {MaxFiles} are allowed. Make folders by subject.");

    [Fact]
    public void No_file_is_too_long() => Faults.None(
        from file in Sources
        let lines = file.Text.AsSpan().Count('\n')
        where lines > MaxLines
        select $"{file.Path} has {lines} lines; at most {MaxLines} are allowed.");

    [Fact]
    public void FolderLayers_finds_a_cycle_and_a_use_of_a_higher_row()
    {
        FolderUse[] uses = [new("A", "B", "1"), new("B", "C", "2"), new("C", "A", "3"), new("C", "D", "4")];

        Assert.Equal("p: A -> B (1); B -> C (2); C -> A (3)", Assert.Single(FolderLayers.Cycles("p", uses)));
        Assert.Equal(["src/p/C may not use A: 3.", "src/p/D has no place among the layers of p."], new FolderLayers("p", ["C"], ["A", "B"]).Faults(uses.Skip(1)).Order().Where(f => !f.Contains("B may", StringComparison.Ordinal)));
    }

    private static IEnumerable<FolderUse> UsesOf(string project)
    {
        FolderUse[] uses = [.. Built.Value.Single(a => a.Project == project).Uses, .. Usings(project)];

        // The scan must find uses, or the tests prove nothing.
        Assert.True(uses.Length > 100, $"{uses.Length} uses were found.");
        return uses;
    }

    /// <summary>
    /// The namespaces that the source files import. A compiled assembly does not show which types its constants come from, but the imports
    /// do.
    /// </summary>
    private static IEnumerable<FolderUse> Usings(string project)
    {
        string root = $"src/{project}/";
        return from file in Sources
               where file.Path.StartsWith(root, StringComparison.Ordinal)
               let folder = file.Path.LastIndexOf('/') is var end && end < root.Length ? "" : file.Path[root.Length..end]
               from used in Using().Matches(file.Text).Select(m => m.Groups["name"].Value)
               where used.StartsWith(project + ".", StringComparison.Ordinal)
               let other = used[(project.Length + 1)..].Replace('.', '/')
               where other != folder && Directory.Exists(Path.Combine(Repository.Root, "src", project, other)) && other != "Commands"
               select new FolderUse(folder, other, $"{file.Path} has 'using {used}'");
    }

    [GeneratedRegex("^using (?:static )?(?<name>Obshell[A-Za-z.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
