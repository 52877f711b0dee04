# Promise 6 for a user: secrets are not in the transcript of a session, in $Error, or in the output of Export-Clixml. Get-History is not
# searched, because it contains only typed commands, and here all secrets are in variables.

BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'Simulator.ps1'))
    $script:simulator = Start-Simulator
    Import-Module -Name $Manifest -Force
    $script:folder = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), [System.IO.Path]::GetRandomFileName())
    $null = New-Item -ItemType Directory -Path $folder

    # The search finds a secret by its first eight characters.
    $script:canaries = @{ Root = $RootPassword; Wrong = 'Kb3xPw7cWrong&5'; Backup = 'Hq9zEoPjBackup+1'; Kms = 'Vd6aZpMeKms9'; Id = 'Cj8uNxYdId4'; Key = 'Ws1pDkQfKey%2F6' }
    $query = 'host=h.example&access_id={0}&access_key={1}' -f $canaries.Id, $canaries.Key
    $script:secret = @{
        DataBackupUri  = "oss://bkt/data?$query"
        ArchiveLogUri  = "oss://bkt/clog?$query"
        ZoneList       = 'zone1:s1:1'
        Decryption     = ConvertTo-Secret $canaries.Backup
        KmsEncryptInfo = ConvertTo-Secret $canaries.Kms
    }

    function Find-Canary {
        param([Parameter(ValueFromPipeline)] [string] $Text)

        begin { $all = [System.Text.StringBuilder]::new() }
        process { $null = $all.AppendLine($Text) }
        end {
            # Searches with and without line breaks, because screens and transcripts wrap lines. CLIXML writes a SecureString in hex if it
            # cannot encrypt it.
            $joined = $all.ToString()
            $flat = $joined -replace '\s', ''
            foreach ($name in $canaries.Keys) {
                $mark = $canaries[$name].Substring(0, 8)
                $hex = [System.BitConverter]::ToString([System.Text.Encoding]::Unicode.GetBytes($mark)) -replace '-', ''
                if ($joined.Contains($mark) -or $flat.Contains($mark) -or $flat -match $hex) {
                    $name
                }
            }
        }
    }
}

AfterAll {
    Disconnect-ObCluster -ErrorAction SilentlyContinue
    Stop-Simulator $simulator
    Remove-Item -Path $folder -Recurse -Force
}

Describe 'Secrets' -Tag 'Promise 6' {
    It 'are found by the search of this test' {
        $canaries.Values | Find-Canary | Sort-Object | Should -Be ($canaries.Keys | Sort-Object)
    }

    It 'are not in the transcript of a session or in its stdout and stderr' {
        $session = {
            param($manifest, $server, $transcript)

            # The secrets are in variables, as the documentation shows. The test passes them as environment variables.
            $all = @{}
            foreach ($name in 'Root', 'Wrong', 'Backup', 'Kms', 'Id', 'Key') {
                $all[$name] = [Environment]::GetEnvironmentVariable("CANARY_$name")
            }
            $root, $wrong, $backup, $kms = 'Root', 'Wrong', 'Backup', 'Kms' | ForEach-Object { [System.Net.NetworkCredential]::new('', $all[$_]).SecurePassword }
            $text = $all.Wrong
            $key = $all.Key
            $query = 'host=h.example&access_id={0}&access_key={1}' -f $all.Id, $all.Key
            $secret = @{ DataBackupUri = "oss://bkt/data?$query"; ArchiveLogUri = "oss://bkt/clog?$query"; ZoneList = 'zone1:s1:1'; Decryption = $backup; KmsEncryptInfo = $kms }

            Start-Transcript -Path $transcript
            Import-Module -Name $manifest
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            Connect-ObCluster -Server $server -Password $wrong -ErrorAction SilentlyContinue
            try { Connect-ObCluster -Server $server -Password $wrong } catch { $_ | Format-List * -Force }
            try { Connect-ObCluster -Server $server -Password $text } catch { $_ | Format-List * -Force }
            Connect-ObCluster -Server $server -Password $root
            Start-ObTenantRestore @secret -RestoreTenantName "p$PID" -WhatIf
            Test-ObTenantRestore @secret -RestoreTenantName "p$PID" | Format-List *
            Start-ObTenantRestore @secret -RestoreTenantName "p$PID" -Confirm:$false | Wait-ObDag | Format-List *
            Start-ObTenantRestore @secret -RestoreTenantName "p$PID" -Confirm:$false
            Start-ObTenantRestore @secret -RestoreTenantName sys -Confirm:$false
            Get-ObDag -Last | Get-ObDagLog | Format-Table -AutoSize | Out-String -Width 200
            Get-ObTenantRestore | Format-List * | Out-String -Width 400
            Invoke-ObApi "/api/v1/nothing?access_key=$key"
            Get-ObConnection | Format-List * -Force
            $VerbosePreference = $DebugPreference = 'SilentlyContinue'
            "errors: $($Error.Count)"
            $Error | Format-List * -Force
            $Error | ForEach-Object { $_.InvocationInfo | Format-List * -Force; $_.InvocationInfo.BoundParameters; $_.Exception | Format-List * -Force; $_.TargetObject }
            $null = Stop-Transcript
        }
        $file = Join-Path -Path $folder -ChildPath session.ps1
        $transcript = Join-Path -Path $folder -ChildPath transcript.txt
        Set-Content -Path $file -Value $session.ToString()
        foreach ($name in $canaries.Keys) {
            [Environment]::SetEnvironmentVariable("CANARY_$name", $canaries[$name])
        }
        try {
            $both = Invoke-Shell -File $file -Argument $Manifest, $simulator.Server, $transcript 2>&1 | Out-String -Width 400
        }
        finally {
            foreach ($name in $canaries.Keys) {
                [Environment]::SetEnvironmentVariable("CANARY_$name", $null)
            }
        }

        $written = Get-Content -Path $transcript -Raw
        $written | Should -Match 'What if: Performing the operation "Restore from oss://bkt/data\?host=h\.example&access_id=\*\*\*&access_key=\*\*\*'
        $written | Should -Match 'DEBUG: sent'
        $written | Should -Match 'Restored'
        $written | Should -Match 'errors: [5-9]'
        $written | Find-Canary | Should -BeNullOrEmpty
        $both | Should -Match 'Restored'
        $both | Find-Canary | Should -BeNullOrEmpty
    }

    It 'are not in the Export-Clixml of <Name>' -TestCases @(
        @{ Name = 'a connection'; Make = { Connect-ObCluster -Server $simulator.Server -Password (ConvertTo-Secret $RootPassword) -WarningAction SilentlyContinue } }
        @{ Name = 'a zone'; Make = { New-ObZoneParam -Name zone1 -UnitConfigName s1 -UnitNum 1 } }
        @{ Name = 'a DAG with details'; Make = { Start-ObTenantRestore @secret -RestoreTenantName (New-TenantName) -Confirm:$false | Wait-ObDag; Get-ObDag -Detailed } }
        @{ Name = 'a preflight report'; Make = { Test-ObTenantRestore @secret -RestoreTenantName (New-TenantName) } }
        @{ Name = 'a storage URI'; Make = { [Obshell.Client.StorageUri] $secret.DataBackupUri } }
        @{ Name = 'an error'; Make = { Start-ObTenantRestore @secret -RestoreTenantName sys -Confirm:$false -ErrorVariable problem -ErrorAction SilentlyContinue; $problem; $problem.InvocationInfo } }
    ) {
        $file = Join-Path -Path $folder -ChildPath 'objects.clixml'

        $made = @(& $Make)
        $made | Export-Clixml -Path $file -Depth 4

        $made.Count | Should -BeGreaterThan 0
        Get-Content -Path $file -Raw | Find-Canary | Should -BeNullOrEmpty
        @(Import-Clixml -Path $file).Count | Should -Be $made.Count
    }
}
