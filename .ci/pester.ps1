<#
.SYNOPSIS
    Runs tests/Pester on the package in out/package, in the PowerShell that runs this script.
.NOTES
    Needs the simulator (dotnet build src/Obshell.Simulator) and Pester (dotnet restore tests/Pester).
#>
[CmdletBinding()]
param(
    # The PowerShell version that must run this script, for example 5.1 or 7.4. In another version the script fails.
    [string] $PowerShellVersion
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$root = Split-Path -Path $PSScriptRoot

Write-Output "PowerShell $($PSVersionTable.PSVersion) ($($PSVersionTable.PSEdition))"
if ($PowerShellVersion -and $PowerShellVersion -ne "$($PSVersionTable.PSVersion.Major).$($PSVersionTable.PSVersion.Minor)") {
    throw "This is not PowerShell $PowerShellVersion."
}

# 'dotnet restore tests/Pester' has put Pester into NuGet's package folder.
$pesterVersion = ([xml](Get-Content -Path (Join-Path -Path $root -ChildPath 'tests/Pester/ObshellPS.Pester.Tests.csproj') -Raw)).Project.PropertyGroup.PesterVersion
$packages = if ($env:NUGET_PACKAGES) { $env:NUGET_PACKAGES } else { [System.IO.Path]::Combine([Environment]::GetFolderPath('UserProfile'), '.nuget', 'packages') }
Import-Module -Name ([System.IO.Path]::Combine($packages, 'pester', $pesterVersion, 'tools', 'Pester.psd1'))

# Unpack the package in the same way as Install-PSResource.
$nupkg = Get-Item -Path (Join-Path -Path $root -ChildPath 'out/package/*.nupkg')
$module = Join-Path -Path $root -ChildPath 'out/unpacked/ObshellPS'
if (Test-Path -Path $module) {
    Remove-Item -Path $module -Recurse -Force
}
Add-Type -AssemblyName System.IO.Compression.FileSystem
[System.IO.Compression.ZipFile]::ExtractToDirectory($nupkg.FullName, $module)
$env:OBSHELLPS_MODULE = Join-Path -Path $module -ChildPath 'ObshellPS.psd1'

$result = Invoke-Pester -Path (Join-Path -Path $root -ChildPath 'tests/Pester') -Output Detailed -PassThru
Write-Output "Pester: $($result.PassedCount) passed, $($result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount) failed, $($result.SkippedCount) skipped"
exit [int]($result.Result -ne 'Passed')
