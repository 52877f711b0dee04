# Loads the assemblies for this edition and imports their cmdlets. Uses nothing but Microsoft.PowerShell.Core and .NET:
# the module also imports where the utility modules are absent.

$importModule = Get-Command -Name Import-Module -Module Microsoft.PowerShell.Core
$binFolder = [System.IO.Path]::Combine($PSScriptRoot, 'bin')

if ($PSVersionTable.PSEdition -eq 'Core') {
    $folder = [System.IO.Path]::Combine($binFolder, 'net8.0')
    $isReload = $true
    if (-not ('ObshellPS.Loader.ModuleLoadContext' -as [type])) {
        $isReload = $false
        $null = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($folder, 'ObshellPS.Loader.dll'))
    }

    # The client too: only assemblies that came in by Import-Module have their type names resolved ([Obshell.Client.ZoneParam]).
    foreach ($name in 'Obshell.Client', 'ObshellPS') {
        $assembly = [ObshellPS.Loader.ModuleLoadContext]::LoadModuleAssembly($name)
        $inner = & $importModule -Assembly $assembly -PassThru:$isReload -Force:$isReload

        if ($isReload -and $inner) {
            # A second import of the same assembly exports nothing (PowerShell issue 20710): hand the cmdlets on.
            $addExportedCmdlet = [System.Management.Automation.PSModuleInfo].GetMethod(
                'AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
            foreach ($cmdlet in $inner.ExportedCmdlets.Values) {
                $addExportedCmdlet.Invoke($ExecutionContext.SessionState.Module, @($cmdlet))
            }
        }
    }
}
else {
    $folder = [System.IO.Path]::Combine($binFolder, 'net472')
    # Before anything looks at our types: the packages beside them are found by this handler, and by nobody else's.
    $null = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($folder, 'ObshellPS.dll'))
    [ObshellPS.OwnFolderResolver]::Register()
    foreach ($name in 'Obshell.Client', 'ObshellPS') {
        & $importModule -Name ([System.IO.Path]::Combine($folder, "$name.dll"))
    }
}
