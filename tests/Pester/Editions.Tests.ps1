# What differs between Windows PowerShell and PowerShell 7 below the cmdlets, and must not above them. How to run: see Restore.Tests.ps1.

BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'Simulator.ps1'))
    # The day after the point that is asked for below.
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
        # .NET Framework's own HTTP refuses it; there it goes over WinHTTP.
        $window = Get-ObRestoreWindow -DataBackupUri file:///data/backup/data

        # A minute before the simulator's start, which took less than an hour.
        $window.EndScn | Should -BeGreaterOrEqual 1795348740000000000
        $window.EndScn | Should -BeLessThan 1795352400000000000
    }

    It 'lets a preflight know the window' {
        $restore = @{ RestoreTenantName = New-TenantName; DataBackupUri = 'file:///data/backup/data'; ArchiveLogUri = 'file:///data/backup/clog'; ZoneList = 'zone1:s1:1'; Timestamp = '2026-11-21T12:00:00+08:00' }

        $report = Test-ObTenantRestore @restore

        ($report.Findings | Where-Object -Property Name -EQ -Value RestoreWindow).Verdict | Should -Be 'Passed'
    }
}

Describe 'The process' -Tag 'Promise 10' {
    It 'keeps its settings for everybody else''s connections' {
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
