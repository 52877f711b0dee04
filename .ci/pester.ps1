<#
.SYNOPSIS
    Runs tests/Pester on the package in out/package, in the PowerShell that runs this script.
.NOTES
    Needs the simulator (dotnet build src/Obshell.Simulator). Pester is installed if that version is not there.
#>
[CmdletBinding()]
param(
    # Fails if another PowerShell runs this: 5.1, 7.4.
    [string] $PowerShellVersion,

    [string] $PesterVersion = '5.7.1'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$root = Split-Path -Path $PSScriptRoot

Write-Output "PowerShell $($PSVersionTable.PSVersion) ($($PSVersionTable.PSEdition))"
if ($PowerShellVersion -and $PowerShellVersion -ne "$($PSVersionTable.PSVersion.Major).$($PSVersionTable.PSVersion.Minor)") {
    throw "This is not PowerShell $PowerShellVersion."
}

if (-not (Get-Module -ListAvailable -FullyQualifiedName @{ ModuleName = 'Pester'; RequiredVersion = $PesterVersion })) {
    if (Get-Command -Name Install-PSResource -ErrorAction SilentlyContinue) {
        Install-PSResource -Name Pester -Version $PesterVersion -TrustRepository -Quiet
    }
    else {
        [System.Net.ServicePointManager]::SecurityProtocol = [System.Net.ServicePointManager]::SecurityProtocol -bor [System.Net.SecurityProtocolType]::Tls12
        $null = Install-PackageProvider -Name NuGet -MinimumVersion 2.8.5.201 -Scope CurrentUser -Force
        Install-Module -Name Pester -RequiredVersion $PesterVersion -Scope CurrentUser -Force -SkipPublisherCheck
    }
}
Import-Module -Name Pester -RequiredVersion $PesterVersion

# Unpacked as Install-PSResource does it.
$nupkg = Get-Item -Path (Join-Path -Path $root -ChildPath 'out/package/*.nupkg')
$module = Join-Path -Path $root -ChildPath 'out/unpacked/ObshellPS'
if (Test-Path -Path $module) {
    Remove-Item -Path $module -Recurse -Force
}
Add-Type -AssemblyName System.IO.Compression.FileSystem
[System.IO.Compression.ZipFile]::ExtractToDirectory($nupkg.FullName, $module)
$env:OBSHELLPS_MODULE = Join-Path -Path $module -ChildPath 'ObshellPS.psd1'

$result = Invoke-Pester -Path (Join-Path -Path $root -ChildPath 'tests/Pester') -Output Detailed -PassThru
exit [int]($result.Result -ne 'Passed')
