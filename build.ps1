<#
.SYNOPSIS
    Builds, tests and packages ObshellPS, for people who have PowerShell. `dotnet build` and `dotnet test` do the same without it.
.EXAMPLE
    ./build.ps1                    # builds and stages the module in out/module/ObshellPS
.EXAMPLE
    ./build.ps1 -Task Test         # xunit, then Pester where it is installed
.EXAMPLE
    ./build.ps1 -Task Package      # out/ObshellPS.VERSION.zip
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$staged = Join-Path $root 'out/module/ObshellPS'

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args -join ' ') ended with exit code $LASTEXITCODE."
    }
}

Invoke-Dotnet build (Join-Path $root 'ObshellPS.sln') --configuration $Configuration

if ($Task -contains 'Test') {
    Invoke-Dotnet test (Join-Path $root 'ObshellPS.sln') --configuration $Configuration --no-build
    if (Get-Module -ListAvailable -Name Pester | Where-Object { $_.Version -ge [version]'5.0' }) {
        Import-Module Pester -MinimumVersion 5.0
        $result = Invoke-Pester -Path (Join-Path $root 'tests/Pester') -Output Detailed -PassThru
        if ($result.FailedCount -gt 0) {
            throw "$($result.FailedCount) Pester tests failed."
        }
    }
    else {
        Write-Warning 'Pester 5 is not installed: tests/Pester was not run.'
    }
}

if ($Task -contains 'Package') {
    $version = (Import-PowerShellDataFile (Join-Path $staged 'ObshellPS.psd1')).ModuleVersion
    $archive = Join-Path $root "out/ObshellPS.$version.zip"
    if (Test-Path $archive) {
        Remove-Item $archive
    }

    Compress-Archive -Path $staged -DestinationPath $archive
    Get-Item $archive
}
