# The commands of the outer tools that the examples call, as far as the examples need them.

function Get-Secret { param([string] $Name) New-Credential $Name }

function Get-AutomationPSCredential { param([string] $Name) New-Credential $Name }

function Get-AutomationVariable {
    param([string] $Name)
    @{ 'restore-data-uri' = 'file:///data/backup/data'; 'restore-log-uri' = 'file:///data/backup/clog' }[$Name]
}

# What was started is a file, for the test to read.
function Start-AutomationRunbook {
    param([string] $Name, [hashtable] $Parameters)
    $lines = @($Name) + @(foreach ($key in $Parameters.Keys) { "$key=$($Parameters[$key])" })
    [System.IO.File]::WriteAllLines($env:OBSHELLPS_TEST_STARTED, [string[]] $lines)
    [guid]::NewGuid()
}

function New-Credential {
    param([string] $Name)
    if ($Name -eq 'drill-reader') { return [pscredential]::new('reader', [System.Net.NetworkCredential]::new('', $env:OBSHELLPS_TEST_READER).SecurePassword) }
    if ($Name -ne 'obshell-root') { throw "There is no secret '$Name'." }
    [pscredential]::new('root@sys', [System.Net.NetworkCredential]::new('', $env:OBSHELL_PASSWORD).SecurePassword)
}

# Of PowerShell's utility module, which a bare engine has not. No cell of the examples holds a comma or a quote.
function Import-Csv {
    param([string] $Path)
    $lines = [System.IO.File]::ReadAllLines($Path)
    $names = $lines[0].Split(',')
    foreach ($line in $lines[1..($lines.Length - 1)]) {
        $row = [ordered] @{}
        $cells = $line.Split(',')
        for ($i = 0; $i -lt $names.Length; $i++) { $row[$names[$i]] = $cells[$i] }
        [pscustomobject] $row
    }
}
