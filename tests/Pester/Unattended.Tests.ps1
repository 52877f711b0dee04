# Scripts in their own PowerShell process, as a scheduler starts them. How to run: see Restore.Tests.ps1.

BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'Simulator.ps1'))
    $script:folder = New-Item -ItemType Directory -Path ([System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), [guid]::NewGuid()))
    $script:good = Start-Simulator
    $script:bad = Start-Simulator -Argument '--restore-ends', 'job-fails'

    # Returns exit code, stdout and stderr.
    function Invoke-Script {
        param([string] $Text, $Simulator)

        $file = Join-Path -Path $folder -ChildPath "$([guid]::NewGuid()).ps1"
        Set-Content -Path $file -Value @"
`$ErrorActionPreference = 'Stop'
Import-Module '$Manifest'
`$null = Connect-ObCluster -WarningAction SilentlyContinue
$Text
"@
        $start = Invoke-Shell -File $file -AsStart
        $start.EnvironmentVariables['OBSHELL_SERVER'] = $Simulator.Server
        $start.EnvironmentVariables['OBSHELL_PASSWORD'] = $RootPassword
        $process = [System.Diagnostics.Process]::Start($start)
        $stderr = $process.StandardError.ReadToEndAsync()
        $stdout = $process.StandardOutput.ReadToEnd()
        $process.WaitForExit()
        [pscustomobject]@{ Code = $process.ExitCode; Output = $stdout; Error = $stderr.Result -replace '\x1b\[[0-9;]*m' }
    }
}

AfterAll {
    Stop-Simulator $good
    Stop-Simulator $bad
    Remove-Item -Path $folder -Recurse -Force
}

Describe 'An unattended script' -Tag 'Promise 10' {
    It 'that restores a tenant ends with exit code 0 and writes nothing to stderr' {
        $run = Invoke-Script -Simulator $good -Text "(Start-ObTenantRestore -RestoreTenantName un1 -DataBackupUri file:///d -ZoneList zone1:s1:1 -AttachExisting | Wait-ObDag).Verdict"

        $run.Error | Should -BeNullOrEmpty
        $run.Output.Trim() | Should -Be 'Restored'
        $run.Code | Should -Be 0
    }

    It 'whose restore fails ends with exit code 1 and writes the error id' {
        $run = Invoke-Script -Simulator $bad -Text 'Start-ObTenantRestore -RestoreTenantName un1 -DataBackupUri file:///d -ZoneList zone1:s1:1 | Wait-ObDag'

        $run.Code | Should -Be 1
        $run.Error | Should -Match 'RestoreJobFailed: '
    }

    It 'that needs a confirmation ends immediately with exit code 1 and an error' {
        $run = Invoke-Script -Simulator $good -Text 'Remove-ObTenant un1'

        $run.Code | Should -Be 1
        $run.Error | Should -Match 'ConfirmationImpossible: '
    }

    It 'writes a line for each change to its log, and no progress bar' {
        $run = Invoke-Script -Simulator $good -Text "`$InformationPreference = 'Continue'; `$null = Start-ObTenantRestore -RestoreTenantName un2 -DataBackupUri file:///d -ZoneList zone1:s1:1 | Wait-ObDag"

        $run.Output | Should -Match "Restore of tenant 'un2' \(DAG \d+\): stage 5/5 Upgrade tenant \(SUCCEED\)"
        $run.Output | Should -Not -Match '\x1b\[\?25|\[#|o---'
        $run.Error | Should -BeNullOrEmpty
    }
}
