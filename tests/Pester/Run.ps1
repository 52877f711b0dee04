<#
.SYNOPSIS
    Runs one file of Pester tests and writes what came of each test as JSON.
.NOTES
    By hand, with all of Pester's words: Import-Module Pester; Invoke-Pester tests/Pester -Output Detailed.
#>
[CmdletBinding()]
param(
    # The file with the tests.
    [Parameter(Mandatory)] [string] $Path,

    # Pester's manifest.
    [Parameter(Mandatory)] [string] $Pester,

    # Where the results go.
    [Parameter(Mandatory)] [string] $Result
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module -Name $Pester
$run = Invoke-Pester -Path $Path -Output None -PassThru

# A block that fails before its tests (BeforeAll) and a file that does not load have no test of their own.
$tests = @(
    foreach ($test in $run.Tests) {
        @{ Name = $test.ExpandedPath; Result = "$($test.Result)"; Problem = @($test.ErrorRecord) -join "`n" }
    }
    foreach ($block in @($run.FailedBlocks) + @($run.FailedContainers)) {
        @{ Name = "around $($block.Name)$($block.Item)"; Result = 'Failed'; Problem = @($block.ErrorRecord) -join "`n" }
    }
)
[System.IO.File]::WriteAllText($Result, (ConvertTo-Json -InputObject $tests -Depth 3))
