# The test files dot-source this file. It starts a simulated cluster in its own process on a free port.

$script:RepoRoot = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
$script:Manifest = [System.IO.Path]::Combine($RepoRoot, 'out', 'module', 'ObshellPS', 'ObshellPS.psd1')
if ($env:OBSHELLPS_MODULE) {
    # The manifest of another copy of the module, such as an unpacked package.
    $script:Manifest = $env:OBSHELLPS_MODULE
}
# How to start another PowerShell like this one: the program and its first arguments. If PowerShell was installed as a .NET tool, the
# program is dotnet.
$script:Shell = @((Get-Process -Id $PID).Path)
if ([System.IO.Path]::GetFileNameWithoutExtension($Shell[0]) -eq 'dotnet') {
    $script:Shell += [System.IO.Path]::Combine($PSHOME, 'pwsh.dll')
}
$script:RootPassword = 'Root#123'

function Start-Simulator {
    param([double] $TimeScale = 200, [string[]] $Argument = @())

    # The Debug or Release build, whichever is newer.
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
    # The password is not on the command line, because every user of the machine can read the command line.
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

# Every test restores its own tenant.
$script:lastTenant = 0
function New-TenantName {
    $script:lastTenant++
    "t$PID`_$script:lastTenant"
}

# Runs a script file in a new PowerShell process and returns its output. With -AsStart it returns the ProcessStartInfo instead.
function Invoke-Shell {
    param([string] $File, [object[]] $Argument = @(), [switch] $AsStart)

    $arguments = @($Shell | Select-Object -Skip 1) + '-NoProfile', '-NonInteractive', '-File', $File + $Argument
    if (-not $AsStart) {
        return & $Shell[0] $arguments
    }

    $start = New-Object -TypeName System.Diagnostics.ProcessStartInfo
    $start.FileName = $Shell[0]
    $start.Arguments = ($arguments | ForEach-Object { '"{0}"' -f $_ }) -join ' '
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start
}
