using System;
using System.Diagnostics;
using System.IO;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Help;

/// <summary>
/// The help tool with --write adds to the pages what --check reports as missing, and corrects what --check reports as wrong.
/// </summary>
[Trait("Topic", "Help")]
public sealed class PageFillingTests : IDisposable
{
    private readonly string pages = Directory.CreateTempSubdirectory("obshellps-pages-").FullName;

    public PageFillingTests()
    {
        foreach (string page in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "cmdlets")))
        {
            File.Copy(page, PathOf(Path.GetFileName(page)));
        }
    }

    public void Dispose() => Directory.Delete(pages, recursive: true);

    [Theory]
    [InlineData("Get-ObDag.md")]
    [InlineData("Stop-ObTenantRestore.md")]
    [InlineData("Invoke-ObRestoreDrill.md")]
    public void The_tool_does_not_change_a_correct_page_and_repairs_a_wrong_page(string page)
    {
        Write();
        string right = File.ReadAllText(PathOf(page));
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "docs", "cmdlets", page)), right);

        File.WriteAllText(PathOf(page), right.Replace("Position: Named", "Position: 7", StringComparison.Ordinal).Replace("Aliases: cf\n", "", StringComparison.Ordinal).Replace("[<CommonParameters>]", "", StringComparison.Ordinal).Replace("Type: ", "Type: My", StringComparison.Ordinal));
        string log = Write();

        Assert.Contains(page, log, StringComparison.Ordinal);
        Assert.Equal(right, File.ReadAllText(PathOf(page)));
    }

    [Fact]
    public void A_missing_parameter_is_added_to_the_page_without_a_description()
    {
        string[] lines = File.ReadAllLines(PathOf("Stop-ObTenantRestore.md"));
        int from = Array.IndexOf(lines, "### -Force");
        int to = Array.FindIndex(lines, from + 1, l => l.StartsWith('#'));
        File.WriteAllLines(PathOf("Stop-ObTenantRestore.md"), [.. lines[..from], .. lines[to..]]);

        Write();

        string filled = File.ReadAllText(PathOf("Stop-ObTenantRestore.md"));
        Assert.Contains("### -Force\n\n```yaml\nType: SwitchParameter\nAliases: None\nRequired: False\nPosition: Named\nDefault: None\n", filled.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("[-Force]", filled, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cmdlet_without_a_page_gets_a_page()
    {
        File.Delete(PathOf("Get-ObZone.md"));

        Write();
        Write();

        string[] lines = File.ReadAllLines(PathOf("Get-ObZone.md"));
        Assert.Equal("# Get-ObZone", lines[4]);
        Assert.Contains("### -Connection", lines);
        Assert.Contains(lines, l => l.StartsWith("Get-ObZone [", StringComparison.Ordinal));
    }

    private string PathOf(string page) => Path.Combine(pages, page);

    private string Write()
    {
        string tool = Path.Combine(Repository.Root, "tools", "ObshellPS.Help", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "ObshellPS.Help.dll");
        using Process run = Process.Start(new ProcessStartInfo("dotnet", ["exec", tool, "--write", pages, Path.GetDirectoryName(HostedSession.ModuleManifest)!]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = run.StandardOutput.ReadToEnd();
        string faults = run.StandardError.ReadToEnd();
        run.WaitForExit();
        Assert.Equal(("", 0), (faults, run.ExitCode));
        return output;
    }
}
