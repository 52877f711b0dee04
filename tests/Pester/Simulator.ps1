# Dot-sourced by the test files: a simulated cluster in a process of its own, on a free port.

$script:RepoRoot = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
$script:Manifest = [System.IO.Path]::Combine($RepoRoot, 'out', 'module', 'ObshellPS', 'ObshellPS.psd1')
if ($env:OBSHELLPS_MODULE) {
    # The manifest of another copy, of an unpacked package.
    $script:Manifest = $env:OBSHELLPS_MODULE
}
# How to start another PowerShell of this kind. One that was installed as a .NET tool is a process of dotnet: there the one
# who starts the tests has to say it.
$script:Shell = if ($env:OBSHELLPS_SHELL) { $env:OBSHELLPS_SHELL } else { (Get-Process -Id $PID).Path }
$script:RootPassword = 'Root#123'

function Start-Simulator {
    param([double] $TimeScale = 200, [string[]] $Argument = @())

    # Debug or Release, whichever was built last.
    $assembly = Get-ChildItem -Path ([System.IO.Path]::Combine($RepoRoot, 'src', 'Obshell.Simulator', 'bin')) -Recurse -Filter Obshell.Simulator.dll |
        Sort-Object -Property LastWriteTime -Descending | Select-Object -First 1
    if (-not $assembly) {
        throw "The simulator is not built. Run 'dotnet build' in $RepoRoot first."
    }

    $start = New-Object -TypeName System.Diagnostics.ProcessStartInfo
    $start.FileName = 'dotnet'
    $start.Arguments = '"{0}" --urls http://127.0.0.1:0 --time-scale {1} {2}' -f $assembly.FullName,
        $TimeScale.ToString([cultureinfo]::InvariantCulture), ($Argument -join ' ')
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    # Never on a command line, where every user of the machine can read it.
    $start.EnvironmentVariables['OBSHELL_SIMULATOR_ROOT_PASSWORD'] = $RootPassword
    $process = [System.Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    if ($line -notmatch 'at (?<server>http://[^:]+:\d+)') {
        $process.Kill()
        throw "The simulator said: $line"
    }

    [pscustomobject]@{ Server = $Matches.server; Process = $process }
}

function Stop-Simulator {
    param($Simulator)

    if ($Simulator -and -not $Simulator.Process.HasExited) {
        $Simulator.Process.Kill()
        $Simulator.Process.WaitForExit()
    }
}

function ConvertTo-Secret {
    param([string] $Text)

    $secret = New-Object -TypeName System.Security.SecureString
    foreach ($c in $Text.ToCharArray()) {
        $secret.AppendChar($c)
    }
    $secret
}

# Every test restores into a tenant of its own.
$script:lastTenant = 0
function New-TenantName {
    $script:lastTenant++
    "t$PID`_$script:lastTenant"
}
