# How PowerShell shows, exports and reads the objects that the cmdlets return. How to run: see Restore.Tests.ps1.

BeforeDiscovery {
    $script:isCore = $PSVersionTable.PSEdition -eq 'Core'
    $script:types = @(
        'AgentFingerprint', 'AgentState', 'DagDetail', 'DagLogLine', 'DrillLeftover', 'ObConnection', 'ObZone', 'PreflightReport', 'RecoveryPlanEntry', 'RestoreDrillResult', 'RestorePoint'
        'RestoreSource', 'RestoreWindow', 'TenantBackup', 'TenantBackupReport', 'TenantDetail', 'TenantRecovery', 'TenantRestore', 'UnitConfig', 'ZoneParam'
    ) | ForEach-Object { @{ Type = $_ } }
}

BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'Simulator.ps1'))
    $script:simulator = Start-Simulator -Argument '--ob-admin', 'yes', '--backup', 'shop'
    Import-Module -Name $Manifest -Force
    $connection = Connect-ObCluster -Server $simulator.Server -Password (ConvertTo-Secret $RootPassword) -WarningAction SilentlyContinue
    $script:folder = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), [System.IO.Path]::GetRandomFileName())
    $null = New-Item -ItemType Directory -Path $folder
    $history = Join-Path -Path $folder -ChildPath drills.jsonl

    $source = @{ DataBackupUri = 'file:///data/backup/data'; ArchiveLogUri = 'file:///data/backup/clog' }
    $dag = Start-ObTenantRestore @source -RestoreTenantName (New-TenantName) -ZoneList zone1:s1:1 | Wait-ObDag
    $drill = Invoke-ObRestoreDrill @source -ZoneList zone1:s1:1 -Keep Always -HistoryPath $history -Confirm:$false
    $plan = Join-Path -Path $folder -ChildPath plan.json
    Export-ObRecoveryPlan -Path $plan -TenantName shop
    $script:made = @{
        AgentFingerprint   = Get-ObAgent -Server $simulator.Server -Fingerprint
        AgentState         = Get-ObAgent
        DagDetail          = $dag
        DagLogLine         = Get-ObDagLog $dag
        DrillLeftover      = Get-ObDrillLeftover $history
        ObConnection       = $connection
        ObZone             = Get-ObZone
        PreflightReport    = Test-ObTenantRestore @source -RestoreTenantName (New-TenantName) -ZoneList zone1:s1:1
        RecoveryPlanEntry  = Import-ObRecoveryPlan -Path $plan
        RestoreDrillResult = $drill
        RestorePoint       = ConvertFrom-ObScn 1795233600123456789
        RestoreSource      = Get-ObRestoreSource @source
        RestoreWindow      = Get-ObRestoreWindow @source
        TenantBackup       = Get-ObTenantBackup shop
        TenantBackupReport = Test-ObTenantBackup shop -TargetRpo 1h -MaxBackupAge 48h
        TenantDetail       = Get-ObTenant
        TenantRecovery     = Invoke-ObRecoveryPlan -Path $plan -NamePattern '{tenant}_back' -Confirm:$false
        TenantRestore      = Get-ObTenantRestore
        UnitConfig         = Get-ObUnitConfig
        ZoneParam          = New-ObZoneParam -Name zone1 -UnitConfigName s1 -UnitNum 1
    }

    # The properties with simple values. They must be equal before an export and after the import.
    function Get-Plain {
        param($Object)

        foreach ($property in $Object.PSObject.Properties) {
            $value = $property.Value
            if ($property.MemberType -eq 'Property' -and ($value -is [string] -or $value -is [ValueType])) {
                @{ Name = $property.Name; Value = $value }
            }
        }
    }
}

AfterAll {
    Disconnect-ObCluster
    Stop-Simulator $simulator
    Remove-Item -Path $folder -Recurse -Force
}

Describe 'The types in this file' {
    It 'are all types that the cmdlets return' {
        $returned = (Get-Command -Module ObshellPS).OutputType.Type | Where-Object -Property Namespace -Like 'Obshell*' | ForEach-Object -MemberName Name | Sort-Object -Unique

        $made.Keys | Sort-Object | Should -Be $returned
    }
}

Describe '<Type>' -ForEach $types {
    It 'was created' {
        $made.$Type | Should -Not -BeNullOrEmpty
        @($made.$Type)[0].GetType().Name | Should -Be $Type
    }

    It 'fits in <_> columns in the default view, as a table and as a list' -ForEach 80, 120 {
        foreach ($show in { $made.$Type }, { $made.$Type | Format-Table }, { $made.$Type | Format-List }) {
            $text = (& $show | Out-String -Width $_) -replace '\x1b\[[0-9;]*m'

            $text.Trim() | Should -Not -BeNullOrEmpty
            ($text -split "`r?`n" | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual $_ -Because $text
        }
    }

    It 'has the same values after Export-Clixml and Import-Clixml' {
        $file = Join-Path -Path $folder -ChildPath "$Type.clixml"
        $object = @($made.$Type)[0]

        $object | Export-Clixml -Path $file
        $read = Import-Clixml -Path $file

        $read.PSObject.TypeNames | Should -Contain "Deserialized.$($object.GetType().FullName)"
        foreach ($plain in Get-Plain $object) {
            # CLIXML writes the number of an enum.
            $expected = if ($plain.Value -is [enum]) { $plain.Value.value__ } else { $plain.Value }
            "$($read.($plain.Name))" | Should -Be "$expected" -Because $plain.Name
        }
    }

    It 'has the same properties after ConvertTo-Json and ConvertFrom-Json' {
        $object = @($made.$Type)[0]

        $read = ConvertTo-Json -InputObject $object -Depth 6 -WarningAction SilentlyContinue | ConvertFrom-Json

        foreach ($plain in Get-Plain $object) {
            $read.PSObject.Properties.Name | Should -Contain $plain.Name
        }
    }

    It 'has its verdicts and states as text in JSON' {
        $json = ConvertTo-Json -InputObject @($made.$Type)[0] -Depth 6 -WarningAction SilentlyContinue

        # This is true at every depth, so a script that reads the JSON needs no numbers. The state of an agent is an exception: it is a
        # number in the protocol.
        foreach ($name in 'Verdict', 'Outcome', 'Cleanup', 'Severity', 'State', 'ReplicaType', 'Level', 'Scope' | Where-Object { @($made.$Type)[0].$_ -isnot [int] }) {
            $json | Should -Not -Match ('"{0}":\s*\d' -f $name)
        }

        foreach ($property in @($made.$Type)[0].PSObject.Properties) {
            if ($property.Value -is [System.Enum]) {
                ($json | ConvertFrom-Json).($property.Name) | Should -BeExactly $property.Value.ToString()
            }
        }
    }

    It 'can be exported as CSV' {
        $file = Join-Path -Path $folder -ChildPath "$Type.csv"

        $made.$Type | Export-Csv -Path $file -NoTypeInformation

        @(Import-Csv -Path $file).Count | Should -Be @($made.$Type).Count
    }

    It 'has no escape sequence if the shell is set to plain text' -Skip:(-not $isCore) {
        $before = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'PlainText'
        try {
            $text = ($made.$Type | Out-String) + ($made.$Type | Format-List | Out-String)
        }
        finally {
            $PSStyle.OutputRendering = $before
        }

        $text | Should -Not -Match '\x1b'
    }
}
