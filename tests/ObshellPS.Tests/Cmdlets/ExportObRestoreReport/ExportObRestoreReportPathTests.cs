using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.ExportObRestoreReport;

/// <summary>-Path and -LiteralPath work as in PowerShell's own Export cmdlets. -Culture sets the language of the report.</summary>
[Trait("Topic", "Reports")]
public sealed class ExportObRestoreReportPathTests : CmdletTest
{
    private const string Passed = "[Obshell.Recovery.RestoreDrillResult]@{ SourceName = 'orders'; Verdict = 'Passed'; RecoveryTime = [timespan]::FromMinutes(3); Checks = @([Obshell.Recovery.DrillCheck]@{ Name = 'Query'; Verdict = 'Passed'; Seen = '42' }) }";

    private readonly string folder = Directory.CreateTempSubdirectory("export").FullName;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_pattern_that_matches_one_file_means_that_file()
    {
        File.WriteAllText(Path.Combine(folder, "weekly.json"), "before");

        Run($"{Passed} | Export-ObRestoreReport -Path $args[0]", Path.Combine(folder, "w*.json")).ThrowIfFailed();

        Assert.Equal(["weekly.json"], Files());
        Assert.StartsWith("{", File.ReadAllText(Path.Combine(folder, "weekly.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_matches_several_files_is_refused()
    {
        File.WriteAllText(Path.Combine(folder, "a.json"), "a");
        File.WriteAllText(Path.Combine(folder, "b.json"), "b");

        Run($"{Passed} | Export-ObRestoreReport -Path $args[0]", Path.Combine(folder, "?.json")).Error("InvalidPath");

        Assert.Equal("a", File.ReadAllText(Path.Combine(folder, "a.json")));
    }

    [Theory]
    [InlineData("-Path")]
    [InlineData("-LiteralPath")]
    [InlineData("-PSPath")]
    [InlineData("-LP")]
    [InlineData("-FilePath")]
    public void Brackets_that_match_no_file_are_part_of_the_file_name(string parameter)
    {
        Run($"{Passed} | Export-ObRestoreReport {parameter} $args[0]", Path.Combine(folder, "r[1].json")).ThrowIfFailed();

        Assert.Equal(["r[1].json"], Files());
    }

    [Fact]
    public void LiteralPath_is_not_used_as_a_pattern()
    {
        File.WriteAllText(Path.Combine(folder, "r1.json"), "before");

        Run($"{Passed} | Export-ObRestoreReport -LiteralPath $args[0]", Path.Combine(folder, "r[1].json")).ThrowIfFailed();

        Assert.Equal("before", File.ReadAllText(Path.Combine(folder, "r1.json")));
    }

    [Theory]
    [InlineData("-Culture zh-CN", "zh-CN", "恢复演练")]
    [InlineData("-Culture zh", "zh-CN", "恢复演练")]
    [InlineData("-Culture en-US", "en", "The backup of orders")]
    [InlineData("-Culture de-DE", "en", "The backup of orders")]
    public void Culture_sets_the_language_of_the_report(string parameters, string language, string words)
    {
        string page = Run($"{Passed} | Export-ObRestoreReport {parameters}").Single().ToString()!;

        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_Culture_the_report_has_the_language_of_the_session()
    {
        string page = Run($"[cultureinfo]::CurrentUICulture = 'zh-CN'; {Passed} | Export-ObRestoreReport").Single().ToString()!;

        Assert.Contains("<html lang=\"zh-CN\">", page, StringComparison.Ordinal);
        Assert.Contains("orders 的备份已恢复并通过检查", page, StringComparison.Ordinal);
    }

    private string[] Files() => [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!).Order()];
}
