# SPDX-License-Identifier: MIT
# Completes the command line of TMSS10Responder for PowerShell. Dot-source it in the profile: . TMSS10Responder.ps1

Register-ArgumentCompleter -Native -CommandName TMSS10Responder, TMSS10Responder.exe -ScriptBlock {
    param($word, $line, $cursor)

    # The names of an option, what its value is (none, text, file, or the words to choose from), and what it does.
    $options = @(
        @{ Names = @('-P', '--port'); Value = 'text'; Help = 'Port (default 5000); 0 takes a free one' }
        @{ Names = @('--listen'); Value = 'text'; Help = 'Local address to listen on; may be repeated' }
        @{ Names = @('--threads'); Value = 'text'; Help = 'Threads that answer (default 1); 0: one for each processor' }
        @{ Names = @('-k', '--key-file'); Value = 'file'; Help = 'Site key (default: open mode)' }
        @{ Names = @('--max-connections'); Value = 'text'; Help = 'More get a busy greeting (default 10000)' }
        @{ Names = @('--max-per-address'); Value = 'text'; Help = 'The same of one address (default 1000)' }
        @{ Names = @('--max-unfinished'); Value = 'text'; Help = 'Connections that have not proved to be real' }
        @{ Names = @('--max-unfinished-per-address'); Value = 'text'; Help = 'The same of one address' }
        @{ Names = @('--max-rate'); Value = 'text'; Help = 'Messages a second that are read from a connection' }
        @{ Names = @('--start-timeout'); Value = 'text'; Help = 'Seconds from accept to the first request (default 5)' }
        @{ Names = @('--idle-timeout'); Value = 'text'; Help = 'Seconds until an idle connection ends (default 600)' }
        @{ Names = @('--key-grace'); Value = 'text'; Help = 'Seconds that the old key is valid after SIGHUP (default 600)' }
        @{ Names = @('--metrics'); Value = 'text'; Help = 'ADDRESS:PORT where Prometheus is answered' }
        @{ Names = @('--log-rate'); Value = 'text'; Help = 'Lines a second that are logged (default 10; 0: all)' }
        @{ Names = @('-q'); Value = 'none'; Help = 'Log starts and failures only' }
        @{ Names = @('-v'); Value = 'none'; Help = 'Log every request, and the end of each connection' }
        @{ Names = @('-V', '--version'); Value = 'none'; Help = 'Show the version and stop' }
        @{ Names = @('-h', '--help'); Value = 'none'; Help = 'Show help and stop' }
    )

    # What stands before the word to complete: when that is an option, the word is its value.
    $before = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor })
    $named = $options | Where-Object { $_.Names -ccontains $before[-1].Extent.Text }
    if ($named -and $named.Value -ne 'none') {
        # Without an answer PowerShell offers files.
        if ($named.Value -is [array]) {
            $named.Value | Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        return
    }

    foreach ($option in $options) {
        foreach ($name in $option.Names) {
            if ($name.StartsWith($word, [StringComparison]::Ordinal)) {
                [System.Management.Automation.CompletionResult]::new($name, $name, 'ParameterName', $option.Help)
            }
        }
    }
}
