using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Importing;

/// <summary>The built module in PowerShell: its exports, importing it again, and the views of its objects.</summary>
[Trait("Topic", "Importing")]
public sealed class ModuleTests : CmdletTest
{
    private static readonly string[] Cmdlets =
    [
        "Connect-ObCluster", "ConvertFrom-ObScn", "ConvertTo-ObScn", "Disconnect-ObCluster", "Get-ObConnection", "Get-ObDag", "New-ObZoneParam", "Start-ObTenantRestore", "Wait-ObDag",
    ];

    public static TheoryData<string> CmdletNames => [.. Cmdlets];

    [Fact]
    public void The_cmdlets_of_the_main_path_are_exported()
    {
        string[] exported = [.. Run("(Get-Module ObshellPS).ExportedCommands.Keys").ThrowIfFailed().Output.Select(o => o.ToString()!)];

        Assert.Empty(Cmdlets.Except(exported, StringComparer.Ordinal));
        Assert.All(exported, c => Assert.Contains("-Ob", c, StringComparison.Ordinal));
    }

    /// <summary>The psm1 file must not need any module of PowerShell itself.</summary>
    [Fact]
    public void The_module_can_be_imported_in_a_session_with_only_core_commands()
    {
        using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddScript("$PSModuleAutoLoadingPreference = 'None'; Import-Module $args[0] -ErrorAction Stop; @(Get-Command -Module ObshellPS).Count -gt 20; Get-Module | ForEach-Object Name");

        Assert.Equal(["True", "ObshellPS"], shell.AddArgument(HostedSession.ModuleManifest).Invoke().Select(o => o.ToString()));
        Assert.Empty(shell.Streams.Error);
    }

    /// <summary>.NET cannot unload assemblies, so the old code would run under the new version number.</summary>
    [Fact]
    public void Importing_another_version_in_the_same_process_warns_that_the_old_code_is_used()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "ObshellPS");
        try
        {
            Copy(Path.GetDirectoryName(HostedSession.ModuleManifest)!, folder);
            string manifest = Path.Combine(folder, "ObshellPS.psd1");
            File.WriteAllText(manifest, System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(manifest), @"ModuleVersion\s*=\s*'[^']*'", "ModuleVersion = '99.1.2'"));
            using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
            runspace.Open();
            using var shell = PowerShell.Create(runspace);

            shell.AddScript("Import-Module $args[0] -ErrorAction Stop").AddArgument(manifest).Invoke();

            string warning = Assert.Single(shell.Streams.Warning).Message;
            Assert.Contains("99.1.2", warning, StringComparison.Ordinal);
            Assert.Contains("Start a new PowerShell", warning, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }

        static void Copy(string from, string to)
        {
            foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            {
                string target = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }

    [Fact]
    public void In_ConstrainedLanguage_mode_the_import_fails_with_one_error_that_gives_the_cause()
    {
        var state = InitialSessionState.CreateDefault2();
        state.LanguageMode = PSLanguageMode.ConstrainedLanguage;
        using Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Import-Module").AddArgument(HostedSession.ModuleManifest);
        string? thrown = null;
        try
        {
            shell.Invoke();
        }
        catch (RuntimeException e)
        {
            thrown = e.Message;
        }

        Assert.Contains("ConstrainedLanguage mode", Assert.Single(shell.Streams.Error.Select(e => e.ToString()).Concat(thrown is null ? [] : [thrown])), StringComparison.Ordinal);
    }

    [Fact]
    public void Repeated_imports_keep_the_cmdlets_the_types_and_the_connection()
    {
        var declared = (int)Run("(Test-ModuleManifest $args[0]).ExportedCmdlets.Count", HostedSession.ModuleManifest).Single().BaseObject;
        for (int i = 0; i < 3; i++)
        {
            Run("Import-Module $args[0] -Force -ErrorAction Stop", HostedSession.ModuleManifest).ThrowIfFailed();

            SessionResult result = Run(
                """
                @(Get-Command -Module ObshellPS).Count
                @((Get-Module ObshellPS).ExportedCmdlets.Keys).Count
                [Obshell.Client.ZoneParam]::new('zone1', 's1', 1).ToString()
                ('zone1' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1) -is [Obshell.Client.ZoneParam]
                @(Get-ObConnection).Count
                """).ThrowIfFailed();
            Assert.Equal([declared, declared], result.Output.Take(2).Select(o => o.BaseObject));
            Assert.Equal(["zone1:s1:1:FULL", true, 1], result.Output.Skip(2).Select(o => o.BaseObject));
        }

        Run("Start-ObTenantRestore @good").Single();
    }

    [Fact]
    public void The_module_can_be_removed_and_imported_again()
    {
        SessionResult result = Run("Remove-Module ObshellPS; Import-Module $args[0]; ConvertTo-ObScn 1970-01-01T00:00:01Z", HostedSession.ModuleManifest);

        Assert.Equal(1_000_000_000L, result.Single().BaseObject);
    }

    [Fact]
    public void The_modules_assemblies_are_in_their_own_load_context()
    {
        IEnumerable<string> loaded = AppDomain.CurrentDomain.GetAssemblies()
            .Where(a => System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(a)?.Name == "ObshellPS").Select(a => a.GetName().Name!);

        Assert.Contains("Obshell.Client", loaded);
        Assert.Contains("Obshell.Recovery", loaded);
        Assert.Contains("ObshellPS", loaded);
    }

    [Fact]
    public void A_DAG_is_shown_as_one_line_with_stage_and_verdict()
    {
        Room.Start();
        Room.Advance(60);

        Run("Wait-ObDag 11 | Out-Default").ThrowIfFailed();

        string[] lines = Lines();
        Assert.Matches(@"^Id\s+Task\s+Result\s+Percent\s+Elapsed\s+Step", lines[0]);
        Assert.Matches(@"^11\s+Restore rt2\s+Restored\s+100 %\s+00:00:\d\d\s+5/5 Upgrade tenant", lines[2]);
        Assert.Equal(3, lines.Length);
    }

    [Theory]
    [InlineData("'zone1' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1", @"Name\s+ReplicaType\s+UnitConfigName\s+UnitNum", @"zone1\s+FULL\s+s1\s+1")]
    [InlineData("Get-ObConnection", @"IsCurrent\s+ClusterName\s+ClusterId\s+Agent\s+Version\s+ObVersion\s+IsTls", @"True\s+obcluster\s+1\s+127\.0\.0\.1:\d+\s+4\.5\.0\.0-0\s+\S+\s+False")]
    [InlineData("ConvertFrom-ObScn 1795233600123456789", @"Scn\s+Utc\s+DateTimeOffset", @"1795233600123456789\s+2026-11-21T04:00:00\.123456789Z")]
    public void Each_kind_of_object_has_its_own_table_view(string script, string head, string row)
    {
        Run("" + script + " | Out-Default").ThrowIfFailed();

        Assert.Matches(head, Host.Screen);
        Assert.Matches(row, Host.Screen);
    }

    [Theory]
    [MemberData(nameof(CmdletNames))]
    public void Every_cmdlet_with_output_declares_its_OutputType(string name)
    {
        var command = (CmdletInfo)Run("Get-Command $args[0]", name).Single().BaseObject;

        Assert.Equal(name != "Disconnect-ObCluster", command.OutputType.Count > 0);
    }

    [Theory]
    [MemberData(nameof(CmdletNames))]
    public void Every_cmdlet_that_sends_requests_has_the_parameter_Connection(string name)
    {
        var command = (CmdletInfo)Run("Get-Command $args[0]", name).Single().BaseObject;
        bool talks = name is "Start-ObTenantRestore" or "Wait-ObDag" or "Get-ObDag" or "Disconnect-ObCluster";

        Assert.Equal(talks, command.Parameters.ContainsKey("Connection"));
    }

    [HelpTheory]
    [MemberData(nameof(CmdletNames))]
    public void Every_cmdlet_has_a_synopsis_and_an_example_and_a_text_for_every_parameter(string name)
    {
        dynamic help = Run("Get-Help $args[0] -Full", name).Single();

        string synopsis = ((PSObject)help.Synopsis).ToString().Trim();
        Assert.False(synopsis.Length == 0 || synopsis.StartsWith(name, StringComparison.Ordinal), $"{name} has no synopsis.");
        Assert.NotNull(((PSObject)help).Properties["examples"]?.Value);
        SessionResult described = Run("Get-Help $args[0] -Parameter * | ForEach-Object { if (-not $_.Description) { $_.Name } }", name).ThrowIfFailed();
        Assert.Empty(described.Output.Select(o => o.ToString()));
    }

    private string[] Lines() => Host.Screen.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Skips the test if the built module has no help.</summary>
    private sealed class HelpTheoryAttribute : TheoryAttribute
    {
        public HelpTheoryAttribute()
        {
            if (!Directory.EnumerateFiles(Path.GetDirectoryName(HostedSession.ModuleManifest)!, "*-Help.xml", SearchOption.AllDirectories).Any())
            {
                Skip = "The staged module has no help.";
            }
        }
    }
}
