# SPDX-License-Identifier: MIT
# Completes the command lines of the three programs. It exports nothing, so PowerShell never imports it by itself.

foreach ($program in 'TMSS10Ping', 'TMSS10Responder', 'TMSS10Exporter') {
    . (Join-Path -Path $PSScriptRoot -ChildPath "$program.ps1")
}
