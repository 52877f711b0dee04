using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime;
using System.Security;

namespace MemoryProbe;

/// <summary>
/// Connects, starts restores and disconnects. Passwords are read as bytes directly into a SecureString. After each step this program writes
/// a line and waits for a byte, so that a test can search the memory of the process.
/// </summary>
internal static class Program
{
    private static readonly Stream Input = Console.OpenStandardInput();

    private static int Main(string[] arguments)
    {
        string manifest = typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "StagedModule").Value!;
        SecureString[] secrets = [ReadSecret(), ReadSecret(), ReadSecret(), ReadSecret()];
        using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        Run(runspace, "Import-Module -Name $args[0]", manifest);
        Pause("read");

        Run(runspace, "$null = Connect-ObCluster -Server $args[0] -Password $args[1] -AgentPassword $args[2] -WarningAction Ignore", arguments[0], secrets[0], secrets[1]);
        Pause("connected");

        for (int i = 0; i < 20; i++)
        {
            Run(runspace, """
                $restore = @{ DataBackupUri = 'file:///data'; ArchiveLogUri = 'file:///log'; ZoneList = 'zone1:s1:1' }
                $DebugPreference = 'Continue'
                $null = Start-ObTenantRestore @restore -RestoreTenantName $args[0] -Decryption $args[1], $args[1] -KmsEncryptInfo $args[2] -Confirm:$false -ErrorAction SilentlyContinue
                $null = Invoke-ObApi /api/v1/tenant/absent/password PUT -Body @{ new_password = $args[1] } -Confirm:$false -ErrorAction SilentlyContinue
                $null = Get-ObDag
                $Error.Clear()
                """, "t" + i, secrets[2], secrets[3]);
        }

        Pause("used");

        Run(runspace, "Disconnect-ObCluster");
        Array.ForEach(secrets, s => s.Dispose());
        Pause("disconnected");
        return 0;
    }

    private static void Run(Runspace runspace, string script, params object[] arguments)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(script);
        Array.ForEach(arguments, a => shell.AddArgument(a));
        shell.Invoke();
        if (shell.Streams.Error.Count > 0)
        {
            throw new InvalidOperationException(shell.Streams.Error[0].ToString());
        }
    }

    /// <summary>Reads one byte for the length, then two bytes for each character. No byte stays in a buffer.</summary>
    private static SecureString ReadSecret()
    {
        var secret = new SecureString();
        for (int left = Next(); left > 0; left--)
        {
            secret.AppendChar((char)(Next() | (Next() << 8)));
        }

        secret.MakeReadOnly();
        return secret;
    }

    private static int Next()
    {
        Span<byte> one = stackalloc byte[1];
        Input.ReadExactly(one);
        int value = one[0];
        one.Clear();
        return value;
    }

    /// <summary>Collects garbage, writes the line of this step, and waits. The test also searches freed memory.</summary>
    private static void Pause(string step)
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Console.WriteLine(step);
        Next();
    }
}
