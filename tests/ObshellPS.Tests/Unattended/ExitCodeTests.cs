using System;
using System.Threading.Tasks;
using Obshell.Simulator;
using Xunit;

namespace ObshellPS.Tests.Unattended;

/// <summary>docs/automation.md: what a scheduler sees of a run. tests/Pester/Unattended.Tests.ps1 says the same of a real pwsh.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Unattended")]
public sealed class ExitCodeTests : RunbookTest
{
    [Fact]
    public async Task A_good_run_ends_with_0_and_writes_nothing_to_stderr_and_a_line_a_change_to_the_log()
    {
        using ScriptProcess run = StartScheduled("good");

        (int code, string output, string error) = await run.EndAsync();

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("good Restored (DAG 11, started by this run: True)", output, StringComparison.Ordinal);
        Assert.Contains("Restore of tenant 'good' (DAG 11): stage 5/5 Upgrade tenant (SUCCEED)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_restore_ends_with_2_and_an_error_that_begins_with_its_id()
    {
        Cluster.SetBehaviour("bad", new RestoreBehaviour { JobFails = true });
        using ScriptProcess run = StartScheduled("bad");

        (int code, _, string error) = await run.EndAsync();

        Assert.Equal(2, code);
        Assert.Contains("| RestoreJobFailed: ", error, StringComparison.Ordinal);
        Assert.Contains("ret=-9040", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_here_ends_with_1_and_starts_nothing()
    {
        using ScriptProcess run = ScriptProcess.Start(
            Cluster, Scheduled, Stubs, NoVariables, "Server", Server, "RestoreTenantName", "refused", "Timestamp", "2026-11-21T12:00:00");

        (int code, _, string error) = await run.EndAsync();

        Assert.Equal(1, code);
        Assert.Contains("| InvalidTimestamp: ", error, StringComparison.Ordinal);
        Assert.Equal(0, RestoresOf("refused"));
    }

    [Fact]
    public async Task A_refusal_of_the_agent_ends_with_1()
    {
        Cluster.AddTenant(new Tenant { Name = "taken" });
        using ScriptProcess run = StartScheduled("taken");

        (int code, _, string error) = await run.EndAsync();

        Assert.Equal(1, code);
        Assert.Matches(@"\| (OB\.Tenant\.Existed|ExistingRestoreDiffers|TenantExists)", error);
    }

    [Theory]
    [InlineData("scheduled/Restore-Tenant.ps1", "RestoreTenantName", "x", "Timestamp", "2026-11-21T12:00:00+08:00")]
    [InlineData("weekly-drill/Invoke-WeeklyDrill.ps1", "Sources", "sources.csv", "HistoryPath", "none.jsonl", "ReportFolder", ".")]
    [InlineData("nightly-proof/Invoke-NightlyProof.ps1", "HistoryPath", "none.jsonl", "ReportFolder", ".")]
    [InlineData("lost-cluster/Restore-LostCluster.ps1", "Path", "plan.json", "ReportPath", "report.html")]
    public async Task Agents_that_cannot_be_reached_are_3_in_every_example(string script, params string[] parameters)
    {
        using ScriptProcess run = ScriptProcess.Start(
            Cluster, System.IO.Path.Combine(Examples, script.Replace('/', System.IO.Path.DirectorySeparatorChar)), Stubs, NoVariables, ["Server", "127.0.0.1:1", .. parameters]);

        (int code, _, string error) = await run.EndAsync();

        Assert.True(code == 3, error);
        Assert.Contains("127.0.0.1:1", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_cannot_be_answered_ends_with_1_and_names_the_switch()
    {
        using ScriptProcess run = StartScheduled("kept");
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
        string script = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".ps1");
        await System.IO.File.WriteAllTextAsync(script, "param($Server) $ErrorActionPreference = 'Stop'; Import-Module ObshellPS; $null = Connect-ObCluster -Server $Server -WarningAction SilentlyContinue; Remove-ObTenant kept");
        try
        {
            using ScriptProcess removal = ScriptProcess.Start(Cluster, script, "", NoVariables, "Server", Server);

            (int code, _, string error) = await removal.EndAsync();

            Assert.Equal(1, code);
            Assert.Contains("| ConfirmationImpossible: ", error, StringComparison.Ordinal);
            Assert.Contains(Cluster.Tenants, t => t.Name == "kept");
        }
        finally
        {
            System.IO.File.Delete(script);
        }
    }
}
