# Measures the time of an import in a shell that has already imported another module, and lists the assemblies that it loads.
param([string] $Manifest, [string] $Other)
$ErrorActionPreference = 'Stop'
Import-Module -Name $Other
$before = [AppDomain]::CurrentDomain.GetAssemblies().ForEach({ $_.GetName().Name })
$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module -Name $Manifest
$watch.Stop()
$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
$after = [AppDomain]::CurrentDomain.GetAssemblies().ForEach({ $_.GetName().Name })
[Linq.Enumerable]::Except([string[]] $after, [string[]] $before) -join ' '
