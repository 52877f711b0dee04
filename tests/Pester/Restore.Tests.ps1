# Uses the staged module in a real PowerShell, as a user does, with the simulator.
#
# How to run (Pester 5, PowerShell 7 or Windows PowerShell 5.1):
#   dotnet build
#   Invoke-Pester -Path tests/Pester -Output Detailed
#
# The tests start the simulator on a free port of the loopback address and stop it at their end.

BeforeDiscovery {
    $script:isCore = $PSVersionTable.PSEdition -eq 'Core'
}

BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'Simulator.ps1'))
    $script:simulator = Start-Simulator
    Import-Module -Name $Manifest -Force
    $script:connection = Connect-ObCluster -Server $simulator.Server -Password (ConvertTo-Secret $RootPassword) -WarningAction SilentlyContinue
    $script:common = @{
        DataBackupUri = 'file:///data/backup/data'
        ArchiveLogUri = 'file:///data/backup/clog'
    }
    $script:folder = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), [System.IO.Path]::GetRandomFileName())
    $null = New-Item -ItemType Directory -Path $folder
}

AfterAll {
    Disconnect-ObCluster
    Stop-Simulator $simulator
    Remove-Item -Path $folder -Recurse -Force
}

Describe 'The quick start' {
    It 'restores a tenant with the ten lines of the README' {
        $tenant = New-TenantName
        $zones = 'zone1', 'zone2', 'zone3' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1
        $restore = @{
            RestoreTenantName = $tenant
            DataBackupUri     = 'file:///backup/prod/data'
            ArchiveLogUri     = 'file:///backup/prod/clog'
            Timestamp         = '2026-11-21T12:00:00+08:00'
        }

        $dag = $zones | Start-ObTenantRestore @restore | Wait-ObDag

        $dag.Verdict | Should -Be 'Restored'
        $dag.TenantName | Should -Be $tenant
        $dag.Restore.RestoreScn | Should -Be 1795233600000000000
    }
}

Describe 'A CSV' {
    It 'starts one restore for each row and ignores empty cells' {
        $file = Join-Path -Path $folder -ChildPath restores.csv
        $names = 1..3 | ForEach-Object { New-TenantName }
        @('restore_tenant_name,data_backup_uri,archive_log_uri,zone_list,scn,concurrency,time_stamp') +
            @($names | ForEach-Object { "$_,file:///data/backup/data,file:///data/backup/clog,zone1:s1:1;zone2:s1:1:READONLY,,," }) | Set-Content -Path $file

        $dags = Import-Csv -Path $file | Start-ObTenantRestore | Wait-ObDag

        @($dags).Count | Should -Be 3
        $dags.Verdict | Sort-Object -Unique | Should -Be 'Restored'
        $dags.TenantName | Sort-Object | Should -Be ($names | Sort-Object)
    }

    It 'loses no digit of an SCN in a cell' {
        $file = Join-Path -Path $folder -ChildPath scn.csv
        $tenant = New-TenantName
        'restore_tenant_name,data_backup_uri,archive_log_uri,zone_list,scn', "$tenant,file:///d,file:///l,zone1:s1:1,1728727696264250401" | Set-Content -Path $file

        $dag = Import-Csv -Path $file | Start-ObTenantRestore | Wait-ObDag

        $dag.Restore.RestoreScn | Should -Be 1728727696264250401
    }

    It 'reports an error for a bad row and starts the restores of the other rows' {
        $file = Join-Path -Path $folder -ChildPath bad.csv
        $good = New-TenantName
        'restore_tenant_name,data_backup_uri,zone_list', 'sys,file:///d,zone1:s1:1', "$good,file:///d,zone1:s1:1" | Set-Content -Path $file

        $dags = Import-Csv -Path $file | Start-ObTenantRestore -ErrorVariable problem -ErrorAction SilentlyContinue

        $dags.TenantName | Should -Be $good
        @($problem).Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ReservedTenantName,*'
    }

    It 'can contain the zones of a restore' {
        $file = Join-Path -Path $folder -ChildPath zones.csv
        'name,unit_config_name,unit_num,replica_type', 'zone1,s1,1,', 'zone2,s1,1,READONLY' | Set-Content -Path $file

        $dag = Import-Csv -Path $file | Start-ObTenantRestore @common -RestoreTenantName (New-TenantName) | Wait-ObDag

        $dag.Restore.RestoreOption | Should -BeLike '*locality=FULL@zone1,READONLY@zone2&*'
    }
}

Describe 'JSON' {
    It 'from the documentation can be piped to Start-ObTenantRestore' {
        $tenant = New-TenantName
        $json = @"
{
  "data_backup_uri": "oss://oss-328067-1014-obshell/backup/archive/test/1/1002/data?host=oss-cn-hangzhou.aliyuncs.com",
  "restore_tenant_name": "$tenant",
  "zone_list": [ { "name": "zone1", "unit_config_name": "unit1", "unit_num": 1 } ],
  "archive_log_uri": "oss://oss-328067-1014-obshell/backup/archive/test/1/1002/clog?host=oss-cn-hangzhou.aliyuncs.com",
  "time_stamp": "2026-11-21T12:00:00.123456+08:00"
}
"@

        $dag = $json | ConvertFrom-Json | Start-ObTenantRestore | Wait-ObDag

        $dag.State | Should -Be 'SUCCEED'
        $dag.Verdict | Should -Be 'Restored'
        # PowerShell 7 converts the text to a DateTime, 5.1 does not. The restore point must be the same.
        $dag.Restore.RestoreScn | Should -Be 1795233600123456000
    }

    It 'with a time without offset is refused' {
        $json = '{ "restore_tenant_name": "x", "data_backup_uri": "file:///d", "archive_log_uri": "file:///l", "zone_list": "zone1:s1:1", "time_stamp": "2026-11-21T12:00:00" }'

        $json | ConvertFrom-Json | Start-ObTenantRestore -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidTimestamp,*'
    }

    It 'loses no digit of an SCN' {
        $tenant = New-TenantName
        $json = '[ { "restore_tenant_name": "' + $tenant + '", "data_backup_uri": "file:///d", "archive_log_uri": "file:///l", "scn": 1728727696264250401, "zone_list": [ { "name": "zone1", "unit_config_name": "s1", "unit_num": 1 } ] } ]'

        # The parentheses are needed, because Windows PowerShell otherwise sends the array as one object.
        $dag = ($json | ConvertFrom-Json) | Start-ObTenantRestore | Wait-ObDag

        $dag.Restore.RestoreScn | Should -Be 1728727696264250401
    }

    It 'of a DAG can be written and read' {
        $dag = Start-ObTenantRestore @common -RestoreTenantName (New-TenantName) -ZoneList zone1:s1:1

        $read = $dag | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue | ConvertFrom-Json

        $read.Id | Should -Be $dag.Id
        ($read | Wait-ObDag).Verdict | Should -Be 'Restored'
    }
}

Describe 'Waiting' {
    It 'accepts a DAG that was exported and imported as CLIXML' {
        $file = Join-Path -Path $folder -ChildPath dag.clixml
        Start-ObTenantRestore @common -RestoreTenantName (New-TenantName) -ZoneList zone1:s1:1 | Export-Clixml -Path $file

        $dag = Import-Clixml -Path $file | Wait-ObDag

        $dag.Verdict | Should -Be 'Restored'
    }

    It 'returns only the first DAG that ends if Select-Object -First 1 follows' {
        $dags = 1..3 | ForEach-Object { Start-ObTenantRestore @common -RestoreTenantName (New-TenantName) -ZoneList zone1:s1:1 }

        $first = $dags | Wait-ObDag | Select-Object -First 1

        @($first).Count | Should -Be 1
        $first.Verdict | Should -Be 'Restored'
        ($dags | Wait-ObDag).Count | Should -Be 3
    }

    It 'ends with WaitTimeout after the timeout, and with ErrorAction Stop the error is terminating' {
        $slow = Start-Simulator -TimeScale 1
        try {
            $other = Connect-ObCluster -Server $slow.Server -Password (ConvertTo-Secret $RootPassword) -WarningAction SilentlyContinue
            $dag = Start-ObTenantRestore @common -RestoreTenantName rt2 -ZoneList zone1:s1:1 -Connection $other

            { $dag | Wait-ObDag -Timeout 0 -ErrorAction Stop } | Should -Throw -ErrorId 'WaitTimeout,*'

            { $ErrorActionPreference = 'Stop'; $dag | Wait-ObDag -Timeout 0 } | Should -Throw -ErrorId 'WaitTimeout,*'
        }
        finally {
            Disconnect-ObCluster
            Stop-Simulator $slow
            $script:connection = Connect-ObCluster -Server $simulator.Server -Password (ConvertTo-Secret $RootPassword) -WarningAction SilentlyContinue
        }
    }

    It 'works for a DAG of another process' {
        $dag = Start-ObTenantRestore @common -RestoreTenantName (New-TenantName) -ZoneList zone1:s1:1
        $script = Join-Path -Path $folder -ChildPath other.ps1
        @(
            "Import-Module -Name '$Manifest'"
            "`$null = Connect-ObCluster -Server '$($simulator.Server)' -WarningAction SilentlyContinue"
            "(Wait-ObDag $($dag.Id)).Verdict.ToString()"
        ) | Set-Content -Path $script
        $env:OBSHELL_PASSWORD = $RootPassword
        try {
            Invoke-Shell -File $script | Should -Be 'Restored'
        }
        finally {
            Remove-Item -Path Env:OBSHELL_PASSWORD
        }
    }

    It 'works in parallel runspaces with a connection in each' -Skip:(-not $isCore) {
        $names = 1..3 | ForEach-Object { New-TenantName }
        $server = $simulator.Server
        $secret = ConvertTo-Secret $RootPassword

        $verdicts = $names | ForEach-Object -Parallel {
            Import-Module -Name $using:Manifest
            $null = Connect-ObCluster -Server $using:server -Password $using:secret -WarningAction SilentlyContinue
            (Start-ObTenantRestore -RestoreTenantName $_ -DataBackupUri file:///d -ZoneList zone1:s1:1 | Wait-ObDag).Verdict.ToString()
        }

        $verdicts | Should -Be @('Restored', 'Restored', 'Restored')
    }
}

Describe 'Errors' {
    It 'of a restore end a script only with ErrorActionPreference Stop' {
        $result = & {
            Start-ObTenantRestore @common -RestoreTenantName sys -ZoneList zone1:s1:1 -ErrorAction SilentlyContinue
            'went on'
        }
        $result | Should -Be 'went on'

        { $ErrorActionPreference = 'Stop'; Start-ObTenantRestore @common -RestoreTenantName sys -ZoneList zone1:s1:1; 'went on' } |
            Should -Throw -ErrorId 'ReservedTenantName,*'
    }

    It 'of Connect-ObCluster end the statement and can be caught' {
        { Connect-ObCluster -Server $simulator.Server -Password (ConvertTo-Secret 'wrong') } |
            Should -Throw -ErrorId 'Security.Authentication.IncorrectOceanbasePassword,*'
        $script:connection = Connect-ObCluster -Server $simulator.Server -Password (ConvertTo-Secret $RootPassword) -WarningAction SilentlyContinue
    }

    It 'have the next step as their recommended action' {
        Start-ObTenantRestore @common -RestoreTenantName sys -ZoneList zone1:s1:1 -ErrorVariable problem -ErrorAction SilentlyContinue

        $problem[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        ($problem[0] | Out-String) | Should -BeLike '*ReservedTenantName*'
    }
}

Describe 'Secrets' -Tag 'Promise 6' {
    It 'are neither in a transcript nor in any stream of a process' {
        $file = Join-Path -Path $folder -ChildPath transcript.txt
        $script = Join-Path -Path $folder -ChildPath secret.ps1
        # The secrets are in environment variables, because the module cannot protect a text in a script.
        @'
param($Manifest, $Server, $Tenant, $File)
Import-Module -Name $Manifest
$backupPassword = New-Object -TypeName System.Security.SecureString
$env:CANARY_PASSWORD.ToCharArray() | ForEach-Object { $backupPassword.AppendChar($_) }
$secret = @{ RestoreTenantName = $Tenant; DataBackupUri = $env:CANARY_DATA; ArchiveLogUri = $env:CANARY_LOG; ZoneList = 'zone1:s1:1'; Decryption = $backupPassword }
$null = Start-Transcript -Path $File
$VerbosePreference = $InformationPreference = $DebugPreference = 'Continue'
$null = Connect-ObCluster -Server $Server
Start-ObTenantRestore @secret -WhatIf
Start-ObTenantRestore @secret | Wait-ObDag | Format-List
Start-ObTenantRestore @secret
$secret.DataBackupUri += "'"
Start-ObTenantRestore @secret
Get-ObDag -Detailed | Format-List
$Error | Format-List -Force | Out-Host
$null = Stop-Transcript
'@ | Set-Content -Path $script
        $set = @{
            OBSHELL_PASSWORD = $RootPassword
            CANARY_PASSWORD  = 'CANARYpassword'
            CANARY_DATA      = 'oss://bkt/data?host=h&access_id=CANARYid&access_key=CANARYkey'
            CANARY_LOG       = 'oss://bkt/clog?host=h&access_id=CANARYid&access_key=CANARYkey'
        }
        $set.GetEnumerator() | ForEach-Object { Set-Item -Path "Env:$($_.Key)" -Value $_.Value }
        try {
            $streams = Invoke-Shell -File $script -Argument $Manifest, $simulator.Server, (New-TenantName), $file 2>&1 | Out-String -Width 4096
        }
        finally {
            $set.Keys | ForEach-Object { Remove-Item -Path "Env:$_" }
        }

        $transcript = Get-Content -Path $file -Raw
        foreach ($text in $streams, $transcript) {
            $text | Should -BeLike '*What if*'
            $text | Should -BeLike '*Restored*'
            $text | Should -BeLike '*OB.Tenant.Existed*'
            $text | Should -BeLike '*InvalidStorageUri*'
            $text | Should -BeLike '*access_key=`*`*`**'
            $text | Should -Not -BeLike '*CANARY*'
            $text | Should -Not -BeLike "*$RootPassword*"
        }
    }

    It 'are not in the CLIXML of an error' {
        $row = [pscustomobject]@{ restore_tenant_name = 'sys'; data_backup_uri = 'oss://b/d?host=h&access_key=CANARYkey'; zone_list = 'zone1:s1:1'; decryption = @('CANARYpassword') }
        $file = Join-Path -Path $folder -ChildPath error.clixml

        $row | Start-ObTenantRestore -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem | Export-Clixml -Path $file -Depth 5

        Get-Content -Path $file -Raw | Should -Not -BeLike '*CANARY*'
    }
}

Describe 'The output' {
    It 'has a table for DAGs' {
        $dag = Start-ObTenantRestore @common -RestoreTenantName rt2 -ZoneList zone1:s1:1 | Wait-ObDag

        $text = ($dag | Out-String -Width 120) -replace '\x1b\[[0-9;]*m'

        $text | Should -Match "(?m)^\s*$($dag.Id)\s+Restore rt2\s+Restored\s+100 %"
    }

    It 'fits in 80 columns with the complete verdict' {
        $text = (Get-ObDag -TenantName rt2 | Wait-ObDag | Out-String -Width 80) -replace '\x1b\[[0-9;]*m'

        $text | Should -Match 'Restored'
        ($text -split "`r?`n" | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'has a list for a DAG with its nodes' {
        $text = Get-ObDag -TenantName rt2 -Last -Detailed | Format-List | Out-String -Width 120

        'Pre restore check', 'Start restore', 'Wait restore task finish', 'Active tenant', 'Upgrade tenant' | ForEach-Object { $text | Should -BeLike "*$_*" }
    }

    It 'can be sorted, filtered and exported' {
        $file = Join-Path -Path $folder -ChildPath dags.csv

        Get-ObDag | Where-Object State -EQ SUCCEED | Sort-Object -Property DagId | Select-Object -Property Id, TenantName, State | Export-Csv -Path $file -NoTypeInformation

        @(Import-Csv -Path $file).Count | Should -BeGreaterThan 1
    }
}

Describe 'Times' -Tag 'Promise 1' {
    It 'of Get-Date give the right SCN' {
        $now = Get-Date

        $now | ConvertTo-ObScn | Should -Be (($now.ToUniversalTime().Ticks - 621355968000000000) * 100)
    }

    It 'that were cast to [datetime] from a text without offset are refused' {
        [datetime]'2026-11-21 12:00' | ConvertTo-ObScn -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidTimestamp,*'
    }

    It 'are returned with nine fractional digits' {
        (ConvertFrom-ObScn -Scn 1795233600123456789).Utc | Should -Be '2026-11-21T04:00:00.123456789Z'
    }
}
