<#
.SYNOPSIS
    Runs one file of Pester tests and writes the result of each test as JSON.
.NOTES
    To run all tests with the full output of Pester: Import-Module Pester; Invoke-Pester tests/Pester -Output Detailed.
#>
[CmdletBinding()]
param(
    # The file with the tests.
    [Parameter(Mandatory)] [string] $Path,

    # Pester's manifest.
    [Parameter(Mandatory)] [string] $Pester,

    # The file for the results.
    [Parameter(Mandatory)] [string] $Result
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module -Name $Pester
$run = Invoke-Pester -Path $Path -Output None -PassThru

# A block that fails before its tests (BeforeAll) and a file that does not load are added as failed tests.
$tests = @(
    foreach ($test in $run.Tests) {
        @{ Name = $test.ExpandedPath; Result = "$($test.Result)"; Problem = @($test.ErrorRecord) -join "`n" }
    }
    foreach ($block in @($run.FailedBlocks) + @($run.FailedContainers)) {
        @{ Name = "around $($block.Name)$($block.Item)"; Result = 'Failed'; Problem = @($block.ErrorRecord) -join "`n" }
    }
)
[System.IO.File]::WriteAllText($Result, (ConvertTo-Json -InputObject $tests -Depth 3))
