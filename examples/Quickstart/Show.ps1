<#
.SYNOPSIS
    Types a script into this shell: shows each line of it, then runs it with the module that was just built.
#>
[CmdletBinding()]
param(
    # The module's manifest.
    [Parameter(Mandatory)] [string] $Module,

    # The script.
    [Parameter(Mandatory)] [string] $Script,

    # Language of the texts; default: that of the shell.
    [string] $Culture,

    # Without verbose lines.
    [switch] $Quiet,

    # For a picture: colours, though no terminal is there.
    [switch] $Picture,

    # The script handles errors of its own; it has failed only when it throws.
    [switch] $HandlesErrors
)

if ($Culture) {
    [cultureinfo]::CurrentUICulture = $Culture
}
if ($Picture) {
    $PSStyle.OutputRendering = 'Ansi'
}
elseif ([Console]::IsOutputRedirected) {
    # A log holds no escape sequences.
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
