# SPDX-License-Identifier: MIT
@{
    RootModule = 'TMSS10Ping.psm1'
    ModuleVersion = '0.2.0'
    GUID = 'dc662fe2-111e-4f86-b3d9-1a018fc495c2'
    Author = 'The TMSS10Ping developers'
    CompanyName = 'The TMSS10Ping developers'
    Copyright = '(c) 2026 The TMSS10Ping developers. MIT License.'
    Description = 'Completes the command lines of TMSS10Ping, TMSS10Responder and TMSS10Exporter.'
    PowerShellVersion = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    FunctionsToExport = @()
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
    FileList = @(
        'TMSS10Exporter.ps1'
        'TMSS10Ping.ps1'
        'TMSS10Ping.psd1'
        'TMSS10Ping.psm1'
        'TMSS10Responder.ps1'
        'en-US/about_TMSS10Ping.help.txt'
    )
}
