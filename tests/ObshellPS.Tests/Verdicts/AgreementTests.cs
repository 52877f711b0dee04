using System;
using System.Linq;
using System.Text.RegularExpressions;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Verdicts;

/// <summary>
/// A verdict means the same in the view, the error, the drill, each format of a report, and docs/reports.md. The tests run alone, because
/// <c>$PSStyle</c> is one object for the whole process.
/// </summary>
[Collection(AloneCollection.Name)]
[Trait("Promise", "4")]
[Trait("Topic", "Verdicts")]
public sealed class AgreementTests : CmdletTest
{
    private const string Dag = """
        $dag = [Obshell.Recovery.DagDetail]@{ Id = '11'; Name = 'Restore backup_rt2'; State = 'SUCCEED'; Operator = 'RUN'; Stage = 5; MaxStage = 5 }
        [void] [Obshell.Recovery.DagDetail].GetProperty('Verdict').GetSetMethod($true).Invoke($dag, @([Obshell.Recovery.DagVerdict] $args[0]))

        """;

    private const string Drill = """
        $drill = [Obshell.Recovery.RestoreDrillResult]@{
            SourceName = 'rt2'; Verdict = $args[0]; ReasonId = 'AReason'; Reason = 'A reason.'; RecoveryTime = [timespan]::FromMinutes(3)
            Checks = @([Obshell.Recovery.DrillCheck]@{ Name = 'Query'; Verdict = 'Passed' })
        }

        """;

    public static TheoryData<string> OfDags => [.. VerdictPage.OfDags.Keys];

    public static TheoryData<string> OfDrills => [.. VerdictPage.OfDrills.Keys];

    [Fact]
    public void The_page_reports_md_has_a_row_for_each_verdict()
    {
        Assert.Equal(Names("Obshell.Recovery.DagVerdict"), VerdictPage.OfDags.Keys.Order());
        Assert.Equal(Names("Obshell.Recovery.DrillVerdict"), VerdictPage.OfDrills.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(OfDags))]
    public void A_view_colours_a_DAG_by_its_outcome(string verdict)
    {
        // Verdict None: the view shows only the state, without a colour.
        string expected = verdict == "None" ? "no colour" : Outcome(verdict)[3];

        Assert.Equal(expected, Colour(Dag + "[ObshellPS._Format]::Result($dag, $ExecutionContext)", verdict));
    }

    [Theory]
    [MemberData(nameof(OfDrills))]
    public void A_view_colours_a_drill_by_its_outcome(string verdict) =>
        Assert.Equal(VerdictPage.Outcomes[VerdictPage.OfDrills[verdict][0]][3], Colour(Drill + "[ObshellPS._Format]::DrillVerdict($drill, $ExecutionContext)", verdict));

    [Theory]
    [MemberData(nameof(OfDags))]
    public void The_error_of_Wait_ObDag_has_the_id_that_the_page_gives(string verdict)
    {
        string id = Text(Dag + "[ObshellPS._Format].Assembly.GetType('ObshellPS.Errors.DagFaults').GetMethod('Of').Invoke($null, @($dag)).ErrorId", verdict);

        Assert.Equal(VerdictPage.OfDags[verdict][1], id.Length == 0 ? "none" : id);
    }

    [Theory]
    [MemberData(nameof(OfDags))]
    public void A_drill_after_a_failed_DAG_has_the_verdict_that_the_page_gives(string verdict)
    {
        string expected = VerdictPage.OfDags[verdict][2];
        string drill = Text(Dag + "[Obshell.Recovery.DagDetail].Assembly.GetType('Obshell.Recovery.Drills.Running.DrillReason').GetMethod('OfEnd').Invoke($null, @($dag)).Verdict", verdict);

        Assert.Equal(expected == "its checks decide" ? "" : expected, drill);
    }

    [Theory]
    [MemberData(nameof(OfDags))]
    public void A_DAG_has_the_outcome_of_the_page_in_each_report_format(string verdict) =>
        Reported(Dag + "$dag", verdict, VerdictPage.OfDags[verdict][0]);

    [Theory]
    [MemberData(nameof(OfDrills))]
    public void A_drill_has_the_outcome_of_the_page_in_each_report_format(string verdict) =>
        Reported(Drill + "$drill", verdict, VerdictPage.OfDrills[verdict][0]);

    public override async System.Threading.Tasks.Task DisposeAsync()
    {
        Run("$PSStyle.OutputRendering = 'Host'");
        await base.DisposeAsync();
    }

    private void Reported(string script, string verdict, string outcome)
    {
        string[] row = VerdictPage.Outcomes[outcome];
        string Export(string format) => Text($"& {{ {script} }} $args[0] | Export-ObRestoreReport -Format {format}", verdict);

        Assert.Equal(outcome, Regex.Match(Export("Json"), "\"kind\": \"[A-Za-z]+\",\\s+\"name\": \"rt2\",\\s+\"outcome\": \"(\\w+)\"").Groups[1].Value);
        Assert.Equal(row[1], Regex.Match(Export("Html"), "class=\"chip (\\w+)\"").Groups[1].Value);
        Assert.StartsWith($"**{row[2]} ", Export("Markdown").Split('\n')[2], StringComparison.Ordinal);
        string junit = Export("JUnit");
        Assert.Equal(row[4], Regex.Match(junit, "<testcase [^>]*>\\s*<(failure|error|skipped)") is { Success: true } not ? not.Groups[1].Value : "passed");
        foreach (string kind in new[] { "failure", "error", "skipped" })
        {
            Assert.Contains($" {(kind == "skipped" ? kind : kind + "s")}=\"{(row[4] == kind ? 1 : 0)}\"", junit, StringComparison.Ordinal);
        }
    }

    private string[] Outcome(string verdict) => VerdictPage.Outcomes[VerdictPage.OfDags[verdict][0]];

    private string Colour(string script, string verdict)
    {
        ((RecordingInterface)Host.UI).ShowsColours = true;
        string text = Text("$PSStyle.OutputRendering = 'Host'\n" + script, verdict);
        return text switch
        {
            _ when text.StartsWith("\u001b[32m", StringComparison.Ordinal) => "green",
            _ when text.StartsWith("\u001b[33m", StringComparison.Ordinal) => "yellow",
            _ when text.StartsWith("\u001b[91m", StringComparison.Ordinal) => "red",
            _ => text.StartsWith('\u001b') ? text[..5] : "no colour",
        };
    }

    private string[] Names(string type) => [.. Run($"[enum]::GetNames([{type}])").ThrowIfFailed().Output.Select(o => o.ToString()!).Order()];

    private string Text(string script, string verdict) => string.Concat(Run(script, verdict).ThrowIfFailed().Output.Select(o => o?.ToString()));
}
