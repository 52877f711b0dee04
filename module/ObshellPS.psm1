# Loads the assemblies for this edition and imports their cmdlets. Uses nothing but Microsoft.PowerShell.Core and .NET:
# the module also imports where the utility modules are absent. Every expression here is paid for at each import: names of
# cmdlets are qualified and not looked up, and a loader that is there already says so itself.
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    throw "ObshellPS cannot be imported here: this session runs in $($ExecutionContext.SessionState.LanguageMode) mode, in which a module may load no assembly of its own. Application control (WDAC, AppLocker) sets that mode. Have the module's files allowed by its policy, or use another machine; see docs/compatibility.md."
}

if ($PSVersionTable.PSEdition -eq 'Core') {
    $loader = 'ObshellPS.Loader.ModuleLoadContext'
    $context = [System.AppDomain]::CurrentDomain.GetData($loader)
    $isReload = $null -ne $context
    if (-not $isReload) {
        $context = [System.Reflection.Assembly]::LoadFrom("$PSScriptRoot/bin/net8.0/ObshellPS.Loader.dll").GetType($loader)
    }

    else {
        # The manifest has not been applied yet: its version is in the file alone.
        $loaded = $context.Assembly.GetName().Version.ToString(3)
        $named = [System.Text.RegularExpressions.Regex]::Match([System.IO.File]::ReadAllText("$PSScriptRoot/ObshellPS.psd1"), "ModuleVersion\s*=\s*'([^']+)'").Groups[1].Value
        if ($named -ne $loaded) {
            & { [CmdletBinding()] param($text) $PSCmdlet.WriteWarning($text) } ("ObshellPS $loaded is loaded in this process and goes on serving: .NET unloads no assembly. What is imported now is named $named, but it is the old code. Start a new PowerShell for the new one.")
        }
    }

    # The libraries too: only assemblies that came in by Import-Module have their type names resolved ([Obshell.Client.ZoneParam]).
    $assemblies = foreach ($name in 'Obshell.Client', 'Obshell.Recovery', 'ObshellPS') { $context::LoadModuleAssembly($name) }
    if (-not $isReload) {
        Microsoft.PowerShell.Core\Import-Module -Assembly $assemblies
    }
    else {
        # A second import of the same assembly exports nothing (PowerShell issue 20710): hand the cmdlets on.
        $inner = Microsoft.PowerShell.Core\Import-Module -Assembly $assemblies -PassThru -Force
        $addExportedCmdlet = [System.Management.Automation.PSModuleInfo].GetMethod(
            'AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
        foreach ($cmdlet in $inner.ExportedCmdlets.Values) {
            $addExportedCmdlet.Invoke($ExecutionContext.SessionState.Module, @($cmdlet))
        }
    }
}
else {
    $folder = "$PSScriptRoot\bin\net472"
    # Before anything looks at our types: the packages beside them are found by this handler, and by nobody else's.
    $null = [System.Reflection.Assembly]::LoadFrom("$folder\ObshellPS.dll")
    [ObshellPS.OwnFolderResolver]::Register()
    foreach ($name in 'Obshell.Client', 'Obshell.Recovery', 'ObshellPS') {
        Microsoft.PowerShell.Core\Import-Module -Name "$folder\$name.dll"
    }
}
