# Windows PowerShell and PowerShell 7 need different code in the module. The cmdlets must behave the same in both. How to run: see
# Restore.Tests.ps1.

BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'Simulator.ps1'))
    # The simulator starts on the day after the restore point of the test below.
    $script:simulator = Start-Simulator -Argument '--ob-admin', 'yes', '--now', '2026-11-22T12:00:00Z'
    $script:protocols = [System.Net.ServicePointManager]::SecurityProtocol
    $script:limit = [System.Net.ServicePointManager]::DefaultConnectionLimit
    Import-Module -Name $Manifest -Force
    $null = Connect-ObCluster -Server $simulator.Server -Password (ConvertTo-Secret $RootPassword) -AllowClockDifference -WarningAction SilentlyContinue
}

AfterAll {
    Disconnect-ObCluster
    Stop-Simulator $simulator
}

Describe 'A GET with a body' -Tag 'Promise 10' {
    It 'is sent and answered' {
        # The HTTP client of .NET Framework refuses this request, so the module uses WinHTTP there.
        $window = Get-ObRestoreWindow -DataBackupUri file:///data/backup/data

        # The window ends one minute before the start of the simulator. The start was less than an hour ago.
        $window.EndScn | Should -BeGreaterOrEqual 1795348740000000000
        $window.EndScn | Should -BeLessThan 1795352400000000000
    }

    It 'is sent by a preflight to check the restore window' {
        $restore = @{ RestoreTenantName = New-TenantName; DataBackupUri = 'file:///data/backup/data'; ArchiveLogUri = 'file:///data/backup/clog'; ZoneList = 'zone1:s1:1'; Timestamp = '2026-11-21T12:00:00+08:00' }

        $report = Test-ObTenantRestore @restore

        ($report.Findings | Where-Object -Property Name -EQ -Value RestoreWindow).Verdict | Should -Be 'Passed'
    }
}

Describe 'The process' -Tag 'Promise 10' {
    It 'has unchanged settings for connections of other modules' {
        [System.Net.ServicePointManager]::SecurityProtocol | Should -Be $protocols
        [System.Net.ServicePointManager]::DefaultConnectionLimit | Should -Be $limit
        [System.Net.ServicePointManager]::ServerCertificateValidationCallback | Should -BeNullOrEmpty
    }
}

Describe 'Two runspaces' -Tag 'Promise 10' {
    It 'share no connection' {
        $other = [powershell]::Create()
        try {
            $null = $other.AddScript('param($manifest) Import-Module -Name $manifest; @(Get-ObConnection).Count').AddArgument($Manifest)

            $other.Invoke() | Should -Be 0
        }
        finally {
            $other.Dispose()
        }

        @(Get-ObConnection).Count | Should -Be 1
    }
}
