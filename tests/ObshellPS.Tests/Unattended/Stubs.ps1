# Replacements for commands of other tools that the examples call. They do only what the examples need.

function Get-Secret { param([string] $Name) New-Credential $Name }

function Get-AutomationPSCredential { param([string] $Name) New-Credential $Name }

function Get-AutomationVariable {
    param([string] $Name)
    @{ 'restore-data-uri' = 'file:///data/backup/data'; 'restore-log-uri' = 'file:///data/backup/clog' }[$Name]
}

# Writes name and parameters of the started runbook to a file, which the test reads.
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

# Replaces Import-Csv of PowerShell's utility module, which the test host does not have. No cell of the examples contains a comma or a
# quote.
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
