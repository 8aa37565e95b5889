# SPDX-License-Identifier: MIT
# Completes the command line of TMSS10Ping for PowerShell, when the module TMSS10Ping or a profile dot-sources this file.

Register-ArgumentCompleter -Native -CommandName TMSS10Ping, TMSS10Ping.exe -ScriptBlock {
    param($word, $line, $cursor)

    # The names of an option, what its value is (none, text, file, or the words to choose from), and what it does.
    $options = @(
        @{ Names = @('-P', '--port'); Value = 'text'; Help = 'Port (default 5000)' }
        @{ Names = @('-S', '--server'); Value = 'text'; Help = 'Logon string, user:password@host:port' }
        @{ Names = @('-4', '--ipv4'); Value = 'none'; Help = 'IPv4 only' }
        @{ Names = @('-6', '--ipv6'); Value = 'none'; Help = 'IPv6 only' }
        @{ Names = @('--source'); Value = 'text'; Help = 'Connect from this local address' }
        @{ Names = @('--interface'); Value = 'text'; Help = 'Connect through this network interface' }
        @{ Names = @('--targets'); Value = 'file'; Help = 'Ping the targets of a file, one per line; - is standard input' }
        @{ Names = @('--rate'); Value = 'text'; Help = 'Targets to begin per second (default 1000)' }
        @{ Names = @('--at-once'); Value = 'text'; Help = 'Targets to connect to at the same time (default 1000)' }
        @{ Names = @('--min-ok'); Value = 'text'; Help = 'Exit with 0 if so many targets are ok, else 12' }
        @{ Names = @('-x', '--proxy'); Value = @('env', 'http://'); Help = 'HTTP proxy' }
        @{ Names = @('--proxy-credentials'); Value = 'file'; Help = 'File with one line, user:password, for the proxy' }
        @{ Names = @('--proxy-header'); Value = 'text'; Help = 'Header to send to the proxy, as Name: value' }
        @{ Names = @('-c', '--count'); Value = 'text'; Help = 'Number of pings to send (default 4)' }
        @{ Names = @('-t', '--continuous'); Value = 'none'; Help = 'Ping until interrupted' }
        @{ Names = @('-i', '--interval'); Value = 'text'; Help = 'Seconds between sends' }
        @{ Names = @('-W', '--timeout'); Value = 'text'; Help = 'Seconds to wait for a reply (default 5)' }
        @{ Names = @('--connect-timeout'); Value = 'text'; Help = 'Seconds to wait for each stage (default 5, look-up 12)' }
        @{ Names = @('-w', '--deadline'); Value = 'text'; Help = 'Seconds until the whole run ends' }
        @{ Names = @('--max-failures'); Value = 'text'; Help = 'End the run after so many pings in a row without an answer' }
        @{ Names = @('-s', '--size'); Value = 'text'; Help = 'Payload of random bytes (default 0)' }
        @{ Names = @('-C', '--connect-only'); Value = 'none'; Help = 'Time TCP connections, send nothing' }
        @{ Names = @('--self-test'); Value = 'none'; Help = 'Start a responder inside the process and ping it' }
        @{ Names = @('--path'); Value = 'none'; Help = 'Show how far connection requests get, hop by hop' }
        @{ Names = @('--max-hops'); Value = 'text'; Help = 'Most hops that --path and --examine look at (default 30)' }
        @{ Names = @('--mtu'); Value = 'none'; Help = 'Find the largest packet that gets through each way' }
        @{ Names = @('--idle-limit'); Value = 'text'; Help = 'Find how long a connection may be idle, up to so many seconds' }
        @{ Names = @('--examine'); Value = 'none'; Help = 'Look at everything, and tell what is wrong' }
        @{ Names = @('--until-up'); Value = 'none'; Help = 'Keep trying until a ping is answered' }
        @{ Names = @('--until-down'); Value = 'none'; Help = 'Ping until the target is down' }
        @{ Names = @('--max-loss'); Value = 'text'; Help = 'Exit with 12 if more percent of pings are lost' }
        @{ Names = @('--max-rtt'); Value = 'text'; Help = 'Exit with 12 if a round trip takes more milliseconds' }
        @{ Names = @('--max-p95'); Value = 'text'; Help = 'Exit with 12 if more than 5 % of round trips take longer' }
        @{ Names = @('-k', '--key-file'); Value = 'file'; Help = 'Site key (default: open mode)' }
        @{ Names = @('--generate-key'); Value = 'file'; Help = 'Create a key file and exit' }
        @{ Names = @('--json'); Value = 'file'; Help = 'Write each event as a line of JSON' }
        @{ Names = @('--csv'); Value = 'file'; Help = 'Write each ping as a line of CSV' }
        @{ Names = @('--append'); Value = 'none'; Help = 'Append to the files of --json and --csv' }
        @{ Names = @('--prometheus'); Value = 'file'; Help = 'Write the final figures for node_exporter' }
        @{ Names = @('--label'); Value = 'text'; Help = 'Add a label to these figures' }
        @{ Names = @('--snapshot-every'); Value = 'text'; Help = 'Write these figures and show a line of them every so many seconds' }
        @{ Names = @('--report'); Value = 'file'; Help = 'Write the whole run as a page (.html) or a JSON document (.json)' }
        @{ Names = @('--redact'); Value = 'none'; Help = 'Replace names and addresses in the files of --report by stand-ins' }
        @{ Names = @('--baseline'); Value = 'file'; Help = 'Compare the run with an earlier report (.json)' }
        @{ Names = @('--nagios'); Value = 'none'; Help = 'Print one line and exit with 0 to 3, for monitoring' }
        @{ Names = @('--warn'); Value = 'text'; Help = 'Warn at these values, such as 100,20%' }
        @{ Names = @('--crit'); Value = 'text'; Help = 'Critical at these values' }
        @{ Names = @('-q', '--quiet'); Value = 'none'; Help = 'Show only the summary' }
        @{ Names = @('-v', '--verbose'); Value = 'none'; Help = 'Show stages, addresses and microseconds' }
        @{ Names = @('-D', '--timestamps'); Value = 'none'; Help = 'Put a time stamp before each line' }
        @{ Names = @('--timestamp-format'); Value = @('epoch', 'iso', 'rfc3339', 'ctime'); Help = 'Format of the time stamps (default epoch)' }
        @{ Names = @('-a', '--audible'); Value = 'none'; Help = 'Ring the bell of the terminal at each answer' }
        @{ Names = @('--color'); Value = @('auto', 'always', 'never'); Help = 'Colours in a terminal (default auto)' }
        @{ Names = @('-V', '--version'); Value = 'none'; Help = 'Show the version and exit' }
        @{ Names = @('-h', '--help'); Value = 'none'; Help = 'Show help and exit' }
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
