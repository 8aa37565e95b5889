# SPDX-License-Identifier: MIT
# Completes the command line of TMSS10Ping for PowerShell. Dot-source it in the profile: . TMSS10Ping.ps1

Register-ArgumentCompleter -Native -CommandName TMSS10Ping, TMSS10Ping.exe -ScriptBlock {
    param($word, $line, $cursor)

    # The names of an option, what its value is (none, text, file, or the words to choose from), and what it does.
    $options = @(
        @{ Names = @('-P', '--port'); Value = 'text'; Help = 'Port (default 5000)' }
        @{ Names = @('-S', '--server'); Value = 'text'; Help = 'Logon string, user:password@host:port' }
        @{ Names = @('-4'); Value = 'none'; Help = 'IPv4 only' }
        @{ Names = @('-6'); Value = 'none'; Help = 'IPv6 only' }
        @{ Names = @('--source'); Value = 'text'; Help = 'Connect from this local address' }
        @{ Names = @('-x', '--proxy'); Value = @('env', 'http://'); Help = 'HTTP proxy' }
        @{ Names = @('--proxy-credentials'); Value = 'file'; Help = 'File with the line user:password for the proxy' }
        @{ Names = @('-c', '--count'); Value = 'text'; Help = 'Pings to send (default 4)' }
        @{ Names = @('-t', '--continuous'); Value = 'none'; Help = 'Ping until interrupted' }
        @{ Names = @('-i', '--interval'); Value = 'text'; Help = 'Seconds from one send to the next' }
        @{ Names = @('-W', '--timeout'); Value = 'text'; Help = 'Seconds to wait for a reply (default 5)' }
        @{ Names = @('--connect-timeout'); Value = 'text'; Help = 'Seconds to wait for each stage (default 5)' }
        @{ Names = @('-w', '--deadline'); Value = 'text'; Help = 'Seconds until the whole run ends' }
        @{ Names = @('-s', '--size'); Value = 'text'; Help = 'Payload of random bytes (default 0)' }
        @{ Names = @('-C', '--connect-only'); Value = 'none'; Help = 'Time TCP connections, send nothing' }
        @{ Names = @('--self-test'); Value = 'none'; Help = 'Start a responder inside the process and ping that' }
        @{ Names = @('--until-up'); Value = 'none'; Help = 'Keep trying until one ping is answered' }
        @{ Names = @('--until-down'); Value = 'none'; Help = 'Ping until one ping is not answered' }
        @{ Names = @('--max-loss'); Value = 'text'; Help = 'Exit with 12 if more percent of pings are lost' }
        @{ Names = @('--max-rtt'); Value = 'text'; Help = 'Exit with 12 if a round trip takes more milliseconds' }
        @{ Names = @('--max-p95'); Value = 'text'; Help = 'Exit with 12 if more than 5 % of them take longer' }
        @{ Names = @('-k', '--key-file'); Value = 'file'; Help = 'Site key (default: open mode)' }
        @{ Names = @('--generate-key'); Value = 'file'; Help = 'Make a key file and stop' }
        @{ Names = @('--json'); Value = 'file'; Help = 'Each event as a line of JSON' }
        @{ Names = @('--csv'); Value = 'file'; Help = 'Each ping as a line of CSV' }
        @{ Names = @('--prometheus'); Value = 'file'; Help = 'The figures for node_exporter' }
        @{ Names = @('--nagios'); Value = 'none'; Help = 'One line and exit codes 0 to 3 for monitoring' }
        @{ Names = @('--warn'); Value = 'text'; Help = 'Where a warning begins, as 100,20%' }
        @{ Names = @('--crit'); Value = 'text'; Help = 'Where it becomes critical' }
        @{ Names = @('-q'); Value = 'none'; Help = 'Quiet: the summary only' }
        @{ Names = @('-v'); Value = 'none'; Help = 'Show the stages, the addresses and microseconds' }
        @{ Names = @('-D'); Value = 'none'; Help = 'Put a time stamp before each line' }
        @{ Names = @('--color'); Value = @('auto', 'always', 'never'); Help = 'Colours on a terminal (default auto)' }
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
