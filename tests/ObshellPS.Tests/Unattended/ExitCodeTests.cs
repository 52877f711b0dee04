using System;
using System.Threading.Tasks;
using Obshell.Simulator;
using Xunit;

namespace ObshellPS.Tests.Unattended;

/// <summary>
/// The exit codes and streams of docs/automation.md, which a scheduler sees. tests/Pester/Unattended.Tests.ps1 tests the same with a real
/// pwsh.
/// </summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Unattended")]
public sealed class ExitCodeTests : RunbookTest
{
    [Fact]
    public async Task A_successful_run_has_exit_code_0_and_writes_log_lines_but_nothing_to_stderr()
    {
        using ScriptProcess run = StartScheduled("good");

        (int code, string output, string error) = await run.EndAsync();

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("good Restored (DAG 11, started by this run: True)", output, StringComparison.Ordinal);
        Assert.Contains("Restore of tenant 'good' (DAG 11): stage 5/5 Upgrade tenant (SUCCEED)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_restore_has_exit_code_2_and_an_error_that_starts_with_its_id()
    {
        Cluster.SetBehaviour("bad", new RestoreBehaviour { JobFails = true });
        using ScriptProcess run = StartScheduled("bad");

        (int code, _, string error) = await run.EndAsync();

        Assert.Equal(2, code);
        Assert.Contains("| RestoreJobFailed: ", error, StringComparison.Ordinal);
        Assert.Contains("ret=-9040", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_the_module_refuses_has_exit_code_1_and_starts_nothing()
    {
        using ScriptProcess run = ScriptProcess.Start(
            Cluster, Scheduled, Stubs, NoVariables, "Server", Server, "RestoreTenantName", "refused", "Timestamp", "2026-11-21T12:00:00");

        (int code, _, string error) = await run.EndAsync();

        Assert.Equal(1, code);
        Assert.Contains("| InvalidTimestamp: ", error, StringComparison.Ordinal);
        Assert.Equal(0, RestoresOf("refused"));
    }

    [Fact]
    public async Task A_request_that_the_agent_refuses_has_exit_code_1()
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
    public async Task Every_example_has_exit_code_3_if_no_agent_can_be_reached(string script, params string[] parameters)
    {
        using ScriptProcess run = ScriptProcess.Start(
            Cluster, System.IO.Path.Combine(Examples, script.Replace('/', System.IO.Path.DirectorySeparatorChar)), Stubs, NoVariables, ["Server", "127.0.0.1:1", .. parameters]);

        (int code, _, string error) = await run.EndAsync();

        Assert.True(code == 3, error);
        Assert.Contains("127.0.0.1:1", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_without_an_answer_ends_the_run_with_exit_code_1_and_drops_nothing()
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
