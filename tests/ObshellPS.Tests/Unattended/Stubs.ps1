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
    if ($Name -ne 'obshell-root') { throw "There is no secret '$Name'." }
    [pscredential]::new('root@sys', [System.Net.NetworkCredential]::new('', $env:OBSHELL_PASSWORD).SecurePassword)
}
