# SPDX-License-Identifier: MIT
# Completes the command line of TMSS10Responder for PowerShell. Dot-source it in the profile: . TMSS10Responder.ps1

Register-ArgumentCompleter -Native -CommandName TMSS10Responder, TMSS10Responder.exe -ScriptBlock {
    param($word, $line, $cursor)

    # The names of an option, what its value is (none, text, file, or the words to choose from), and what it does.
    $options = @(
        @{ Names = @('-P', '--port'); Value = 'text'; Help = 'Port (default 5000); 0 takes a free one' }
        @{ Names = @('--listen'); Value = 'text'; Help = 'Local address to listen on; may be repeated' }
        @{ Names = @('-k', '--key-file'); Value = 'file'; Help = 'Site key (default: open mode)' }
        @{ Names = @('--max-connections'); Value = 'text'; Help = 'More get a busy greeting (default 10000)' }
        @{ Names = @('--idle-timeout'); Value = 'text'; Help = 'Seconds until an idle connection ends (default 600)' }
        @{ Names = @('-q'); Value = 'none'; Help = 'Log starts and failures only' }
        @{ Names = @('-v'); Value = 'none'; Help = 'Log every connection and request' }
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
