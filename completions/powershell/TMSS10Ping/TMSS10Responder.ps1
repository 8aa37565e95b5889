# SPDX-License-Identifier: MIT
# Completes the command line of TMSS10Responder for PowerShell, when the module TMSS10Ping or a profile dot-sources this file.

Register-ArgumentCompleter -Native -CommandName TMSS10Responder, TMSS10Responder.exe -ScriptBlock {
    param($word, $line, $cursor)

    # The names of an option, what its value is (none, text, file, or the words to choose from), and what it does.
    $options = @(
        @{ Names = @('-P', '--port'); Value = 'text'; Help = 'Port (default 5000); 0 picks a free one' }
        @{ Names = @('--listen'); Value = 'text'; Help = 'Local address to listen on; may be repeated' }
        @{ Names = @('--threads'); Value = 'text'; Help = 'Threads that serve connections (default 1); 0: one per processor' }
        @{ Names = @('-k', '--key-file'); Value = 'file'; Help = 'Site key (default: open mode)' }
        @{ Names = @('--max-connections'); Value = 'text'; Help = 'Maximum connections (default 10000); more get a busy greeting' }
        @{ Names = @('--max-per-address'); Value = 'text'; Help = 'Maximum connections per address (default 1000)' }
        @{ Names = @('--max-unfinished'); Value = 'text'; Help = 'Maximum connections not yet proved to be real' }
        @{ Names = @('--max-unfinished-per-address'); Value = 'text'; Help = 'Maximum connections per address not yet proved to be real' }
        @{ Names = @('--max-rate'); Value = 'text'; Help = 'Maximum messages per second per connection' }
        @{ Names = @('--start-timeout'); Value = 'text'; Help = 'Seconds to wait for the first request (default 10)' }
        @{ Names = @('--idle-timeout'); Value = 'text'; Help = 'Seconds until an idle connection is closed (default 600)' }
        @{ Names = @('--key-grace'); Value = 'text'; Help = 'Seconds that an old key stays valid after SIGHUP (default 600)' }
        @{ Names = @('--metrics'); Value = 'text'; Help = 'ADDRESS:PORT at which to serve Prometheus metrics' }
        @{ Names = @('--log-rate'); Value = 'text'; Help = 'Average log lines per second (default 10; 0: no limit)' }
        @{ Names = @('--no-observe'); Value = 'none'; Help = 'Do not tell clients how their connection is seen' }
        @{ Names = @('-q', '--quiet'); Value = 'none'; Help = 'Log only starts and failures' }
        @{ Names = @('-v', '--verbose'); Value = 'none'; Help = 'Log every request, and the end of each connection' }
        @{ Names = @('-V', '--version'); Value = 'none'; Help = 'Show the version and exit' }
        @{ Names = @('-h', '--help'); Value = 'none'; Help = 'Show help and exit' }
    )
    # What only the programs for Windows have.
    if ($env:OS -eq 'Windows_NT') {
        $options += @(
            @{ Names = @('--install-service'); Value = 'none'; Help = 'Install a Windows service with the other options' }
            @{ Names = @('--uninstall-service'); Value = 'none'; Help = 'Stop and remove the Windows service' }
        )
    }

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
