# How the module writes files while other processes read them. How to run: see Restore.Tests.ps1.

BeforeDiscovery {
    # Only on Windows, a file that a process reads cannot be replaced. On other systems these tests do not run.
    $script:holders = @(@{ Holder = 'a reader' })
    if ([System.IO.Path]::DirectorySeparatorChar -ne '\') {
        $script:holders = @()
    }
    $script:hasThreadJobs = $PSVersionTable.PSEdition -eq 'Core'
}

BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'Simulator.ps1'))
    $script:simulator = Start-Simulator -Argument '--ob-admin', 'yes'
    Import-Module -Name $Manifest -Force
    $null = Connect-ObCluster -Server $simulator.Server -Password (ConvertTo-Secret $RootPassword) -WarningAction SilentlyContinue
    $script:folder = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), [System.IO.Path]::GetRandomFileName())
    $null = New-Item -ItemType Directory -Path $folder
    $script:history = Join-Path -Path $folder -ChildPath drills.jsonl
    $script:drill = Invoke-ObRestoreDrill -DataBackupUri file:///data/backup/data -ArchiveLogUri file:///data/backup/clog -ZoneList zone1:s1:1 -HistoryPath $history -Confirm:$false
}

AfterAll {
    Disconnect-ObCluster
    Stop-Simulator $simulator
    Remove-Item -Path $folder -Recurse -Force
}

Describe 'A file that the module writes' {
    It 'has the same line ends on every system: <_>' -ForEach 'drills.jsonl', 'r.html', 'r.md', 'r.json', 'r.xml' {
        $file = Join-Path -Path $folder -ChildPath $_
        if ($file -ne $history) {
            $drill | Export-ObRestoreReport -Path $file
        }

        $bytes = [System.IO.File]::ReadAllBytes($file)
        $bytes.Count | Should -BeGreaterThan 100
        $bytes | Should -Not -Contain 13
        $bytes[-1] | Should -Be 10
    }
}

Describe 'A report that another process has open' -ForEach $holders {
    BeforeEach {
        $script:file = Join-Path -Path $folder -ChildPath held.json
        [System.IO.File]::WriteAllText($file, 'of last week')
        $script:reader = [System.IO.File]::Open($file, 'Open', 'Read', 'Read')
    }

    AfterEach {
        $reader.Dispose()
    }

    It 'is replaced when the other process closes it, even if a scanner opens the new file' -Skip:(-not $hasThreadJobs) {
        # Opens the new file 20 times, as a virus scanner does, and then closes the old file.
        $scanner = Start-ThreadJob -ArgumentList $folder, $reader -ScriptBlock {
            param($folder, $reader)
            $looks = 0
            while ($looks -lt 20) {
                foreach ($new in [System.IO.Directory]::GetFiles($folder) -like '*\.*.tmp') {
                    try {
                        [System.IO.File]::Open($new, 'Open', 'Read', 'None').Dispose()
                        $looks++
                    }
                    catch [System.IO.IOException] {
                        continue
                    }
                }
            }
            $reader.Dispose()
        }

        $drill | Export-ObRestoreReport -Path $file -ErrorAction Stop

        $scanner | Receive-Job -Wait -AutoRemoveJob
        [System.IO.File]::ReadAllText($file) | Should -BeLike '{*'
        [System.IO.Directory]::GetFiles($folder) -like '*\.*.tmp' | Should -BeNullOrEmpty
    }

    It 'is not changed if it stays open, and the export reports an error' {
        { $drill | Export-ObRestoreReport -Path $file } | Should -Throw -ErrorId 'ReportNotWritten,*'

        [System.IO.File]::ReadAllText($file) | Should -Be 'of last week'
        [System.IO.Directory]::GetFiles($folder) -like '*\.*.tmp' | Should -BeNullOrEmpty
    }
}
