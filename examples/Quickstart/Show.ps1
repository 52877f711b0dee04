<#
.SYNOPSIS
    Shows each line of a script as if a user types it. Then it runs the script with the module that was just built.
#>
[CmdletBinding()]
param(
    # The module's manifest.
    [Parameter(Mandatory)] [string] $Module,

    # The script.
    [Parameter(Mandatory)] [string] $Script,

    # Language of the texts. Default: the language of the shell.
    [string] $Culture,

    # Without verbose lines.
    [switch] $Quiet,

    # Write colours although the output is not a terminal. This is for a picture.
    [switch] $Picture,

    # The script handles its errors itself, so only an exception that leaves the script is a failure.
    [switch] $HandlesErrors
)

if ($Culture) {
    [cultureinfo]::CurrentUICulture = $Culture
}
if ($Picture) {
    $PSStyle.OutputRendering = 'Ansi'
}
elseif ([Console]::IsOutputRedirected) {
    # A log must not contain escape sequences.
    $PSStyle.OutputRendering = 'PlainText'
}
foreach ($line in Get-Content -Path $Script) {
    "$($PSStyle.Foreground.BrightCyan)PS> $line$($PSStyle.Reset)"
}
Import-Module -Name $Module
if (-not $Quiet) {
    $VerbosePreference = 'Continue'
}
$Error.Clear()
try {
    & $Script
}
catch {
    $_
    exit 1
}
exit [int](-not $HandlesErrors -and $Error.Count -gt 0)
