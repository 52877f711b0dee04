using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Packaging.Tests.Package;

/// <summary>The package as a user installs it: PowerShell finds it by name, shows its help, and it can restore a tenant.</summary>
[Collection(PackageCollection.Name)]
public sealed class InstalledModuleTests(PackedModule package)
{
    private static readonly string[] Topics = ["about_ObshellPS", "about_ObshellPS_PointInTime", "about_ObshellPS_Automation"];

    [Fact]
    public void Test_ModuleManifest_accepts_the_manifest_without_a_warning()
    {
        using var session = new HostedSession(manifest: package.Manifest);
        SessionResult result = session.Invoke("Test-ModuleManifest -Path $args[0] -WarningVariable w; $w", package.Manifest).ThrowIfFailed();

        var module = (PSModuleInfo)Assert.Single(result.Output).BaseObject;
        Assert.Equal(new Version(PackedModule.Numbers), module.Version);
        Assert.Equal(PackedModule.ProjectUrl, module.ProjectUri.ToString());
        Assert.StartsWith(PackedModule.ProjectUrl, module.IconUri.ToString(), StringComparison.Ordinal);
        Assert.Equal("https", module.LicenseUri.Scheme);
        Assert.Contains("Start-ObTenantRestore", module.ReleaseNotes, StringComparison.Ordinal);
        Assert.Equal(["Core", "Desktop"], module.CompatiblePSEditions.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(module.ExportedCommands.Keys, k => k.Contains('*', StringComparison.Ordinal));
        Assert.All(module.Tags, t => Assert.DoesNotContain(' ', t));
    }

    [Fact]
    public async Task The_module_is_imported_by_its_name_and_restores_a_tenant()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "secret", TimeScale = 100 });
        using var session = new HostedSession(manifest: package.Manifest);
        SessionResult result = session.Invoke(
            """
            Remove-Module ObshellPS
            $before = $env:PSModulePath
            try {
                $env:PSModulePath = $args[2]
                Import-Module ObshellPS -ErrorAction Stop
            }
            finally {
                $env:PSModulePath = $before
            }
            (Get-Module ObshellPS).ModuleBase
            $null = Connect-ObCluster -Server $args[0] -Password $args[1] -WarningAction SilentlyContinue
            'zone1', 'zone2', 'zone3' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1 |
                Start-ObTenantRestore -RestoreTenantName rt2 -DataBackupUri file:///data/backup/data -ArchiveLogUri file:///data/backup/clog |
                Wait-ObDag
            """, cluster.Agents[0].Uri.ToString(), Secret.Of("secret"), package.ModulePath).ThrowIfFailed();

        Assert.Equal(package.Module, result.Output[0].ToString());
        dynamic dag = result.Output[1];
        Assert.Equal("Restored", dag.Verdict.ToString());
        Assert.Equal(Path.Combine(package.Module, "bin", "net8.0", "ObshellPS.dll"), Imported("Start-ObTenantRestore", session).ImplementingType.Assembly.Location);
        Assert.Equal(1, cluster.Sql.Count(s => s.Contains("ALTER SYSTEM RESTORE rt2 ", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_module_exports_exactly_the_cmdlets_of_its_manifest()
    {
        using var session = new HostedSession(manifest: package.Manifest);
        IEnumerable<string> said = ObshellPS.Packaging.Manifest.ManifestText.Read(package.Manifest).Values("CmdletsToExport");
        IEnumerable<string> there = Imported("Wait-ObDag", session).ImplementingType.Assembly.GetExportedTypes()
            .Select(t => t.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Cast<CmdletAttribute>().SingleOrDefault())
            .OfType<CmdletAttribute>().Select(c => $"{c.VerbName}-{c.NounName}");

        Assert.Equal(there.Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));
        Assert.Equal(said.Order(StringComparer.Ordinal), session.Invoke("(Get-Module ObshellPS).ExportedCommands.Keys").Output.Select(o => o.ToString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_package_contains_its_help()
    {
        using var session = new HostedSession(manifest: package.Manifest);

        string synopsis = session.Invoke("(Get-Help Start-ObTenantRestore).Synopsis").Single().ToString();
        Assert.DoesNotContain("Start-ObTenantRestore", synopsis, StringComparison.Ordinal);
        Assert.All(Topics, topic => Assert.Contains("en-US/" + topic + ".help.txt", package.Files));
        Assert.All(Topics, topic => Assert.Contains("zh-CN/" + topic + ".help.txt", package.Files));
        Assert.All(Topics, topic => Assert.Contains("SHORT DESCRIPTION", session.Invoke("Get-Help $args[0]", topic).Single().ToString(), StringComparison.Ordinal));
    }

    private static CmdletInfo Imported(string cmdlet, HostedSession session) =>
        (CmdletInfo)session.Invoke("Get-Command $args[0]", cmdlet).Single().BaseObject;
}
