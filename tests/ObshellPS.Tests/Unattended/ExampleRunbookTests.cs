using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using System.Threading.Tasks;
using Obshell.Simulator;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace ObshellPS.Tests.Unattended;

/// <summary>The runbooks in examples/. Commands of Azure and Ansible are replaced by stubs.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Unattended")]
public sealed class ExampleRunbookTests : RunbookTest, IDisposable
{
    private readonly string started = Path.GetTempFileName();

    /// <summary>The scripts for users. The script of the quick start is excluded, because it only shows other scripts.</summary>
    public static TheoryData<string> Scripts => [.. Directory.GetFiles(Examples, "*.ps1", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Examples, f)).Where(f => !f.StartsWith("Quickstart", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        File.Delete(started);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_script_parses_and_every_unattended_script_stops_at_its_first_error(string file)
    {
        ScriptBlockAst script = Parser.ParseFile(Path.Combine(Examples, file), out _, out ParseError[] errors);

        Assert.Empty(errors);
        Assert.Equal(script.ParamBlock is not null, script.Extent.Text.Contains("$ErrorActionPreference = 'Stop'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task If_the_first_Azure_runbook_runs_twice_it_makes_one_restore_and_passes_on_the_DAG_id()
    {
        for (int run = 0; run < 2; run++)
        {
            (int code, string output, string error) = await AzureAsync("Start-TenantRestore.ps1", "RestoreTenantName", "az1", "Timestamp", "2026-11-21T12:00:00+08:00", "ZoneList", "zone1:s1:1;zone2:s1:1");

            Assert.Equal((0, ""), (code, error));
            Assert.Contains($"az1 is DAG 11, started by this run: {run == 0}", output, StringComparison.Ordinal);
            string[] handedOn = await File.ReadAllLinesAsync(started);
            Assert.Equal("Wait-TenantRestore", handedOn[0]);
            Assert.Contains("DagId=11", handedOn);
        }

        Assert.Equal(1, RestoresOf("az1"));
    }

    [Fact]
    public async Task The_second_Azure_runbook_waits_in_slices_and_restarts_itself_until_the_restore_has_ended()
    {
        Cluster.SetBehaviour("az1", new RestoreBehaviour { Duration = TimeSpan.FromHours(2) });
        await AzureAsync("Start-TenantRestore.ps1", "RestoreTenantName", "az1", "Timestamp", "2026-11-21T12:00:00+08:00", "ZoneList", "zone1:s1:1");

        (int code, string output, string error) = await AzureAsync("Wait-TenantRestore.ps1", "DagId", "11", "SliceSeconds", "0");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("goes on; the next slice has been started", output, StringComparison.Ordinal);
        Assert.Contains("SliceSeconds=0", await File.ReadAllLinesAsync(started));

        Cluster.SetBehaviour("az1", new RestoreBehaviour());
        (code, output, error) = await AzureAsync("Wait-TenantRestore.ps1", "DagId", "11");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("DAG 11, az1: Restored", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_restore_fails_the_Azure_job()
    {
        Cluster.SetBehaviour("az1", new RestoreBehaviour { JobFails = true });
        await AzureAsync("Start-TenantRestore.ps1", "RestoreTenantName", "az1", "Timestamp", "2026-11-21T12:00:00+08:00", "ZoneList", "zone1:s1:1");

        (int code, _, string error) = await AzureAsync("Wait-TenantRestore.ps1", "DagId", "11");

        Assert.Equal(1, code);
        Assert.Contains("| RestoreJobFailed: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_of_the_Ansible_role_reports_a_change_only_once_and_fails_with_an_exit_code()
    {
        Assert.Contains("changed=True verdict=Restored dag=11", (await AnsibleAsync("an1")).Output, StringComparison.Ordinal);
        Assert.Contains("changed=False verdict=Restored dag=11", (await AnsibleAsync("an1")).Output, StringComparison.Ordinal);
        Cluster.SetBehaviour("an2", new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" });
        (int code, _, string error) = await AnsibleAsync("an2");

        Assert.Equal(1, code);
        Assert.Contains("| DagFailed: ", error, StringComparison.Ordinal);
        Assert.Equal(1, RestoresOf("an1"));
    }

    [Fact]
    public void The_Ansible_files_are_valid_YAML_and_the_role_reads_output_and_exit_code_of_the_script()
    {
        YamlMappingNode[] files = [.. Directory.GetFiles(Path.Combine(Examples, "ansible"), "*.yml", SearchOption.AllDirectories).Select(Load)];
        YamlMappingNode task = RoleTask();

        Assert.Equal(4, files.Length);
        Assert.Equal("'changed=True' in obshell_restore.stdout", task["changed_when"].ToString());
        Assert.Equal("obshell_restore.rc != 0", task["failed_when"].ToString());

        // No variable of the role is inserted into the script text. It would be logged and could become PowerShell code.
        Assert.DoesNotContain("{{", task["ansible.windows.win_shell"].ToString(), StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Error)> AzureAsync(string runbook, params string[] parameters) =>
        RunAsync(Path.Combine(Examples, "azure-automation", runbook), new Dictionary<string, string> { [TestVariables.Started] = started }, ["Server", Server, .. parameters]);

    private async Task<(int ExitCode, string Output, string Error)> AnsibleAsync(string tenant)
    {
        YamlMappingNode task = RoleTask();
        string script = Path.ChangeExtension(started, ".ps1");
        await File.WriteAllTextAsync(script, task["ansible.windows.win_shell"].ToString());
        try
        {
            return await RunAsync(script, new Dictionary<string, string>
            {
                ["OBSHELL_SERVER"] = Server,
                ["OBSHELL_RESTORE_TENANT"] = tenant,
                ["OBSHELL_DATA_URI"] = "file:///data/backup/data",
                ["OBSHELL_ARCHIVE_URI"] = "file:///data/backup/clog",
                ["OBSHELL_TIMESTAMP"] = "2026-11-21T12:00:00+08:00",
                ["OBSHELL_ZONES"] = "zone1:s1:1;zone2:s1:1",
            });
        }
        finally
        {
            File.Delete(script);
        }
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string script, IReadOnlyDictionary<string, string> environment, params string[] parameters)
    {
        using ScriptProcess run = ScriptProcess.Start(Cluster, script, Stubs, environment, parameters);
        return await run.EndAsync();
    }

    private static YamlMappingNode RoleTask() => Load(Path.Combine(Examples, "ansible", "roles", "obshell_restore", "tasks", "main.yml"));

    /// <summary>The mapping of a YAML file, or the first mapping if the file is a list.</summary>
    private static YamlMappingNode Load(string file)
    {
        var yaml = new YamlStream();
        using (StreamReader reader = File.OpenText(file))
        {
            yaml.Load(reader);
        }

        YamlNode root = yaml.Documents[0].RootNode;
        return (YamlMappingNode)(root is YamlSequenceNode list ? list[0] : root);
    }
}
