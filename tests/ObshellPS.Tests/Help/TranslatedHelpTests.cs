using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Help;

/// <summary>Get-Help shows the Chinese pages in a Chinese session, and the help tool compares them with the English pages.</summary>
[Trait("Topic", "Help")]
public sealed class TranslatedHelpTests(HelpSessions sessions) : IClassFixture<HelpSessions>, IDisposable
{
    private const string Facts = """
        ($help.syntax | Out-String), (@($help.examples.example).code -join "`n"), (@($help.relatedLinks.navigationLink).linkText -join "`n")
        @($help.parameters.parameter) | ForEach-Object { "$($_.name) $($_.type.name) $($_.required) $($_.position) $($_.pipelineInput) $($_.aliases) $($_.globbing)" }
        """;

    /// <summary>Script that returns every text of a cmdlet's help as one element.</summary>
    private const string Texts = """
        $help.Synopsis, ($help.description.Text -join "`n"), ($help.alertSet.alert.Text -join "`n")
        @($help.parameters.parameter) | ForEach-Object { $_.description.Text -join "`n" }
        @($help.examples.example) | ForEach-Object { $_.title; $_.remarks.Text -join "`n" }
        @($help.inputTypes.inputType) + @($help.returnValues.returnValue) | ForEach-Object { $_.description.Text -join "`n" }
        """;

    private static readonly string Docs = Path.Combine(HostedSession.RepoRoot, "docs", "cmdlets");
    private readonly string folder = Directory.CreateTempSubdirectory("obshellps-pages-").FullName;

    /// <summary>A copy of docs/cmdlets. The check also reads the folder above it.</summary>
    private string Pages => Path.Combine(folder, "cmdlets");

    public static TheoryData<string> Translated => [.. Names(Path.Combine(Docs, "zh-CN"))];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Translated))]
    public void Get_Help_of_a_cmdlet_is_Chinese_in_a_Chinese_session(string cmdlet)
    {
        Assert.All(sessions.Chinese(Texts, cmdlet), t => Assert.True(t.Any(IsChinese), t));
        Assert.DoesNotContain(sessions.English(Texts, cmdlet), t => t.Any(IsChinese));
    }

    /// <summary>Brackets in code are not a link, and a console does not show the backquotes of Markdown.</summary>
    [Fact]
    public void Code_in_the_help_is_unchanged()
    {
        Assert.Contains(sessions.English(Texts, "Test-ObTenantBackup"), t => t.Contains("exit [int](-not (Test-ObTenantBackup -Quiet))", StringComparison.Ordinal));
        Assert.Equal(
            ["True, at the usual $ConfirmPreference"],
            sessions.English("@($help.parameters.parameter) | Where-Object name -eq Confirm | ForEach-Object defaultValue", "Remove-ObUnitConfig"));
    }

    /// <summary>Code, syntax, types and links are the same in both languages.</summary>
    [Theory]
    [MemberData(nameof(Translated))]
    public void Get_Help_of_a_cmdlet_has_the_same_facts_in_both_languages(string cmdlet)
    {
        Assert.Equal(sessions.English(Facts, cmdlet), sessions.Chinese(Facts, cmdlet));
    }

    [Theory]
    [InlineData("ConvertFrom-ObScn 1795233600000000000", "ConvertFrom-ObScn 1", "the code of example 1 is not the code of the English page.")]
    [InlineData("### -Scn", "### -Other", "parameter -Scn is not on this page.")]
    [InlineData("### -Scn", "### -Other", "parameter -Other is not on the English page.")]
    [InlineData("- about_ObshellPS_PointInTime\n", "", "RELATED LINKS about_ObshellPS_PointInTime is not on this page.")]
    [InlineData("## SYNOPSIS\n\n把 SCN 转换为时间点。", "## SYNOPSIS\n\nEnglish words only.", "SYNOPSIS has no Chinese text.")]
    [InlineData("### Example 2: ", "```yaml\nType: Object\n```\n\n### Example 2: ", "is expected here")]
    public void The_check_reports_a_difference_between_a_Chinese_page_and_its_English_page(string right, string wrong, string finding)
    {
        Copy();
        string page = Path.Combine(Pages, "zh-CN", "ConvertFrom-ObScn.md");
        string text = File.ReadAllText(page).ReplaceLineEndings("\n");
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(page, text.Replace(right, wrong, StringComparison.Ordinal));

        (int code, string findings) = Tool("--check", Pages, Path.GetDirectoryName(HostedSession.ModuleManifest)!);

        Assert.Equal(1, code);
        Assert.Contains(finding, findings, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("zh-CN", "ConvertFrom-ObScn.md"), findings, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cmdlet_without_a_Chinese_page_is_shown_in_English_and_the_check_reports_it()
    {
        Copy();
        File.Delete(Path.Combine(Pages, "zh-CN", "Get-ObZone.md"));
        string module = Path.Combine(folder, "module");

        Assert.Equal((0, ""), Tool(Pages, module));
        string help = File.ReadAllText(Path.Combine(module, "zh-CN", "ObshellPS.dll-Help.xml"));

        Assert.Contains("Get-ObZone | ForEach-Object", help, StringComparison.Ordinal);
        Assert.Contains("the zones of the cluster", help, StringComparison.Ordinal);
        Assert.Contains("把 SCN 转换为时间点。", help, StringComparison.Ordinal);
        Assert.Contains("Get-ObZone has no Chinese page", Tool("--check", Pages, Path.GetDirectoryName(HostedSession.ModuleManifest)!).Findings, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.GetFiles(folder, "*-*.md").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    private static bool IsChinese(char c) => c is >= '\u4E00' and <= '\u9FFF';

    private static (int Code, string Findings) Tool(params string[] arguments)
    {
        string tool = Path.Combine(HostedSession.RepoRoot, "tools", "ObshellPS.Help", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "ObshellPS.Help.dll");
        using Process run = Process.Start(new ProcessStartInfo("dotnet", ["exec", tool, .. arguments]) { RedirectStandardError = true, StandardErrorEncoding = System.Text.Encoding.UTF8 })!;
        string findings = run.StandardError.ReadToEnd();
        run.WaitForExit();
        return (run.ExitCode, findings);
    }

    private void Copy()
    {
        foreach (string page in Directory.GetFiles(Docs, "*.md", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Pages, Path.GetRelativePath(Docs, page));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(page, copy);
        }
    }
}
