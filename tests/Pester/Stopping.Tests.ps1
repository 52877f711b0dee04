# Two ways to stop a command early: Ctrl+C, and Select-Object -First, which calls only Dispose. How to run: see Restore.Tests.ps1.

BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'Simulator.ps1'))
    Import-Module -Name $Manifest -Force

    # A proxy between module and simulator that counts the bytes that the module sends. It is C# 5, because Windows PowerShell needs that.
    if (-not ('ObshellPS.PesterRelay' -as [type])) {
        Add-Type -TypeDefinition @'
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
namespace ObshellPS {
    public sealed class PesterRelay : IDisposable {
        private readonly TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly int target;
        private long sent;
        private int open;
        public PesterRelay(int target) { this.target = target; listener.Start(); Run(Accept); }
        public int Port { get { return ((IPEndPoint)listener.LocalEndpoint).Port; } }
        public long Sent { get { return Interlocked.Read(ref sent); } }
        public int Open { get { return open; } }
        public void Dispose() { listener.Stop(); }
        private static void Run(Action work) {
            var thread = new Thread(() => { try { work(); } catch (Exception) { } });
            thread.IsBackground = true;
            thread.Start();
        }
        private void Accept() {
            while (true) {
                TcpClient near = listener.AcceptTcpClient();
                TcpClient far = new TcpClient("127.0.0.1", target);
                Interlocked.Increment(ref open);
                Run(() => { try { Copy(near, far, true); } finally { Interlocked.Decrement(ref open); near.Close(); far.Close(); } });
                Run(() => { try { Copy(far, near, false); } finally { near.Close(); far.Close(); } });
            }
        }
        private void Copy(TcpClient from, TcpClient to, bool count) {
            byte[] buffer = new byte[65536];
            int read;
            while ((read = from.GetStream().Read(buffer, 0, buffer.Length)) > 0) {
                if (count) { Interlocked.Add(ref sent, read); }
                to.GetStream().Write(buffer, 0, read);
            }
        }
    }
}
'@
    }

    # The clock runs in real time, so a restore that is started here does not end during a test.
    $script:simulator = Start-Simulator -TimeScale 1 -Argument '--restore-seconds', '3600'
    $script:relay = New-Object -TypeName ObshellPS.PesterRelay -ArgumentList ([uri]$simulator.Server).Port
    $script:connection = Connect-ObCluster -Server "127.0.0.1:$($relay.Port)" -Password (ConvertTo-Secret $RootPassword) -WarningAction SilentlyContinue
    $script:common = @{
        DataBackupUri = 'file:///data/backup/data'
        ArchiveLogUri = 'file:///data/backup/clog'
        ZoneList      = 'zone1:s1:1'
    }
    $script:dags = @(1..20 | ForEach-Object { Start-ObTenantRestore @common -RestoreTenantName (New-TenantName) })

    # One DAG is cancelled, so it ends immediately.
    $null = Stop-ObDag -Id $dags[7] -Force
}

AfterAll {
    Disconnect-ObCluster
    $relay.Dispose()
    Stop-Simulator $simulator
}

Describe 'Select-Object -First 1' -Tag 'Promise 7' {
    It 'ends a wait for many DAGs when the first DAG ends, and the script continues' {
        $log = @(
            $dags | Wait-ObDag -ErrorAction SilentlyContinue | Select-Object -First 1 -ExpandProperty Id
            'went on'
        )

        $log | Should -Be @($dags[7].Id, 'went on')
    }

    It 'does not stop the DAGs' {
        $null = $dags | Wait-ObDag -ErrorAction SilentlyContinue | Select-Object -First 1

        @(Get-ObDag -Unfinished | Where-Object -Property Operator -EQ -Value RUN).Count | Should -Be 19
    }

    It 'returns the first restore that starts, and the script continues' {
        $rows = 1..3 | ForEach-Object { @{ RestoreTenantName = New-TenantName } }

        $log = @(
            $rows | Start-ObTenantRestore @common -ThrottleLimit 1 | Select-Object -First 1 -ExpandProperty State
            'went on'
        )

        $log | Should -Be @('READY', 'went on')
    }
}

Describe 'Ctrl+C' -Tag 'Promise 7' {
    It 'ends a wait immediately and does not stop the DAGs' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
            param($Manifest, $Connection, $Ids)
            Import-Module -Name $Manifest
            'ready'
            Wait-ObDag $Ids -Connection $Connection
        }).AddArgument($Manifest).AddArgument($connection).AddArgument(@($dags[0].Id, $dags[1].Id))
        $feed = New-Object -TypeName 'System.Management.Automation.PSDataCollection[psobject]'
        $output = New-Object -TypeName 'System.Management.Automation.PSDataCollection[psobject]'
        $feed.Complete()
        try {
            $null = $shell.BeginInvoke($feed, $output)
            $deadline = [datetime]::UtcNow.AddSeconds(30)
            $sent = $null
            while (($null -eq $sent -or $relay.Sent -eq $sent) -and [datetime]::UtcNow -lt $deadline) {
                if ($output.Count -gt 0 -and $null -eq $sent) { $sent = $relay.Sent }
                Start-Sleep -Milliseconds 10
            }
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $clock.ElapsedMilliseconds | Should -BeLessThan 500
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        }
        finally {
            $shell.Dispose()
        }

        (Get-ObDag $dags[0].Id).Operator | Should -Be 'RUN'
    }

    It 'leaves no connection open after Disconnect-ObCluster' {
        Disconnect-ObCluster
        $deadline = [datetime]::UtcNow.AddSeconds(5)
        while ($relay.Open -gt 0 -and [datetime]::UtcNow -lt $deadline) {
            Start-Sleep -Milliseconds 20
        }
        $relay.Open | Should -Be 0
    }
}
