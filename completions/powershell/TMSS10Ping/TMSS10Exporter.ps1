# SPDX-License-Identifier: MIT
# Completes the command line of TMSS10Exporter for PowerShell, when the module TMSS10Ping or a profile dot-sources this file.

Register-ArgumentCompleter -Native -CommandName TMSS10Exporter, TMSS10Exporter.exe -ScriptBlock {
    param($word, $line, $cursor)

    # The names of an option, what its value is (none, text, file, or the words to choose from), and what it does.
    $options = @(
        @{ Names = @('--listen'); Value = 'text'; Help = 'Local address to listen on (default 127.0.0.1:10550); may be repeated' }
        @{ Names = @('--host-name'); Value = 'text'; Help = 'Also accept this name in the Host field; may be repeated' }
        @{ Names = @('--tls-certificate'); Value = 'file'; Help = 'Serve HTTPS with this certificate chain (PEM)' }
        @{ Names = @('--tls-key'); Value = 'file'; Help = 'Private key of --tls-certificate (PEM)' }
        @{ Names = @('--credentials'); Value = 'file'; Help = 'File with one line, user:password, that requests must have' }
        @{ Names = @('--allow'); Value = 'text'; Help = 'Allow probes of an address, a prefix, a name or a .domain; may be repeated' }
        @{ Names = @('--modules'); Value = 'file'; Help = 'Modules, in TOML' }
        @{ Names = @('--at-once'); Value = 'text'; Help = 'Probes at the same time (default 200)' }
        @{ Names = @('--enable-reload'); Value = 'none'; Help = 'Reload the files on POST /-/reload as well' }
        @{ Names = @('--check'); Value = 'none'; Help = 'Read all files, show what is wrong, and exit' }
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
