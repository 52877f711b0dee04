# The examples of the cmdlets' pages that need the utility module; tests/ObshellPS.Tests/Help runs all others.
# How to run: see Restore.Tests.ps1.

BeforeDiscovery {
    $mark = '# needs Microsoft.PowerShell.Utility'
    $script:examples = foreach ($page in Get-ChildItem -Path ([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'docs', 'cmdlets')) -Filter *.md) {
        $number = 0
        foreach ($block in [regex]::Matches((Get-Content -Path $page.FullName -Raw), '(?ms)^### Example .*?^```powershell\r?\n(?<code>.*?)^```')) {
            $number++
            if ($block.Groups['code'].Value.Contains($mark)) {
                @{ Cmdlet = $page.BaseName; Number = $number; Code = $block.Groups['code'].Value }
            }
        }
    }
}

BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'Simulator.ps1'))
    Import-Module -Name $Manifest -Force
    # The day after the one that the pages speak of.
    $script:simulator = Start-Simulator -Argument '--ob-admin', 'yes', '--now', '2026-11-22T12:00:00Z'
    Connect-ObCluster -Server $simulator.Server -Password (ConvertTo-Secret $RootPassword) -WarningAction SilentlyContinue | Out-Null
}

AfterAll {
    Get-ObConnection | Disconnect-ObCluster
    Stop-Simulator $simulator
}

Describe 'Example <Number> of <Cmdlet>' -ForEach $examples {
    It 'does what it says without an error' {
        $output = & ([scriptblock]::Create($Code)) 2>&1

        $output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | Should -BeNullOrEmpty
        $output | Should -Not -BeNullOrEmpty
    }
}
