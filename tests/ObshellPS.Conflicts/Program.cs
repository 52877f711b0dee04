using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace ObshellPS.Conflicts;

/// <summary>
/// Imports alien modules and our module in one PowerShell, in the order of its arguments, and uses all of them. Writes one line for each
/// step: its name and its result.
/// </summary>
internal static class Program
{
    /// <summary>Loads the assembly into the shared load context, as most modules do.</summary>
    private const string Shared = "Import-Module $args[0] -ErrorAction Stop; & $args[2]";

    /// <summary>
    /// Loads the assembly into its own load context. A module must do this for a newer version of an assembly of PowerShell, because .NET
    /// refuses the newer version in the shared context.
    /// </summary>
    private const string Own = """
        $context = [System.Runtime.Loader.AssemblyLoadContext]::new($args[2])
        $null = $context.LoadFromAssemblyPath($args[1])
        Import-Module -Assembly $context.LoadFromAssemblyPath($args[0]) -ErrorAction Stop
        & $args[2]
        """;

    /// <summary>
    /// A typical use of our module. Each of these cmdlets needs encryption, JSON or both. The script also sends an SQL query, as a drill
    /// does.
    /// </summary>
    private const string Ours = """
        $ErrorActionPreference = 'Stop'
        $secret = [System.Security.SecureString]::new()
        foreach ($c in $env:OBSHELL_PASSWORD.ToCharArray()) { $secret.AppendChar($c) }
        $null = Connect-ObCluster -Server $args[0] -Password $secret -WarningAction SilentlyContinue
        $zones = 'zone1', 'zone2' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1
        $restore = @{ RestoreTenantName = $args[1]; DataBackupUri = 'file:///d'; ArchiveLogUri = 'file:///l'; Timestamp = '2026-11-21T12:00:00+08:00' }
        $null = $zones | Test-ObTenantRestore @restore
        $dag = $zones | Start-ObTenantRestore @restore | Wait-ObDag
        $null = Get-ObDag $dag.Id -Detailed
        $null = @(Get-ObTenant; Get-ObZone; Get-ObUnitConfig; Get-ObAgent; Get-ObTenantRestore $args[1])
        $null = Invoke-ObApi /api/v1/info
        $null = [Obshell.Client.ZoneParam]::new('zone1', 's1', 1)
        # The platform takes most keys; BouncyCastle serves those that it refuses.
        $rsa = [System.Security.Cryptography.RSA]::Create(512)
        $block = [Obshell.Client.ObConnection].Assembly.GetType('Obshell.Client.Encryption.BouncyCastleRsaBlock').GetMethod('Import').Invoke($null, @(, $rsa.ExportRSAPublicKey()))
        $cipher = [byte[]]::new($block.BlockBytes)
        $block.Encrypt([byte[]](1, 2, 3), 0, 3, $cipher, 0)
        $plain = $rsa.Decrypt($cipher, [System.Security.Cryptography.RSAEncryptionPadding]::Pkcs1)
        # A drill's query, which loads the SQL library.
        $recovery = [Obshell.Recovery.RestoredTenant].Assembly
        $query = [Activator]::CreateInstance($recovery.GetType('Obshell.Recovery.Drills.Query.TenantQuery'))
        $query.Text = 'SELECT 1'
        $tenant = [Obshell.Recovery.RestoredTenant] @{ Name = $args[1]; Mode = 'MYSQL'; Host = '127.0.0.1'; Port = (Get-ObZone zone1).Servers[0].SqlPort }
        $endpoints = [Activator]::CreateInstance($recovery.GetType('Obshell.Recovery.Drills.Query.SqlEndpoints'), @(([string[]] '127.0.0.1'), ([string[]] @()), $false))
        $answer = [Activator]::CreateInstance($recovery.GetType('Obshell.Recovery.Drills.Query.QueryCheck'), @($query, $endpoints, $null, $null)).RunAsync($tenant, [System.Threading.CancellationToken]::None).GetAwaiter().GetResult()
        "$($dag.Verdict) $(ConvertTo-ObScn 1970-01-01T00:00:01Z) $plain $($answer.Verdict) $($answer.Seen)"
        """;

    /// <param name="arguments">The manifest of our module, the agent, and when the alien modules are imported: <c>before</c> our import,
    /// after it (<c>imported</c>) or after our first use (<c>used</c>). Then four values for each alien module: its load context
    /// (<c>shared</c> or <c>own</c>), the file of the real dependency, the version of the alien assembly, and a type of the
    /// dependency.</param>
    public static int Main(string[] arguments)
    {
        (string manifest, string server, string order) = (arguments[0], arguments[1], arguments[2]);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("obshellps-alien");
        try
        {
            Alien[] aliens = [.. arguments.Skip(3).Chunk(4).Select((a, i) => Alien.Make(folder, i + 1, a))];
            using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
            runspace.Open();
            if (order == "before")
            {
                Array.ForEach(aliens, a => a.Import(runspace));
            }

            Say("import", runspace, "Import-Module $args[0] -ErrorAction Stop; @(Get-Command -Module ObshellPS).Count -eq @((Get-Module ObshellPS).ExportedCmdlets.Keys).Count", manifest);
            Say("loaded", runspace, "[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name -eq 'ObshellPS' } | ForEach-Object { $_.GetName().Name }");
            if (order == "used")
            {
                Say("ours", runspace, Ours, server, "rt1");
            }

            if (order != "before")
            {
                Array.ForEach(aliens, a => a.Import(runspace));
            }

            Say("ours again", runspace, Ours, server, "rt2");
            Array.ForEach(aliens, a => Say($"alien {a.Number} again", runspace, a.Command));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Say(string step, Runspace runspace, string script, params object[] arguments)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(script);
        foreach (object argument in arguments)
        {
            shell.AddArgument(argument);
        }

        string said;
        try
        {
            said = string.Join(", ", shell.Invoke().Select(o => o?.ToString()));
        }
        catch (RuntimeException e)
        {
            said = "failed: " + e.ErrorRecord + " / " + e.GetBaseException();
        }

        said += string.Concat(shell.Streams.Error.Select(e => " error: " + e));
        Console.WriteLine(step + "=" + said.Replace("\r", "", StringComparison.Ordinal).Replace('\n', ' '));
    }

    private sealed record Alien(int Number, string Module, string Dependency, string Script)
    {
        public string Command => "Get-Alien" + Number;

        public static Alien Make(DirectoryInfo parent, int number, string[] arguments)
        {
            (string context, string real, string version, string type) = (arguments[0], arguments[1], arguments[2], arguments[3]);
            DirectoryInfo folder = parent.CreateSubdirectory("alien" + number);
            AssemblyName name = AssemblyName.GetAssemblyName(real);
            name.Version = Version.Parse(version);
            return new Alien(number, AlienModule.Write(folder.FullName, name, type, number), Path.Combine(folder.FullName, name.Name + ".dll"), context == "own" ? Own : Shared);
        }

        public void Import(Runspace runspace) => Say($"alien {Number}", runspace, Script, Module, Dependency, Command);
    }
}
