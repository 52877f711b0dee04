# The staged module is the one that users install. How to run: see Restore.Tests.ps1.

BeforeDiscovery {
    $script:cmdlets = (Import-PowerShellDataFile -Path ([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'module', 'ObshellPS.psd1'))).CmdletsToExport | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'Simulator.ps1'))
    Import-Module -Name $Manifest -Force
}

Describe 'The staged module' {
    It 'has a manifest that PowerShell accepts' {
        (Test-ModuleManifest -Path $Manifest -ErrorAction Stop).Name | Should -Be 'ObshellPS'
    }

    It 'contains no assembly of PowerShell and no copy of the framework' {
        Get-ChildItem -Path (Split-Path -Path $Manifest) -Recurse -Filter 'System.Management.Automation*' | Should -BeNullOrEmpty
    }

    It 'exports exactly the commands of its manifest' {
        $said = (Import-PowerShellDataFile -Path $Manifest).CmdletsToExport | Sort-Object

        (Get-Module -Name ObshellPS).ExportedCmdlets.Keys | Sort-Object | Should -Be $said
    }

    It 'has the same cmdlets and types after a second import' {
        1..3 | ForEach-Object {
            Import-Module -Name $Manifest -Force
            [Obshell.Client.ZoneParam]::new('zone1', 's1', 1).ToString() | Should -Be 'zone1:s1:1:FULL'
            ('zone1' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1) | Should -BeOfType ([Obshell.Client.ZoneParam])
        }
    }

    It 'imports without a warning' {
        Import-Module -Name $Manifest -Force -WarningVariable warned -WarningAction SilentlyContinue

        $warned | Should -BeNullOrEmpty
    }

    It 'has types that a function can use for its parameters' {
        function Test-Zone { param([Obshell.Client.ZoneParam] $Zone) $Zone.Name }

        Test-Zone @{ Name = 'zone1'; UnitConfigName = 's1'; UnitNum = 1 } | Should -Be 'zone1'
    }

    It 'has format data for <_>' -ForEach 'Obshell.Recovery.DagDetail', 'Obshell.Client.NodeDetail', 'Obshell.Client.ZoneParam', 'Obshell.Client.ObConnection', 'Obshell.Client.RestorePoint' {
        Get-FormatData -TypeName $_ | Should -Not -BeNullOrEmpty
    }
}

Describe '<Name>' -ForEach $cmdlets {
    It 'has a synopsis and an example' {
        $help = Get-Help -Name $Name -Full

        $help.Synopsis.Trim() | Should -Not -BeNullOrEmpty
        $help.Synopsis.Trim() | Should -Not -BeLike "$Name*"
        @($help.examples.example).Count | Should -BeGreaterThan 0
    }

    It 'describes each of its own parameters' {
        $own = (Get-Command -Name $Name).Parameters.Keys | Where-Object { $_ -notin [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters }
        $help = Get-Help -Name $Name -Full

        foreach ($parameter in $own) {
            $described = $help.parameters.parameter | Where-Object -Property name -EQ -Value $parameter
            ($described.description | Out-String).Trim() | Should -Not -BeNullOrEmpty -Because "-$parameter is a parameter"
        }
    }
}
