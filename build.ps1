<#
.SYNOPSIS
    Builds, tests and packages ObshellPS, for developers with PowerShell. Without PowerShell use `dotnet build`, `dotnet test` and
    `dotnet pack src/ObshellPS`.
.EXAMPLE
    ./build.ps1                    # builds and stages the module in out/module/ObshellPS
.EXAMPLE
    ./build.ps1 -Task Test         # runs all tests, also the Pester tests
.EXAMPLE
    ./build.ps1 -Task Package      # makes the folder, the nupkg and the zip for the Gallery in out/package
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

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args -join ' ') ended with exit code $LASTEXITCODE."
    }
}

if ($Task -contains 'Build' -or $Task -contains 'Test') {
    Invoke-Dotnet build (Join-Path $root 'ObshellPS.sln') --configuration $Configuration
}

if ($Task -contains 'Test') {
    Invoke-Dotnet test (Join-Path $root 'ObshellPS.sln') --configuration $Configuration --no-build
}

if ($Task -contains 'Package') {
    $package = Join-Path $root 'out/package'
    if (Test-Path $package) {
        Remove-Item $package -Recurse
    }

    # A package is always a Release build: its symbols do not contain the folders of this machine.
    Invoke-Dotnet pack (Join-Path $root 'src/ObshellPS') --configuration Release
    $manifest = Test-ModuleManifest (Join-Path $package 'ObshellPS/ObshellPS.psd1')
    Write-Verbose "Packaged $($manifest.Name) $($manifest.Version) with $($manifest.ExportedCmdlets.Count) cmdlets."
    Get-Item (Join-Path $package '*.nupkg'), (Join-Path $package '*.zip')
}
