using System;
using System.Linq;
using ObshellPS.Tests.Citations;
using Xunit;

namespace ObshellPS.Tests.Changes;

/// <summary>Each decision about a change is in exactly one file, so that two places cannot differ.</summary>
[Trait("Topic", "Changes")]
public sealed class OnePathTests
{
    [Theory]
    [InlineData(".ChangeAsync(", "Obshell.Client/Changes/ChangeSender.cs")]
    [InlineData("new ChangeUnknownException(", "Obshell.Client/Changes/ChangeSender.cs")]
    [InlineData("\"RequestTimeout\", message", "Obshell.Client/Errors/ObshellConnectionException.cs")]
    [InlineData("new AuditRecord(", "ObshellPS/Pipeline/ObChangeCmdlet.cs")]
    [InlineData("cmdlet.ShouldProcess(", "ObshellPS/Pipeline/Consent.cs")]
    [InlineData("cmdlet.ShouldContinue(", "ObshellPS/Pipeline/Consent.cs")]
    public void Each_decision_about_a_change_is_made_in_one_file(string text, string home) => Assert.Equal(["src/" + home], FilesWith(text));

    /// <summary>
    /// The class Consent asks the user before every change of a cluster. The two cmdlets below only write files on this machine.
    /// </summary>
    [Fact]
    public void Only_the_cmdlets_that_write_files_call_ShouldProcess_themselves() => Assert.Equal(
        ["src/ObshellPS/Commands/Reports/ExportObRestoreReportCommand.cs", "src/ObshellPS/Commands/Plans/ExportObRecoveryPlanCommand.cs"],
        FilesWith("ShouldProcess(").Where(f => f.StartsWith("src/ObshellPS/Commands/", StringComparison.Ordinal)));

    private static string[] FilesWith(string text) =>
        [.. RepositoryFile.All.Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal) && f.Text.Contains(text, StringComparison.Ordinal)).Select(f => f.Path)];
}
