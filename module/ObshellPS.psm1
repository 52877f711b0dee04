# Loads the assemblies for this edition and imports their cmdlets. Uses only Microsoft.PowerShell.Core and .NET, so
# that the module can be imported without the utility modules. Every expression here costs time at each import. So the name of a cmdlet here
# also contains the name of its module: PowerShell then does not search all modules. And a loader that is already loaded is read from the
# data of the AppDomain.
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    throw $(if ($PSUICulture -eq 'zh-CN') {
            "无法在此处导入 ObshellPS：当前会话的语言模式为 $($ExecutionContext.SessionState.LanguageMode)，模块不能加载自己的程序集。该模式由应用程序控制策略（WDAC、AppLocker）设置。请在策略中允许本模块的文件，或改用其他机器；参见 docs/compatibility.md。"
        }
        else {
            "ObshellPS cannot be imported here: this session runs in $($ExecutionContext.SessionState.LanguageMode) mode, and a module cannot load its own assemblies in it. Application control (WDAC, AppLocker) sets that mode. Allow the module's files in its policy, or use another machine; see docs/compatibility.md."
        })
}

if ($PSVersionTable.PSEdition -eq 'Core') {
    $loader = 'ObshellPS.Loader.ModuleLoadContext'
    $context = [System.AppDomain]::CurrentDomain.GetData($loader)
    $isReload = $null -ne $context
    if (-not $isReload) {
        $context = [System.Reflection.Assembly]::LoadFrom("$PSScriptRoot/bin/net8.0/ObshellPS.Loader.dll").GetType($loader)
    }

    else {
        # PowerShell has not applied the manifest yet, so the version is read from the file.
        $loaded = $context.Assembly.GetName().Version.ToString(3)
        $named = [System.Text.RegularExpressions.Regex]::Match([System.IO.File]::ReadAllText("$PSScriptRoot/ObshellPS.psd1"), "ModuleVersion\s*=\s*'([^']+)'").Groups[1].Value
        if ($named -ne $loaded) {
            & { [CmdletBinding()] param($text) $PSCmdlet.WriteWarning($text) } $(if ($PSUICulture -eq 'zh-CN') {
                    "当前进程已加载 ObshellPS $loaded，将继续使用该版本：.NET 不会卸载程序集。本次导入的版本号为 $named，但运行的仍是旧代码。请启动新的 PowerShell 以使用新版本。"
                }
                else {
                    "This process has loaded ObshellPS $loaded and continues to use it: .NET does not unload assemblies. The version imported now is named $named, but the code that runs is the old one. Start a new PowerShell to use the new version."
                })
        }
    }

    # Import the libraries too: PowerShell finds a type name, such as [Obshell.Client.ZoneParam], only in assemblies that
    # Import-Module has loaded.
    $assemblies = foreach ($name in 'Obshell.Client', 'Obshell.Recovery', 'ObshellPS') { $context::LoadModuleAssembly($name) }
    if (-not $isReload) {
        Microsoft.PowerShell.Core\Import-Module -Assembly $assemblies
    }
    else {
        # A second import of the same assembly exports nothing (PowerShell issue 20710), so add its cmdlets here.
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
    # Call Register before other types of the module are used: its handler finds the packages in the module's folder.
    $null = [System.Reflection.Assembly]::LoadFrom("$folder\ObshellPS.dll")
    [ObshellPS.OwnFolderResolver]::Register()
    foreach ($name in 'Obshell.Client', 'Obshell.Recovery', 'ObshellPS') {
        Microsoft.PowerShell.Core\Import-Module -Name "$folder\$name.dll"
    }
}

# Load the Chinese table headers before the English ones of the manifest. Without the module Microsoft.PowerShell.Utility, the headers stay
# English.
if ($PSUICulture -eq 'zh-CN') {
    try {
        Microsoft.PowerShell.Utility\Update-FormatData -PrependPath "$PSScriptRoot/zh-CN/ObshellPS.Format.ps1xml"
    }
    catch [System.Management.Automation.CommandNotFoundException] {
        $Error.RemoveAt(0)
    }
}
