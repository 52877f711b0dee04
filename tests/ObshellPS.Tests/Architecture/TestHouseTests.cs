using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ObshellPS.Tests.Citations;
using Xunit;

namespace ObshellPS.Tests.Architecture;

/// <summary>The rules of CONTRIBUTING.md, "Where tests are".</summary>
[Trait("Topic", "Architecture")]
public sealed partial class TestHouseTests
{
    private const string Variables = "tests/Repository/TestVariables.cs";
    private const string Cmdlets = "tests/ObshellPS.Tests/Cmdlets/";

    /// <summary>These scripts read environment variables themselves, because they cannot call C#.</summary>
    private static readonly string[] Scripts = ["tests/Pester/Simulator.ps1", "tests/ObshellPS.Tests/Unattended/Stubs.ps1"];

    private static readonly string[] ByTopic = ["tests/ObshellPS.Tests/", "tests/Obshell.Client.Tests/", "tests/Obshell.Recovery.Tests/"];

    [Fact]
    public void Tests_read_and_set_environment_variables_in_one_file_only() => Faults.None(
        from file in RepositoryFile.All
        where file.Path.StartsWith("tests/", StringComparison.Ordinal) && file.Path != Variables && !Scripts.Contains(file.Path)
        from use in (file.Path.EndsWith(".cs", StringComparison.Ordinal) ? InCode() : InScript()).Matches(file.Text)
        select $"{file.Path} has {use.Value}. It belongs in {Variables}.");

    [Fact]
    public void Each_of_our_variables_is_in_TestVariables_and_in_the_table_of_CONTRIBUTING() => Faults.None(
        from file in RepositoryFile.All
        where file.Path.StartsWith("tests/", StringComparison.Ordinal) || file.Path.StartsWith(".ci/", StringComparison.Ordinal)
        from name in Ours().Matches(file.Text).Select(m => m.Value).Distinct()
        from place in new[] { Variables, "CONTRIBUTING.md" }
        where !Regex.IsMatch(RepositoryFile.TextOf(place), name + @"\b")
        select $"{file.Path} knows {name}, which {place} does not.");

    [Fact]
    public void A_folder_in_Cmdlets_has_the_name_of_a_cmdlet_or_of_its_noun()
    {
        string[] cmdlets = [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "cmdlets"), "*-Ob*.md").Select(f => Path.GetFileNameWithoutExtension(f))];
        string[] known = [.. cmdlets.Select(c => c.Replace("-", "", StringComparison.Ordinal)), .. cmdlets.Select(c => c[(c.IndexOf('-', StringComparison.Ordinal) + 1)..]), "DagOperators"];

        Faults.None(
            from file in RepositoryFile.All
            where file.Path.StartsWith(Cmdlets, StringComparison.Ordinal)
            let folder = file.Path[Cmdlets.Length..].Split('/')[0]
            where !known.Contains(folder)
            select $"{file.Path}: there is no cmdlet {folder}.");
    }

    [Fact]
    public void Each_test_class_has_the_trait_Topic() => Faults.None(
        from file in RepositoryFile.All
        where ByTopic.Any(p => file.Path.StartsWith(p, StringComparison.Ordinal)) && file.Path.EndsWith("Tests.cs", StringComparison.Ordinal)
        where !file.Text.Contains("\n[Trait(\"Topic\", \"", StringComparison.Ordinal)
        select $"{file.Path} has no [Trait(\"Topic\", ...)].");

    [GeneratedRegex(@"\b(?:Get|Set|Expand)EnvironmentVariables?\b")]
    private static partial Regex InCode();

    [GeneratedRegex(@"\$env:OBSHELLPS_\w+")]
    private static partial Regex InScript();

    [GeneratedRegex(@"\bOBSHELLPS_[A-Z][A-Z_]*[A-Z]\b")]
    private static partial Regex Ours();
}
