using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using System.Xml.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.ExportObRestoreReport;

/// <summary>Export-ObRestoreReport as a user types it: its input, its output, and what it refuses.</summary>
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Reports")]
public sealed class ExportObRestoreReportTests : CmdletTest
{
    private const string Passed = "[Obshell.Recovery.RestoreDrillResult]@{ SourceName = 'orders'; Verdict = 'Passed'; RecoveryTime = [timespan]::FromMinutes(3); Checks = @([Obshell.Recovery.DrillCheck]@{ Name = 'Query'; Verdict = 'Passed'; Seen = '42' }) }";
    private const string Failed = "[Obshell.Recovery.RestoreDrillResult]@{ SourceName = 'payments'; Verdict = 'Failed'; ReasonId = 'RestoreJobFailed'; Reason = 'The backup is damaged.'; Advice = 'Take another.' }";
    private const string Skipped = "[Obshell.Recovery.RestoreDrillResult]@{ SourceName = 'stock'; Verdict = 'Skipped'; ReasonId = 'NoCapacity'; Reason = 'No room.' }";

    private readonly string folder = Directory.CreateTempSubdirectory("export").FullName;

    [Fact]
    public void Without_a_path_the_output_is_an_HTML_page_with_the_verdict_first()
    {
        string page = Text($"{Passed}, {Failed} | Export-ObRestoreReport -Title 'Of this week'");

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains(">1 of 2 backups is proven: 1 failed.</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Of this week", page, StringComparison.Ordinal);
        Assert.Empty(Requests);
    }

    [Theory]
    [InlineData("r.html", "<!DOCTYPE html>")]
    [InlineData("r.HTM", "<!DOCTYPE html>")]
    [InlineData("r.md", "# Restore drills")]
    [InlineData("r.markdown", "# Restore drills")]
    [InlineData("r.json", "{")]
    [InlineData("r.xml", "<?xml")]
    [InlineData("r.txt -Format Markdown", "# Restore drills")]
    [InlineData("r.html -Format Json", "{")]
    public void The_file_extension_sets_the_format_unless_Format_is_given(string arguments, string start)
    {
        Assert.Empty(Run($"$args[0] | Export-ObRestoreReport {Quoted(arguments)}", Drill(Passed)).ThrowIfFailed().Output);

        byte[] file = File.ReadAllBytes(Path.Combine(folder, arguments.Split(' ')[0]));
        Assert.StartsWith(start, Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        Assert.NotEqual(0xEF, file[0]);
    }

    [Fact]
    public void PassThru_returns_the_report_file()
    {
        PSObject output = Run($"{Passed} | Export-ObRestoreReport {Quoted("r.html")} -PassThru").Single();
        var file = (FileInfo)output.BaseObject;

        // Get-Item adds this property. PowerShell's table shows owner, mode and size only for a file with it.
        Assert.NotNull(output.Properties["PSPath"]);
        Assert.Equal(Path.Combine(folder, "r.html"), file.FullName);
        Assert.True(file.Length > 1000);
    }

    [Fact]
    public void A_path_is_relative_to_the_current_location_and_brackets_in_it_are_literal()
    {
        Run("$ExecutionContext.SessionState.Path.SetLocation($args[0])", folder).ThrowIfFailed();

        Run($"{Passed} | Export-ObRestoreReport 'a[1].json'").ThrowIfFailed();

        Assert.Equal(["a[1].json"], Files());
    }

    [Theory]
    [InlineData("{0}/r.txt", "UnknownReportFormat")]
    [InlineData("{0}/r", "UnknownReportFormat")]
    [InlineData("{0}/nowhere/r.html", "InvalidPath")]
    [InlineData("{0}", "InvalidPath", "-Format Json")]
    [InlineData("Variable:x.html", "InvalidPath")]
    [InlineData("nodrive:/x.html", "InvalidPath")]
    public void A_path_that_cannot_be_written_is_refused_before_the_first_drill_starts(string path, string id, string more = "")
    {
        SessionResult result = Run($"$began = $false; & {{ $script:began = $true; {Passed} }} | Export-ObRestoreReport $args[0] {more}", path.Replace("{0}", folder, StringComparison.Ordinal));

        Assert.Equal(id, result.Error(id).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(Files());
        Assert.Equal(false, Run("$script:began").Single().BaseObject);
    }

    [Fact]
    public void An_existing_file_is_replaced_unless_NoClobber_is_given()
    {
        string file = Path.Combine(folder, "r.json");
        File.WriteAllText(file, "before");

        Assert.Equal(ErrorCategory.ResourceExists, Run($"{Passed} | Export-ObRestoreReport $args[0] -NoClobber", file).Error("NoClobber").CategoryInfo.Category);
        Assert.Equal("before", File.ReadAllText(file));
        Run($"{Passed} | Export-ObRestoreReport $args[0]", file).ThrowIfFailed();
        Assert.StartsWith("{", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(["r.json"], Files());
    }

    /// <summary>Another process creates the file while the drills run.</summary>
    [Fact]
    public void NoClobber_does_not_replace_a_file_that_another_process_created_during_the_drills()
    {
        string file = Path.Combine(folder, "r.json");

        Run($"& {{ {Passed}; [IO.File]::WriteAllText($args[0], 'before') }} $args[0] | Export-ObRestoreReport $args[0] -NoClobber", file).Error("NoClobber");

        Assert.Equal("before", File.ReadAllText(file));
        Assert.Equal(["r.json"], Files());
    }

    [UnixTheory]
    [UnsupportedOSPlatform("windows")]
    [Trait("Promise", "15")]
    [InlineData("", true)]
    [InlineData("-Force", true)]
    [InlineData("-Force", false)]
    public void A_symbolic_link_is_refused_and_the_error_shows_its_target(string force, bool exists)
    {
        string target = Path.Combine(folder, "target.html");
        string link = Path.Combine(folder, "link.html");
        if (exists)
        {
            File.WriteAllText(target, "of another user");
            File.SetUnixFileMode(target, UnixFileMode.UserRead);
        }

        File.CreateSymbolicLink(link, target);
        string error = Run($"{Passed} | Export-ObRestoreReport $args[0] {force}", link).Error("LinkNotFollowed").ToString()!;

        Assert.Contains(target, error, StringComparison.Ordinal);
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Equal(exists, File.Exists(target));
        if (exists)
        {
            Assert.Equal("of another user", File.ReadAllText(target));
            Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(target));
        }
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    [Trait("Promise", "15")]
    public void A_symbolic_link_that_is_created_during_the_drills_is_refused()
    {
        string target = Path.Combine(folder, "target.html");
        string file = Path.Combine(folder, "late.html");
        File.WriteAllText(target, "of another user");
        File.SetUnixFileMode(target, UnixFileMode.UserRead);
        Session.SetVariable("late", (Action)(() => File.CreateSymbolicLink(file, target)));

        Run($"{Passed} | ForEach-Object {{ $late.Invoke(); $_ }} | Export-ObRestoreReport $args[0] -Force", file).Error("LinkNotFollowed");

        Assert.Equal("of another user", File.ReadAllText(target));
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(target));
    }

    [Fact]
    public void A_read_only_file_is_replaced_only_with_Force_and_stays_read_only()
    {
        string file = Path.Combine(folder, "r.json");
        File.WriteAllText(file, "before");
        File.SetAttributes(file, FileAttributes.ReadOnly);

        Run($"{Passed} | Export-ObRestoreReport $args[0]", file).Error("FileReadOnly");
        Assert.Equal("before", File.ReadAllText(file));
        Run($"{Passed} | Export-ObRestoreReport $args[0] -Force", file).ThrowIfFailed();

        Assert.StartsWith("{", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.True(File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly));
        File.SetAttributes(file, FileAttributes.Normal);
    }

    [Fact]
    public void WhatIf_writes_no_file_and_shows_the_path()
    {
        Run($"{Passed} | Export-ObRestoreReport {Quoted("r.html")} -WhatIf").ThrowIfFailed();

        Assert.Empty(Files());
        Assert.Contains("r.html", Host.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@() | Export-ObRestoreReport")]
    [InlineData("Export-ObRestoreReport")]
    [InlineData("Export-ObRestoreReport -InputObject @()")]
    [InlineData("Get-ObDag -TenantName missing | Export-ObRestoreReport")]
    public void An_empty_pipeline_is_an_error_and_no_report_is_written(string script)
    {
        SessionResult result = Run(script + " " + Quoted("r.xml"));

        Assert.Contains(result.AllErrors, e => e.FullyQualifiedErrorId.StartsWith("NothingToReport,", StringComparison.Ordinal));
        Assert.Empty(result.Output);
        Assert.Empty(Files());
    }

    [Fact]
    public void Input_that_is_not_a_drill_is_an_error_and_counts_as_an_error_in_the_report()
    {
        SessionResult result = Run($"{Passed}, 'orders', $null | Export-ObRestoreReport -Format JUnit");

        Assert.Equal(["NotReportable", "NotReportable"], result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        XElement suites = XDocument.Parse(result.Output.Single().ToString()!).Root!;
        Assert.Equal(("3", "2", "0"), ((string)suites.Attribute("tests")!, (string)suites.Attribute("errors")!, (string)suites.Attribute("failures")!));
    }

    /// <summary>
    /// The results in JUnit as a CI system shows them. Only a proven drill passes. A drill with the verdict Skipped is an error, not a
    /// skipped test.
    /// </summary>
    [Fact]
    public void In_JUnit_a_skipped_drill_is_an_error_and_a_failed_drill_is_a_failure()
    {
        XElement suites = XDocument.Parse(Text($"{Passed}, {Failed}, {Skipped} | Export-ObRestoreReport -Format JUnit")).Root!;

        XElement Case(string name) => suites.Descendants("testcase").Single(c => (string)c.Attribute("name")! == name);
        Assert.Equal(["system-out"], Case("orders").Elements().Select(e => e.Name.LocalName));
        Assert.Equal("RestoreJobFailed", (string)Case("payments").Element("failure")!.Attribute("type")!);
        Assert.Equal("NoCapacity", (string)Case("stock").Element("error")!.Attribute("type")!);
        Assert.Equal("0", (string)suites.Attribute("skipped")!);
    }

    [Fact]
    public void A_DAG_from_Wait_ObDag_is_shown_with_its_stages_and_their_agents()
    {
        Room.Start();
        Room.AdvanceAtEachLook(20);

        string page = Text("Wait-ObDag 11 | Export-ObRestoreReport");

        Assert.Contains("Tenant rt2 was restored in ", page, StringComparison.Ordinal);
        Assert.Contains("Wait restore task finish", page, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:", page, StringComparison.Ordinal);
        Assert.Contains("Logs of the task", page, StringComparison.Ordinal);
        Assert.Contains("The agent does not report its time zone", page, StringComparison.Ordinal);
    }

    /// <summary>Promise 4: the end of the DAG alone does not prove a restore.</summary>
    [Fact]
    [Trait("Promise", "4")]
    public void Promise_4_a_DAG_without_a_verdict_is_not_reported_as_restored()
    {
        Room.Start();
        Room.Advance(120);

        JsonNode unjudged = JsonNode.Parse(Text("Get-ObDag 11 -Detailed | Export-ObRestoreReport -Format Json"))!;
        JsonNode judged = JsonNode.Parse(Text("Wait-ObDag 11 | Export-ObRestoreReport -Format Json"))!;

        Assert.Equal("Unproven", (string)unjudged["outcome"]!);
        Assert.Equal("Good", (string)judged["outcome"]!);
    }

    [Fact]
    public void A_failed_restore_has_the_same_reason_and_advice_as_in_Wait_ObDag()
    {
        Room.Start("rt2", new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" });
        Room.Advance(60);

        SessionResult result = Run("Wait-ObDag 11 -ErrorVariable fault -ErrorAction SilentlyContinue | Export-ObRestoreReport -Format Json; $fault[0].ErrorDetails.RecommendedAction");

        JsonNode item = JsonNode.Parse(result.Output[0].ToString()!)!["items"]![0]!;
        Assert.Equal("DagFailed", (string)item["verdict"]!);
        Assert.Contains("No enough log", (string)item["reason"]!, StringComparison.Ordinal);
        Assert.Equal(result.Output[1].ToString(), (string)item["advice"]!);
    }

    [Fact]
    public void One_report_can_have_restores_DAGs_and_drills()
    {
        Room.Start();
        Room.Advance(120);

        JsonNode report = JsonNode.Parse(Text($"& {{ Get-ObTenantRestore rt2; Get-ObDag 11 -Detailed; (Get-ObTenantRestore rt2).Job; {Passed} }} | Export-ObRestoreReport -Format Json"))!;

        Assert.Equal(["Drill", "Restore", "Restore", "Restore"], report["items"]!.AsArray().Select(i => (string)i!["kind"]!).Order());
        Assert.Equal("3 of 4 items are done: 1 is not confirmed.", (string)report["sentence"]!);
    }

    /// <summary>
    /// A background job and Import-Clixml return a deserialized drill. The module's types file sets the depth of serialization.
    /// </summary>
    [Fact]
    public void A_deserialized_drill_gives_the_same_report()
    {
        Room.Start();
        Room.AdvanceAtEachLook(20);
        object drill = Drill($$"""
            $drill = {{Passed}}
            [Obshell.Recovery.RestoreDrillResult]@{ SourceName = 'orders'; Verdict = 'Passed'; RecoveryTime = $drill.RecoveryTime; StartedAt = [DateTimeOffset]'2026-11-22T01:00:00Z'; EndedAt = [DateTimeOffset]'2026-11-22T01:04:00Z'; Bytes = 5GB
                Checks = $drill.Checks; Samples = @([Obshell.Recovery.DrillProgressSample]@{ Since = [timespan]9; FinishBytes = 1; Status = 'x' }); Dag = (Wait-ObDag 11); Findings = (Test-ObTenantRestore @good -RestoreTenantName rt9).Findings }
            """);
        Session.SetVariable("whole", drill);
        Session.SetVariable("through", PSSerializer.Deserialize(PSSerializer.Serialize(drill)));

        string whole = Text("$whole | Export-ObRestoreReport -Format Json");
        string through = Text("$through | Export-ObRestoreReport -Format Json");

        Assert.Equal("Good", (string)JsonNode.Parse(through)!["outcome"]!);
        Assert.Equal(WithoutTime(whole), WithoutTime(through));
    }

    [Theory]
    [InlineData("Wait-ObDag 11", "Good")]
    [InlineData("Get-ObTenantRestore rt2", "Good")]
    [InlineData("(Get-ObTenantRestore rt2).Job", "Good")]
    public void A_deserialized_DAG_or_restore_gives_a_report(string script, string outcome)
    {
        Room.Start();
        Room.AdvanceAtEachLook(20);
        Run("Wait-ObDag 11").ThrowIfFailed();
        Session.SetVariable("through", PSSerializer.Deserialize(PSSerializer.Serialize(Run(script).Single(), 5)));

        Assert.Equal(outcome, (string)JsonNode.Parse(Text("$through | Export-ObRestoreReport -Format Json"))!["outcome"]!);
    }

    /// <summary>The default value of the verdict enum is Passed, so a missing verdict must be an error.</summary>
    [Fact]
    public void A_deserialized_drill_without_its_verdict_is_an_error()
    {
        var bag = new PSObject();
        bag.TypeNames.Insert(0, "Deserialized.Obshell.Recovery.RestoreDrillResult");
        bag.Properties.Add(new PSNoteProperty("SourceName", "orders"));
        Session.SetVariable("bag", bag);

        Run("$bag | Export-ObRestoreReport -Format Json -ErrorVariable fault").Error("NotReportable");
    }

    [Fact]
    [Trait("Promise", "6")]
    public void Promise_6_a_storage_key_in_a_name_from_a_user_is_masked()
    {
        string all = string.Concat(new[] { "Html", "Markdown", "Json", "JUnit" }.Select(f => Text(
            "[Obshell.Recovery.RestoreDrillResult]@{ SourceName = 'oss://b/d?host=h&access_key=CANARY1'; DataBackupUri = 'oss://b/d?access_key=CANARY2'; Verdict = 'Failed'; Reason = \"SET DECRYPTION IDENTIFIED BY 'CANARY3'\"; Advice = 'password=CANARY4' }"
            + $" | Export-ObRestoreReport -Format {f} -Title 'access_key=CANARY5'")));

        Assert.DoesNotContain("CANARY", all, StringComparison.Ordinal);
        Assert.Contains("***", all, StringComparison.Ordinal);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string Text(string script) => (string)Run(script).Single().BaseObject;

    private object Drill(string script) => Run(script).Single();

    private static string WithoutTime(string report) => string.Join('\n', report.Split('\n').Where(l => !l.Contains("\"madeAt\"", StringComparison.Ordinal)));

    private string[] Files() => [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!)];

    /// <summary>The first of the arguments is a path. It becomes a quoted path in the folder of the test.</summary>
    private string Quoted(string arguments)
    {
        string[] parts = arguments.Split(' ', 2);
        return $"'{Path.Combine(folder, parts[0])}' {(parts.Length > 1 ? parts[1] : "")}";
    }
}
