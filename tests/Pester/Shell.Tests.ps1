# The module together with PowerShell features: jobs, CSV rows, completion, help, a signal. How to run: see Restore.Tests.ps1.

BeforeDiscovery {
    $script:isCore = $PSVersionTable.PSEdition -eq 'Core'
    $script:hasSignals = $isCore -and -not $IsWindows

    # Each parameter with a completer, and a value that exists in the simulated cluster.
    $script:completed = @(
        @{ Line = 'Get-ObDag '; Offers = '^\d+$' }
        @{ Line = 'Get-ObDag -TenantName '; Offers = '^comp_a$' }
        @{ Line = 'Get-ObDagLog '; Offers = '^\d+$' }
        @{ Line = 'Get-ObTenant '; Offers = '^sys$' }
        @{ Line = 'Get-ObTenantBackup '; Offers = '^comp_a$' }
        @{ Line = 'Get-ObTenantRestore '; Offers = '^comp_a$' }
        @{ Line = 'Get-ObTenantRestore -Status '; Offers = '^SUCCESS$' }
        @{ Line = 'Get-ObUnitConfig '; Offers = '^s1$' }
        @{ Line = 'Get-ObZone '; Offers = '^zone1$' }
        @{ Line = 'New-ObZoneParam -Name '; Offers = '^zone1$' }
        @{ Line = 'New-ObZoneParam -UnitConfigName '; Offers = '^s1$' }
        @{ Line = 'Remove-ObTenant '; Offers = '^comp_a$' }
        @{ Line = 'Remove-ObTenantRestore '; Offers = '^comp_a$' }
        @{ Line = 'Remove-ObUnitConfig '; Offers = '^s1$' }
        @{ Line = 'Start-ObTenantRestore -ZoneList '; Offers = "^'zone1:s1:1'$" }
        @{ Line = 'Start-ObTenantRestore -ZoneList zone1:s1:1 -PrimaryZone '; Offers = '^zone1$' }
        @{ Line = 'Test-ObTenantRestore -ZoneList zone1:s1:1 -PrimaryZone '; Offers = '^zone1$' }
        @{ Line = 'Invoke-ObRestoreDrill -ZoneList zone1:s1:1 -PrimaryZone '; Offers = '^zone1$' }
        @{ Line = 'Set-ObTenantBackup '; Offers = '^comp_a$' }
        @{ Line = 'Start-ObTenantBackup '; Offers = '^comp_a$' }
        @{ Line = 'Stop-ObTenantBackup '; Offers = '^comp_a$' }
        @{ Line = 'Test-ObTenantBackup '; Offers = '^comp_a$' }
        @{ Line = 'Export-ObRecoveryPlan tab-plan.json -TenantName '; Offers = '^comp_a$' }
        @{ Line = 'Invoke-ObRecoveryPlan tab-plan.json -TenantName '; Offers = '^comp_a$' }
        @{ Line = 'Invoke-ObRecoveryPlan tab-plan.json -Exclude '; Offers = '^comp_a$' }
        @{ Line = 'Invoke-ObRecoveryPlan tab-plan.json -PrimaryZone '; Offers = '^zone1$' }
        @{ Line = 'Stop-ObTenantRestore '; Offers = '^comp_a$' }
        @{ Line = 'Wait-ObDag '; Offers = '^\d+$' }
    )
    foreach ($operator in 'Resume', 'Skip', 'Stop', 'Undo') {
        $script:completed += @{ Line = "$operator-ObDag "; Offers = '^\d+$' }
    }
}

BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'Simulator.ps1'))
    $script:simulator = Start-Simulator -TimeScale 20
    Import-Module -Name $Manifest -Force
    $script:connection = Connect-ObCluster -Server $simulator.Server -Password (ConvertTo-Secret $RootPassword) -WarningAction SilentlyContinue
    $script:common = @{ DataBackupUri = 'file:///data/backup/data'; ArchiveLogUri = 'file:///data/backup/clog' }
    $script:folder = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), [System.IO.Path]::GetRandomFileName())
    $null = New-Item -ItemType Directory -Path $folder
    $script:dag = Start-ObTenantRestore @common -RestoreTenantName comp_a -ZoneList zone1:s1:1 | Wait-ObDag
    Push-Location -Path $folder
    Export-ObRecoveryPlan -Path tab-plan.json -WarningAction SilentlyContinue
}

AfterAll {
    Pop-Location
    Disconnect-ObCluster
    Stop-Simulator $simulator
    Remove-Item -Path $folder -Recurse -Force
}

Describe 'A job' {
    It 'in a thread restores with its own connection' -Skip:(-not $isCore) {
        $job = Start-ThreadJob -ArgumentList $Manifest, $simulator.Server, (ConvertTo-Secret $RootPassword), (New-TenantName) -ScriptBlock {
            param($manifest, $server, $password, $tenant)
            Import-Module -Name $manifest
            $null = Connect-ObCluster -Server $server -Password $password -WarningAction SilentlyContinue
            Start-ObTenantRestore -RestoreTenantName $tenant -DataBackupUri file:///d -ZoneList zone1:s1:1 | Wait-ObDag
        }

        $end = $job | Receive-Job -Wait -AutoRemoveJob

        $end.Verdict | Should -Be 'Restored'
    }

    It 'in a thread can use the connection of the session' -Skip:(-not $isCore) {
        $id = $dag.Id
        $end = Start-ThreadJob -ScriptBlock { Import-Module -Name $using:Manifest; Get-ObDag $using:id -Connection $using:connection } | Receive-Job -Wait -AutoRemoveJob

        $end.TenantName | Should -Be 'comp_a'
    }

    It 'in a process returns a DAG that this session can wait for' {
        $tenant = New-TenantName
        $env:OBSHELL_PASSWORD = $RootPassword
        try {
            $job = Start-Job -ArgumentList $Manifest, $simulator.Server, $tenant -ScriptBlock {
                param($manifest, $server, $tenant)
                Import-Module -Name $manifest
                $null = Connect-ObCluster -Server $server -WarningAction SilentlyContinue
                Start-ObTenantRestore -RestoreTenantName $tenant -DataBackupUri file:///d -ZoneList zone1:s1:1
            }
            $started = $job | Receive-Job -Wait -AutoRemoveJob
        }
        finally {
            Remove-Item -Path Env:OBSHELL_PASSWORD
        }

        $end = $started | Wait-ObDag

        $end.TenantName | Should -Be $tenant
        $end.Verdict | Should -Be 'Restored'
    }
}

Describe 'Rows of a CSV' {
    BeforeAll {
        $script:tenant = New-TenantName
        $script:restores = Join-Path -Path $folder -ChildPath restores.csv
        "restore_tenant_name,data_backup_uri,archive_log_uri,zone_list", "$tenant,file:///d,file:///l,zone1:s1:1" | Set-Content -Path $restores
        $script:ids = Join-Path -Path $folder -ChildPath ids.csv
        'id', $dag.Id | Set-Content -Path $ids
        $script:names = Join-Path -Path $folder -ChildPath names.csv
        'TenantName', 'comp_a' | Set-Content -Path $names
    }

    It 'can be tested before their restores are started' {
        (Import-Csv -Path $restores | Test-ObTenantRestore).RestoreTenantName | Should -Be $tenant
    }

    It 'can be DAG ids to wait for' {
        (Import-Csv -Path $ids | Wait-ObDag).Verdict | Should -Be 'Restored'
        (Import-Csv -Path $ids | Get-ObDag).TenantName | Should -Be 'comp_a'
        @(Import-Csv -Path $ids | Get-ObDagLog).Count | Should -BeGreaterThan 0
    }

    It 'can be backups for drills' {
        $row = Import-Csv -Path $restores | Select-Object -Property * -ExcludeProperty restore_tenant_name

        ($row | Invoke-ObRestoreDrill -Confirm:$false -HistoryPath (Join-Path -Path $folder -ChildPath drills.jsonl)).Verdict | Should -Be 'Passed'
    }

    It 'can be names of tenants' {
        (Import-Csv -Path $names | Get-ObTenant).TenantName | Should -Be 'comp_a'
        (Import-Csv -Path $names | Get-ObTenantRestore).TenantName | Should -Be 'comp_a'
    }
}

Describe 'Objects of JSON' {
    It 'can be DAGs to wait for' {
        (ConvertFrom-Json -InputObject "{ ""id"": ""$($dag.Id)"" }" | Wait-ObDag).Verdict | Should -Be 'Restored'
    }

    It 'can be restore requests to test' {
        $request = '{ "restore_tenant_name": "json_t", "data_backup_uri": "file:///d", "zone_list": [ { "name": "zone1", "unit_config_name": "s1", "unit_num": 1 } ] }' | ConvertFrom-Json

        ($request | Test-ObTenantRestore).Verdict | Should -Not -Be 'NotReady'
    }
}

Describe 'Tab completion' {
    It 'works for <Line>' -ForEach $completed {
        # On a busy machine the values can arrive after the first Tab. Then a later Tab shows them.
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        do {
            $found = (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches
        } until (@($found | Where-Object -Property CompletionText -Match $Offers).Count -gt 0 -or $clock.Elapsed.TotalSeconds -gt 20)

        @($found | Where-Object -Property CompletionText -Match $Offers).Count | Should -BeGreaterThan 0 -Because ($found.CompletionText -join ', ')
    }
}

Describe 'Help' {
    It 'has no address for Save-Help and Update-Help' {
        (Get-Module -Name ObshellPS).HelpInfoUri | Should -BeNullOrEmpty
        Get-ChildItem -Path (Split-Path -Path $Manifest) -Recurse -Filter '*HelpInfo.xml' | Should -BeNullOrEmpty
        { Update-Help -Module ObshellPS -ErrorAction Stop } | Should -Throw -Because 'there is nothing to update it from'
    }

    It 'of <_> is found by Get-Help' -ForEach 'Start-ObTenantRestore', 'Wait-ObDag', 'about_ObshellPS' {
        (Get-Help -Name $_ -Full | Out-String).Length | Should -BeGreaterThan 1000
    }
}

Describe 'Chinese' {
    It 'is in headers, errors and help only if the language of the shell is Chinese, here <Culture>' -ForEach @(
        @{ Culture = 'zh-CN'; IsChinese = $true }
        @{ Culture = 'en-US'; IsChinese = $false }
    ) {
        $script = Join-Path -Path $TestDrive -ChildPath "language-$Culture.ps1"
        Set-Content -Path $script -Value @'
param($Manifest, $Culture)
[System.Globalization.CultureInfo]::CurrentUICulture = $Culture
Import-Module -Name $Manifest
$shown = @(
    New-ObZoneParam -Name zone1 -UnitConfigName s1 -UnitNum 1 | Out-String
    try { ConvertTo-ObScn -Timestamp '12:00' -ErrorAction Stop } catch { $_.Exception.Message }
    (Get-Help -Name Wait-ObDag).Synopsis
)
-join ($shown | ForEach-Object { [int]($_ -match '[\u4e00-\u9fff]') })
'@
        Invoke-Shell -File $script -Argument $Manifest, $Culture | Should -Be $(if ($IsChinese) { '111' } else { '000' })
    }
}

Describe 'Ctrl+C' -Tag 'Promise 7', 'Promise 13' {
    It 'as a signal stops a waiting script at once, but not the DAG, and the script shows how to continue' -Skip:(-not $hasSignals) {
        $slow = Start-Simulator -TimeScale 1 -Argument '--restore-seconds', '3600'
        $file = Join-Path -Path $folder -ChildPath wait.ps1
        Set-Content -Path $file -Value @"
Import-Module '$Manifest'
`$null = Connect-ObCluster -WarningAction SilentlyContinue
`$dag = Start-ObTenantRestore -RestoreTenantName rt2 -DataBackupUri file:///d -ZoneList zone1:s1:1
[Console]::Out.WriteLine('waits for ' + `$dag.Id)
`$dag | Wait-ObDag -Verbose
[Console]::Out.WriteLine('went on')
"@
        $start = Invoke-Shell -File $file -AsStart
        $start.EnvironmentVariables['OBSHELL_SERVER'] = $slow.Server
        $start.EnvironmentVariables['OBSHELL_PASSWORD'] = $RootPassword

        # If the tests run as a background job of a script, they ignore SIGINT, and the processes that they start would ignore it too.
        $null = & env --default-signal=INT true 2>&1
        if ($LASTEXITCODE -eq 0) {
            $start.Arguments = '--default-signal=INT "{0}" {1}' -f $start.FileName, $start.Arguments
            $start.FileName = 'env'
        }

        try {
            $process = [System.Diagnostics.Process]::Start($start)
            $stderr = $process.StandardError.ReadToEndAsync()
            do { $line = $process.StandardOutput.ReadLine() } until ($null -eq $line -or $line -match '^waits for (\d+)')
            $id = $Matches[1]
            do { $line = $process.StandardOutput.ReadLine() } until ($null -eq $line -or $line -match 'GET /api/v1/task/dag')
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            & kill -INT $process.Id
            $reading = $process.StandardOutput.ReadToEndAsync()
            if (-not $process.WaitForExit(60000)) {
                $process.Kill()
                throw 'The signal did not stop it within 60 s.'
            }

            $rest = $reading.Result
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
            $rest | Should -Not -Match 'went on'
            $rest + $stderr.Result | Should -Match "Wait-ObDag $id"
            $other = Connect-ObCluster -Server $slow.Server -Password (ConvertTo-Secret $RootPassword) -WarningAction SilentlyContinue
            (Get-ObDag $id -Connection $other).Operator | Should -Be 'RUN'
            $other | Disconnect-ObCluster
        }
        finally {
            Stop-Simulator $slow
        }
    }
}
